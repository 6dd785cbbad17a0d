//! Conversions of the arguments of generated setters into the types of the model.

use std::collections::BTreeMap;

/// Converts an array, a `Vec` or another iterable of convertible elements into a list.
pub fn list<T>(elements: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    elements.into_iter().map(Into::into).collect()
}

/// Converts an array of pairs, a `HashMap` or another iterable of convertible entries into a map.
pub fn map<T>(
    entries: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>,
) -> BTreeMap<String, T> {
    entries.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn arrays_vectors_and_maps_are_converted() {
        assert_eq!(list::<String>(["a", "b"]), ["a", "b"]);
        assert_eq!(list::<String>(vec!["a".to_owned()]), ["a"]);
        assert_eq!(
            map::<String>([("k", "v")]),
            map::<String>(HashMap::from([("k".to_owned(), "v".to_owned())]))
        );
    }
}
