//! Bodies in JSON: read straight into the places of a type, written straight from its views.
//!
//! Over serde_json, whose reader and writer stood here before, the calls of the benchmarks take more
//! instructions: ARCHITECTURE.md has the figures. The grammar is RFC 8259's; a raw control character in a text
//! and half of a surrogate pair are forgiven, as an answer is not lost over one odd text.

mod number;
mod problem;
mod read;
mod string;
mod write;

use super::Place;
use crate::Json;

pub(crate) use problem::Problem;
pub(crate) use read::{read, read_whole};
pub(crate) use write::write;

/// The document that a text is, if it is one.
pub(crate) fn document(text: &[u8]) -> Option<Json> {
    let text = str::from_utf8(text).ok()?;
    let mut document = Json::Null;
    read(text, Place::Json(&mut document)).ok()?;
    Some(document)
}

/// The members of the object that a text is, if it is one.
pub(crate) fn object(text: &[u8]) -> Option<serde_json::Map<String, Json>> {
    match document(text)? {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
