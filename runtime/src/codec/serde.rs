//! Values of generated types for programs that keep them by serde, with the names of the wire.
//!
//! Calls do not come this way: their bodies are read and written by [`json`](super::json).

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::view::{Plain, StructureView, View};
use super::{Decode, Encode, Format, json};
use crate::Json;

/// Writes a value to wherever serde can write.
///
/// # Errors
///
/// The serializer's own; the value holds a stream that has not been read.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let view = value.view(Format::default());
    Written { view, whole: true }.serialize(serializer)
}

/// Reads a value from wherever serde can read a document of JSON's kind: in a format that tells names and kinds of
/// values. Others, such as bincode, cannot be read.
///
/// # Errors
///
/// The deserializer's, if what is there does not fit; a required member of an input is missing.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let document = Json::deserialize(deserializer)?.to_string();
    let mut value = T::blank();
    let place = value.place(Format::default());
    json::read_whole(&document, place).map_err(D::Error::custom)?;
    Ok(value)
}

struct Written<'a> {
    view: View<'a>,
    /// Whether members are written that do not travel in the body.
    whole: bool,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let whole = self.whole;
        match self.view.plain() {
            Plain::Absent => serializer.serialize_none(),
            Plain::Bool(value) => serializer.serialize_bool(value),
            Plain::I32(value) => serializer.serialize_i32(value),
            Plain::I64(value) => serializer.serialize_i64(value),
            Plain::F32(value) => serializer.serialize_f32(value),
            Plain::F64(value) => serializer.serialize_f64(value),
            Plain::Text(text) => serializer.serialize_str(&text),
            Plain::Json(value) => value.serialize(serializer),
            Plain::Unread => Err(S::Error::custom(
                "a stream that has not been read has no form in text",
            )),
            Plain::List(list, format) => {
                let mut written = serializer.serialize_seq(Some(list.length()))?;
                let mut result = Ok(());
                list.elements(format, &mut |view| {
                    if result.is_ok() {
                        result = written.serialize_element(&Written { view, whole });
                    }
                });
                result?;
                written.end()
            }
            Plain::Map(map, format) => {
                let mut written = serializer.serialize_map(Some(map.length()))?;
                let mut result = Ok(());
                map.entries(format, &mut |key, view| {
                    if result.is_ok() {
                        result = written.serialize_entry(key, &Written { view, whole });
                    }
                });
                result?;
                written.end()
            }
            Plain::Structure(structure) => write_structure(structure, whole, serializer),
        }
    }
}

fn write_structure<S: Serializer>(
    structure: &dyn StructureView,
    whole: bool,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut written = serializer.serialize_map(None)?;
    let mut result = Ok(());
    let mut each = |key: &str, view: View<'_>| {
        if result.is_ok() && !matches!(view, View::Absent) {
            result = written.serialize_entry(key, &Written { view, whole });
        }
    };
    structure.members(&mut each);
    if whole {
        structure.bound_members(&mut each);
    }
    result?;
    written.end()
}
