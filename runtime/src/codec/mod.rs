//! Encoding and decoding of generated types as the JSON of AWS's REST protocols.
//!
//! Each generated type has a table of its members, written with [`structure!`](crate::structure),
//! [`enumeration!`](crate::enumeration), [`union!`](crate::union) or [`one_of!`](crate::one_of). The table implements [`Decode`], which yields a
//! [`Slot`] for each member that is read, and [`Encode`], which yields a [`View`] of each member that is written.
//! One JSON reader and one bridge to serde work on slots and views through trait objects.
//!
//! The design is that of [miniserde](https://docs.rs/miniserde): the code of a format is compiled once, in this
//! crate, instead of once for each type in each user's crate. With serde's derive, the generated SDK is 4.6 times as
//! many LLVM lines, decodes a list with a sixth more instructions and brings `serde_derive` and `syn` into every
//! build (figures in ARCHITECTURE.md).
//!
//! One value that deviates from the service's model should not fail a whole response. Decoding accepts:
//!
//! - unknown and absent members; `null` for a required member (its default value);
//! - `null` in lists and maps that are not sparse (the element is skipped);
//! - integers written as `60.0` or `6e1`, and timestamps in any [format](timestamp);
//! - an empty string for an optional timestamp or date (it is absent);
//! - a number for a string (the string is its text);
//! - a duplicate member (the last one counts), control characters and unpaired surrogates in strings.

mod decode;
mod encode;
mod fill;
pub(crate) mod json;
mod nullable;
mod one_of;
mod one_of_table;
#[cfg(test)]
mod one_of_tests;
mod serde;
#[cfg(test)]
mod suites;
mod tables;
#[cfg(test)]
mod tests;
pub mod timestamp;
mod types;

use std::fmt;

#[cfg(feature = "cli")]
pub(crate) use decode::any_member;
pub use decode::{
    Alternative, Decode, DecodeOutcome, EnumerationSlot, IntegerSlot, ListSlot, MapSlot, OneOfSlot,
    OneOfTable, OptionSlot, Slot, StructureSlot, UnionSlot,
};
pub use encode::{Encode, ListView, MapView, StructureView, View, visit_rest};
pub use nullable::Nullable;
#[cfg(feature = "form")]
pub(crate) use one_of::tagged_members;
#[cfg(any(feature = "form", feature = "parameters"))]
pub(crate) use serde::to_text_json;
pub use serde::{deserialize, serialize};
pub(crate) use serde::{to_finite_json, to_json};
pub use serde_core;
pub use types::Formatted;

use crate::secret::REDACTED;
use crate::{Json, blob};

/// How a timestamp or a JSON document is written.
///
/// The Rust type of a member is the same in each format, so the table of the type names the format of the member.
/// Only [`JsonString`](Self::JsonString) matters when reading: a timestamp is read in any format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// `2014-04-29T18:30:38Z`; see [`timestamp::date_time`]. A JSON document is written as it is.
    #[default]
    DateTime,
    /// `1398796238`; see [`timestamp::epoch_seconds`].
    EpochSeconds,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`; see [`timestamp::http_date`].
    HttpDate,
    /// A JSON document inside a string: `"{\"a\":1}"`.
    JsonString,
}

/// Encodes a JSON document as the value of a header, in base64 (AWS's `jsonvalue` trait).
#[must_use]
pub fn json_header(value: &Json) -> String {
    blob::to_base64(value.to_string().as_bytes())
}

/// Formats a floating-point number of a path, the query or a header: `1.5`, `NaN`, `Infinity`, `-Infinity`.
#[must_use]
pub fn float<T: Copy + Into<f64> + fmt::Display>(value: T) -> String {
    special_float(value.into()).map_or_else(|| value.to_string(), str::to_owned)
}

/// The strings by which AWS's protocols write the numbers that JSON cannot express.
pub(crate) fn special_float(number: f64) -> Option<&'static str> {
    match number {
        _ if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// The JSON document in the value of a header.
pub(crate) fn parse_json_header(value: &str) -> Option<Json> {
    json::document(&blob::from_base64(value)?)
}

/// Replaces a secret member in `Debug` output: `**redacted**`.
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
