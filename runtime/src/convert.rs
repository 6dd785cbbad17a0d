//! From what callers have at hand to what a model holds: the conversions behind generated setters.

use std::collections::BTreeMap;

/// A list from anything that yields convertible elements: `["a", "b"]`, a `Vec`, an iterator.
pub fn list<T>(elements: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    elements.into_iter().map(Into::into).collect()
}

/// A map from anything that yields convertible entries: `[("k", "v")]`, a `HashMap`, an iterator.
pub fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    entries
        .into_iter()
        .map(|(key, value)| (key.into(), value.into()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn arrays_vectors_and_maps_are_all_welcome() {
        assert_eq!(list::<String>(["a", "b"]), ["a", "b"]);
        assert_eq!(list::<String>(vec!["a".to_owned()]), ["a"]);
        assert_eq!(
            map::<String>([("k", "v")]),
            map::<String>(HashMap::from([("k".to_owned(), "v".to_owned())]))
        );
    }
}
