//! Floating-point numbers in JSON, which has no word for three of them: `"NaN"`, `"Infinity"` and
//! `"-Infinity"` are texts there.
//!
//! One `with` serves a number and an option, a list or a map of such.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What this module can read and write: `f32`, `f64`, or an `Option`, `Vec` or `BTreeMap<String, _>` of
/// such.
pub trait Shape: Sized {
    /// Writes the numbers.
    ///
    /// # Errors
    ///
    /// The serializer's own.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the numbers. `null` is 0, nothing, or is left out of a list or a map.
    ///
    /// # Errors
    ///
    /// The deserializer's, if there is no number where one must be.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;

    /// What a `null` in a list or a map is; nothing if it is left out.
    fn null() -> Option<Self> {
        None
    }
}

/// Writes numbers.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Shape, S: Serializer>(numbers: &T, serializer: S) -> Result<S::Ok, S::Error> {
    numbers.write(serializer)
}

/// Reads numbers.
///
/// # Errors
///
/// The deserializer's, if there is no number where one must be.
pub fn deserialize<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// The text for a number that JSON does not have.
fn text(number: f64) -> Option<&'static str> {
    match number {
        _ if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

macro_rules! number {
    ($number:ty, $write:ident) => {
        impl Shape for $number {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match text(f64::from(*self)) {
                    Some(text) => serializer.serialize_str(text),
                    None => serializer.$write(*self),
                }
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let number = deserializer.deserialize_any(Number)?;
                Ok(number as $number)
            }
        }
    };
}

number!(f32, serialize_f32);
number!(f64, serialize_f64);

struct Number;

impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or `NaN`, `Infinity` or `-Infinity`")
    }

    fn visit_f64<E>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_i64<E>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<f64, E> {
        match text {
            "NaN" => Ok(f64::NAN),
            "Infinity" => Ok(f64::INFINITY),
            "-Infinity" => Ok(f64::NEG_INFINITY),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_unit<E>(self) -> Result<f64, E> {
        Ok(0.0)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(numbers) => serializer.serialize_some(&Written(numbers)),
            None => serializer.serialize_none(),
        }
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Read(numbers)| numbers))
    }

    fn null() -> Option<Self> {
        Some(None)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: Vec<Option<Read<T>>> = super::null_as_default(deserializer)?;
        Ok(read.into_iter().filter_map(or_null).collect())
    }
}

impl<T: Shape> Shape for BTreeMap<String, T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, numbers)| (key, Written(numbers))))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read: BTreeMap<String, Option<Read<T>>> = super::null_as_default(deserializer)?;
        let read = read.into_iter();
        Ok(read
            .filter_map(|(key, numbers)| Some((key, or_null(numbers)?)))
            .collect())
    }
}

fn or_null<T: Shape>(read: Option<Read<T>>) -> Option<T> {
    read.map_or_else(T::null, |Read(numbers)| Some(numbers))
}

struct Written<'a, T>(&'a T);

impl<T: Shape> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

struct Read<T>(T);

impl<'de, T: Shape> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq, Serialize)]
    #[serde(default)]
    struct Numbers {
        #[serde(with = "super")]
        one: f64,
        #[serde(with = "super", skip_serializing_if = "Option::is_none")]
        some: Option<f32>,
        #[serde(with = "super")]
        all: Vec<f64>,
        #[serde(with = "super")]
        named: BTreeMap<String, f64>,
    }

    #[test]
    fn what_json_has_no_word_for_is_a_text() {
        let numbers = Numbers {
            one: f64::INFINITY,
            some: Some(f32::NEG_INFINITY),
            all: vec![1.5, 2.0],
            named: BTreeMap::from([("a".to_owned(), 0.1)]),
        };
        let json = r#"{"one":"Infinity","some":"-Infinity","all":[1.5,2.0],"named":{"a":0.1}}"#;
        assert_eq!(serde_json::to_string(&numbers).unwrap(), json);
        assert_eq!(serde_json::from_str::<Numbers>(json).unwrap(), numbers);
        let nan: Numbers = serde_json::from_str(r#"{"one":"NaN"}"#).unwrap();
        assert!(nan.one.is_nan());
        assert!(
            serde_json::to_string(&nan)
                .unwrap()
                .contains(r#""one":"NaN""#)
        );
    }

    #[test]
    fn nulls_and_whole_numbers_do_no_harm() {
        let json = r#"{"one":null,"some":null,"all":[1,null,-2],"named":null}"#;
        let numbers: Numbers = serde_json::from_str(json).unwrap();
        assert_eq!((numbers.one, numbers.some), (0.0, None));
        assert_eq!(numbers.all, [1.0, -2.0]);
        assert!(serde_json::from_str::<Numbers>(r#"{"one":"1"}"#).is_err());
    }

    #[test]
    fn nulls_stay_where_they_are_values() {
        #[derive(Debug, Deserialize, PartialEq, Serialize)]
        struct Sparse {
            #[serde(with = "super")]
            all: Vec<Option<f64>>,
            #[serde(with = "super")]
            named: Option<BTreeMap<String, Option<f32>>>,
        }
        let sparse = Sparse {
            all: vec![Some(1.5), None, Some(f64::INFINITY)],
            named: Some(BTreeMap::from([("a".to_owned(), None)])),
        };
        let json = r#"{"all":[1.5,null,"Infinity"],"named":{"a":null}}"#;
        assert_eq!(serde_json::to_string(&sparse).unwrap(), json);
        assert_eq!(serde_json::from_str::<Sparse>(json).unwrap(), sparse);
    }
}
