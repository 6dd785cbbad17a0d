//! Objects that have exactly one member: its name says what it is.

use std::fmt;
use std::marker::PhantomData;

use serde::Serializer;
use serde::de::{DeserializeOwned, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap as _;

use crate::Json;

pub use serde_json::Error;

/// What a generated union knows of its members.
pub trait Union: Sized {
    /// The union with this member set.
    ///
    /// # Errors
    ///
    /// The value is not what the member holds.
    fn read(member: String, value: Json) -> Result<Self, Error>;
}

/// Reads the value of a member.
///
/// # Errors
///
/// The value is not what the member holds.
pub fn value<T: DeserializeOwned>(value: Json) -> Result<T, Error> {
    serde_json::from_value(value)
}

/// Reads a union: the first member that is not `null` and no `__type`, known or not. An object without
/// one is the unknown member with an empty name.
///
/// # Errors
///
/// The deserializer's, if the value is no object, or the member's value does not fit.
pub fn deserialize<'de, D: Deserializer<'de>, T: Union>(deserializer: D) -> Result<T, D::Error> {
    struct Members<T>(PhantomData<T>);

    impl<'de, T: Union> Visitor<'de> for Members<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object with one member")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let mut found = None;
            while let Some((member, value)) = map.next_entry::<String, Json>()? {
                let is_it = !value.is_null() && member != "__type";
                if is_it && found.is_none() {
                    found = Some((member, value));
                }
            }
            let (member, value) = found.unwrap_or_default();
            T::read(member, value).map_err(A::Error::custom)
        }

        fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
            T::read(String::new(), Json::Null).map_err(E::custom)
        }
    }

    deserializer.deserialize_any(Members(PhantomData))
}

/// Writes a member that the union does not know.
///
/// # Errors
///
/// The serializer's own.
pub fn unknown<S: Serializer>(
    member: &str,
    value: &Json,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(member, value)?;
    map.end()
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Clone, Debug, PartialEq, Serialize)]
    enum Shape {
        #[serde(rename = "circle")]
        Circle(i64),
        #[serde(untagged, serialize_with = "super::unknown")]
        Unknown(String, Json),
    }

    impl Union for Shape {
        fn read(member: String, value: Json) -> Result<Self, serde_json::Error> {
            Ok(match &*member {
                "circle" => Self::Circle(super::value(value)?),
                _ => Self::Unknown(member, value),
            })
        }
    }

    impl<'de> Deserialize<'de> for Shape {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            super::deserialize(deserializer)
        }
    }

    #[test]
    fn members_known_and_unknown_go_both_ways() {
        for (json, shape) in [
            (r#"{"circle":3}"#, Shape::Circle(3)),
            (
                r#"{"star":[5]}"#,
                Shape::Unknown("star".to_owned(), serde_json::json!([5])),
            ),
        ] {
            assert_eq!(serde_json::from_str::<Shape>(json).unwrap(), shape);
            assert_eq!(serde_json::to_string(&shape).unwrap(), json);
        }
    }

    #[test]
    fn nulls_and_type_names_are_no_members() {
        for json in [
            r#"{"star":null,"__type":"Shape","circle":3}"#,
            r#"{"circle":3,"star":null}"#,
        ] {
            assert_eq!(
                serde_json::from_str::<Shape>(json).unwrap(),
                Shape::Circle(3)
            );
        }
        let nothing = Shape::Unknown(String::new(), Json::Null);
        for json in ["{}", "null", r#"{"circle":null}"#] {
            assert_eq!(serde_json::from_str::<Shape>(json).unwrap(), nothing);
        }
        assert!(serde_json::from_str::<Shape>(r#"{"circle":"x"}"#).is_err());
    }
}
