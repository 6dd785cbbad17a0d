//! `Tue, 29 Apr 2014 18:30:38 GMT`: the date format of HTTP headers (RFC 9110, 5.6.7).
//!
//! It has whole seconds only: a fraction is dropped when writing.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use serde::{Deserializer, Serializer};

use super::{Format, Shape};

/// The time as text, for a path, a query or a header.
///
/// A year before 0 has no such form and is written as RFC 3339, which the service will refuse.
#[must_use]
pub fn format(time: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&time)
        .unwrap_or_else(|_| super::date_time::format(time))
}

/// Writes a time, or an option, list or map of times.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Shape, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
    times.write(Format::HttpDate, serializer)
}

/// Reads a time in any format, or an option, list or map of times.
///
/// # Errors
///
/// The deserializer's, if there is no time.
pub fn deserialize<'de, T: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

/// For attributes that name the shape: an `Option` of times.
pub mod option {
    pub use super::{deserialize, serialize};
}

/// For attributes that name the shape: a `Vec` of times.
pub mod list {
    pub use super::{deserialize, serialize};
}

/// For attributes that name the shape: a `BTreeMap` of times.
pub mod map {
    pub use super::{deserialize, serialize};
}
