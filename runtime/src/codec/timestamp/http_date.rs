//! `Tue, 29 Apr 2014 18:30:38 GMT`: the date format of HTTP headers (RFC 9110, 5.6.7).
//!
//! It has whole seconds only: a fraction is dropped when writing.

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

/// The time as text, for a path, a query or a header.
///
/// A year before 0 has no such form and is written as RFC 3339, which the service will refuse.
#[must_use]
pub fn format(time: Timestamp) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&time)
        .unwrap_or_else(|_| super::date_time::format(time))
}
