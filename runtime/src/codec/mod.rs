//! What generated serialization code calls: the habits of AWS's JSON that serde does not have.
//!
//! Each function is meant for a `#[serde(…_with = "…")]` attribute or for the body of a generated
//! `Deserialize` implementation.

mod collections;
pub mod float;
pub mod json_text;
#[cfg(test)]
mod properties;
mod redacted;
pub mod timestamp;
pub mod union;

pub use collections::{list, map, optional_list, optional_map};
pub use redacted::Redacted;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Visitor};

/// Reads `null` as the type's default. Services send `null` where they mean "absent".
///
/// # Errors
///
/// The deserializer's, if the value is neither `null` nor a `T`.
pub fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Reads an enum that is open: any string is a value of it, known or not.
///
/// The text is not copied before `T` has seen it, so a known value costs no allocation. `null`
/// reads as the empty text.
///
/// # Errors
///
/// The deserializer's, if the value is neither a string nor `null`.
pub fn open_enum<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> From<&'a str>,
{
    struct Text<T>(PhantomData<T>);

    impl<T: for<'a> From<&'a str>> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E>(self, text: &str) -> Result<T, E> {
            Ok(T::from(text))
        }

        fn visit_unit<E>(self) -> Result<T, E> {
            Ok(T::from(""))
        }
    }

    // `any` and not `str`: serde_json hands a borrowed text to both, and `null` only to this one.
    deserializer.deserialize_any(Text(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    enum State {
        Active,
        Unknown(String),
    }

    impl From<&str> for State {
        fn from(text: &str) -> Self {
            match text {
                "ACTIVE" => Self::Active,
                other => Self::Unknown(other.to_owned()),
            }
        }
    }

    fn state(json: &str) -> serde_json::Result<State> {
        open_enum(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn an_open_enum_reads_every_string() {
        assert_eq!(state(r#""ACTIVE""#).unwrap(), State::Active);
        assert_eq!(state(r#""\u0041CTIVE""#).unwrap(), State::Active);
        assert_eq!(
            state(r#""new \"one\"""#).unwrap(),
            State::Unknown("new \"one\"".into())
        );
        assert_eq!(state("null").unwrap(), State::Unknown(String::new()));
        assert!(state("5").is_err());
    }

    #[test]
    fn null_is_the_default() {
        let read = |json| -> serde_json::Result<Vec<i64>> {
            null_as_default(&mut serde_json::Deserializer::from_str(json))
        };
        assert_eq!(read("null").unwrap(), Vec::<i64>::new());
        assert_eq!(read("[1]").unwrap(), [1]);
        assert!(read("{}").is_err());
    }
}
