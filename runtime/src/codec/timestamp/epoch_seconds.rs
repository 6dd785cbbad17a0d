//! `1398796238.5`: seconds since 1970-01-01T00:00:00Z, a number in JSON.

use jiff::Timestamp;
use serde::{Deserializer, Serializer};

use super::{Format, Shape};

/// The time as text, for a path, a query or a header.
#[must_use]
pub fn format(time: Timestamp) -> String {
    match time.subsec_nanosecond() {
        0 => time.as_second().to_string(),
        _ => fractional(time).to_string(),
    }
}

/// The time as JavaScript would hold it: good to a quarter of a microsecond in this century.
pub(super) fn fractional(time: Timestamp) -> f64 {
    time.as_duration().as_secs_f64()
}

/// Writes a time, or an option, list or map of times.
///
/// # Errors
///
/// The serializer's own.
pub fn serialize<T: Shape, S: Serializer>(times: &T, serializer: S) -> Result<S::Ok, S::Error> {
    times.write(Format::EpochSeconds, serializer)
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
