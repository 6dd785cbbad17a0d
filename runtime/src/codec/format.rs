//! How a value is written where its Rust type leaves a choice.

use super::json;
use crate::{Json, blob};

/// How a timestamp or a JSON document is written.
///
/// The type of a member is the same in each format, so the table of the type names the format of the member.
/// Only [`JsonString`](Self::JsonString) matters when reading: a timestamp is read in any format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// `2014-04-29T18:30:38Z`; see [`timestamp::date_time`](super::timestamp::date_time). A JSON document is
    /// written as it is.
    #[default]
    DateTime,
    /// `1398796238`; see [`timestamp::epoch_seconds`](super::timestamp::epoch_seconds).
    EpochSeconds,
    /// `Tue, 29 Apr 2014 18:30:38 GMT`; see [`timestamp::http_date`](super::timestamp::http_date).
    HttpDate,
    /// A JSON document inside a string: `"{\"a\":1}"`.
    JsonString,
}

/// A JSON document as the value of a header: base64 of its serialization (Smithy's `mediaType` and AWS's
/// `jsonvalue`).
#[must_use]
pub fn json_header(value: &Json) -> String {
    blob::to_base64(value.to_string().as_bytes())
}

/// The JSON document that a header holds.
pub(crate) fn parse_json_header(value: &str) -> Option<Json> {
    json::document(&blob::from_base64(value)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_json_header_is_base64() {
        let value = json!({"a": 1});
        assert_eq!(json_header(&value), "eyJhIjoxfQ==");
        assert_eq!(parse_json_header("eyJhIjoxfQ=="), Some(value));
        assert_eq!(parse_json_header("*"), None);
    }
}
