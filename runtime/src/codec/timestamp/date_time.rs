//! `2014-04-29T18:30:38.5Z`: RFC 3339 in UTC, with as many digits of a second as there are.

use jiff::Timestamp;

/// The time as text, for a path, a query or a header.
#[must_use]
pub fn format(time: Timestamp) -> String {
    time.to_string()
}
