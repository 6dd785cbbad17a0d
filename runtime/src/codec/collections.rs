//! Lists and maps as services really send them: with a `null` where a value should be.
//!
//! AWS's models promise that lists and maps hold no `null`. A response is not lost over one that
//! breaks the promise: the element or entry is left out.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A list without its `null`s; `null` itself is the empty list.
///
/// # Errors
///
/// The deserializer's, if the value is neither a list nor `null`, or an element is no `T`.
pub fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    optional_list(deserializer).map(Option::unwrap_or_default)
}

/// The same where absent and empty differ: `null` is `None`.
///
/// # Errors
///
/// Those of [`list`].
pub fn optional_list<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(List(PhantomData))
}

/// A map without its `null`s; `null` itself is the empty map.
///
/// # Errors
///
/// The deserializer's, if the value is neither an object nor `null`, or a value in it is no `T`.
pub fn map<'de, D, T>(deserializer: D) -> Result<BTreeMap<String, T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    optional_map(deserializer).map(Option::unwrap_or_default)
}

/// The same where absent and empty differ: `null` is `None`.
///
/// # Errors
///
/// Those of [`map`].
pub fn optional_map<'de, D, T>(deserializer: D) -> Result<Option<BTreeMap<String, T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(Map(PhantomData))
}

struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(element) = elements.next_element::<Option<T>>()? {
            list.extend(element);
        }
        Ok(Some(list))
    }
}

struct Map<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Map<T> {
    type Value = Option<BTreeMap<String, T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut map = BTreeMap::new();
        while let Some((key, value)) = entries.next_entry::<String, Option<T>>()? {
            if let Some(value) = value {
                map.insert(key, value);
            }
        }
        Ok(Some(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(json: &str) -> serde_json::Deserializer<serde_json::de::StrRead<'_>> {
        serde_json::Deserializer::from_str(json)
    }

    #[test]
    fn nulls_are_left_out() {
        let read = |json: &str| list::<_, i64>(&mut reader(json)).unwrap();
        assert_eq!(read("[1,null,2]"), [1, 2]);
        assert_eq!(read("null"), Vec::<i64>::new());
        let read = |json: &str| map::<_, String>(&mut reader(json)).unwrap();
        assert_eq!(
            read(r#"{"a":null,"b":"x"}"#),
            BTreeMap::from([("b".into(), "x".into())])
        );
        assert_eq!(read("null"), BTreeMap::new());
    }

    #[test]
    fn absent_and_empty_differ_where_asked() {
        let read = |json: &str| optional_list::<_, i64>(&mut reader(json)).unwrap();
        assert_eq!((read("null"), read("[]")), (None, Some(Vec::new())));
        let read = |json: &str| optional_map::<_, i64>(&mut reader(json)).unwrap();
        assert_eq!((read("null"), read("{}")), (None, Some(BTreeMap::new())));
    }

    #[test]
    fn other_things_are_refused() {
        assert!(list::<_, i64>(&mut reader("{}")).is_err());
        assert!(map::<_, i64>(&mut reader("[]")).is_err());
        assert!(list::<_, i64>(&mut reader(r#"["x"]"#)).is_err());
    }
}
