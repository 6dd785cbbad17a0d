//! `2014-04-29T18:30:38.5Z`: RFC 3339 in UTC, with as many digits of a second as there are.

use jiff::Timestamp;
use serde::{Deserializer, Serializer};

use super::{Format, Shape};

/// The time as text, for a path, a query or a header.
#[must_use]
pub fn format(time: Timestamp) -> String {
    time.to_string()
}

/// Writes a time, or an option, list or map of times.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Shape, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
    times.write(Format::DateTime, serializer)
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
