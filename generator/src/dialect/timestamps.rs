//! Rule 17: how points in time are written.
//!
//! The documents say `date-time` of them all, whatever the service wants. The protocol's own choice is
//! epoch seconds in bodies, ISO 8601 in queries and paths, and the date of HTTP in headers. An overlay
//! may choose another one for all bodies in `info.x-timestamp-format`, and for one schema, property or
//! parameter with the same extension there: `epoch-seconds`, `date-time` or `http-date`. All formats are
//! accepted when reading.

use serde_json::Value;

use crate::service::{Binding, TimestampFormat};

use super::marks::Extensions;

pub(super) const MARK: &str = "x-timestamp-format";
pub(super) const FORMATS: &[&str] = &["epoch-seconds", "date-time", "http-date"];

/// The format by its name.
pub(super) fn format(name: &Value) -> Option<TimestampFormat> {
    match name.as_str()? {
        "epoch-seconds" => Some(TimestampFormat::EpochSeconds),
        "date-time" => Some(TimestampFormat::DateTime),
        "http-date" => Some(TimestampFormat::HttpDate),
        _ => None,
    }
}

/// The format that is said here.
pub(super) fn declared(extensions: &Extensions) -> Option<TimestampFormat> {
    extensions.get(MARK).and_then(format)
}

/// The format of what travels there, unless it says otherwise.
pub(super) fn by_place(binding: Binding, in_bodies: TimestampFormat) -> TimestampFormat {
    match binding {
        Binding::Header | Binding::PrefixHeaders => TimestampFormat::HttpDate,
        Binding::Path | Binding::Query => TimestampFormat::DateTime,
        Binding::Body | Binding::Payload | Binding::Status => in_bodies,
    }
}
