//! `1398796238.5`: seconds since 1970-01-01T00:00:00Z, a number in JSON.

use jiff::Timestamp;

/// The time as text, for a path, a query or a header.
#[must_use]
pub fn format(time: Timestamp) -> String {
    match time.subsec_nanosecond() {
        0 => time.as_second().to_string(),
        _ => fractional(time).to_string(),
    }
}

/// The time as JavaScript would hold it: good to a quarter of a microsecond in this century.
pub(in crate::codec) fn fractional(time: Timestamp) -> f64 {
    time.as_duration().as_secs_f64()
}
