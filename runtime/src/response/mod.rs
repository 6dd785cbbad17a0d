//! A response as an operation reads it.
//!
//! Knows status, headers and body, and how to read JSON out of the latter; not what it means.

mod decode_error;
mod headers;
mod json;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use decode_error::DecodeError;

/// What a service answered: the whole of it, the body read to its end.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers, as they came.
    pub headers: HeaderMap,
    /// The body; empty if there was none.
    pub body: Bytes,
}

impl std::fmt::Debug for Response {
    /// Shows the body's length only: a body may hold secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::error::Error as _;

    use super::*;

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    #[derive(Debug, Default, PartialEq)]
    struct Output {
        name: String,
        parts: Vec<Part>,
        tags: BTreeMap<String, String>,
    }

    crate::structure! {
        Output: decode;
        "name" => name;
        "parts" => parts;
        "tags" => tags;
    }

    #[derive(Debug, PartialEq)]
    struct Part {
        size: i64,
        secret: crate::Secret,
    }

    crate::structure! {
        Part: decode;
        required "size", "secret";
        "size" => size;
        "secret" => secret;
    }

    /// The whole error as people see it: the message and every source.
    fn shown(body: &'static str) -> String {
        let error = response(body).json::<Output>().unwrap_err();
        let mut shown = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(error) = source {
            shown.push_str(&format!(": {error} {error:?}"));
            source = error.source();
        }
        shown
    }

    #[test]
    fn an_empty_body_reads_as_an_empty_object() {
        for body in ["", "  \r\n", "{}"] {
            assert_eq!(response(body).json::<Output>().unwrap(), Output::default());
        }
    }

    #[test]
    fn members_that_nobody_knows_are_ignored() {
        let output: Output = response(r#"{"new":{"a":[1]},"name":"n"}"#).json().unwrap();
        assert_eq!(output.name, "n");
    }

    #[test]
    fn an_error_says_where_and_what_was_expected() {
        for (body, place, problem) in [
            (
                r#"{"name":5}"#,
                "`name`",
                "found integer, expected a string",
            ),
            (
                r#"{"parts":[{"size":1,"secret":"s"},{"size":"hunter2","secret":"s"}]}"#,
                "`parts[1].size`",
                "found string, expected i64",
            ),
            (
                r#"{"parts":[{"size":1}]}"#,
                "`parts[0]`",
                "missing field `secret`",
            ),
            (
                r#"{"tags":{"a":"b","c":{"d":1}}}"#,
                "`tags.c`",
                "found map, expected a string",
            ),
            (r#"{"name":"#, "`name`", "EOF while parsing a value"),
            ("<html>", "line 1 column 1", "expected value"),
        ] {
            let text = response(body).json::<Output>().unwrap_err().to_string();
            assert!(text.contains(place), "{body}: {text}");
            assert!(text.contains(problem), "{body}: {text}");
        }
    }

    #[test]
    fn a_body_that_is_no_text_says_where_it_ceases_to_be_one() {
        let response = Response {
            body: Bytes::from_static(b"{\"name\":\"\xff\"}"),
            ..response("")
        };
        let text = response.json::<Output>().unwrap_err().to_string();
        assert_eq!(
            text,
            "the body is no valid JSON: it is not UTF-8 (at byte 10)"
        );
    }

    #[test]
    fn an_error_repeats_nothing_of_the_values() {
        for body in [
            r#"{"parts":[{"size":"hunter2"}]}"#,
            r#"{"parts":[{"size":"x, expected hunter2"}]}"#,
            r#"{"parts":[{"size":1,"secret":["hunter2"]}]}"#,
            r#"{"parts":"hunter2"}"#,
            r#"{"name":"hunter2"#,
            r#"{"name":"hunter2\q"}"#,
            r#""hunter2""#,
            "hunter2",
        ] {
            let shown = shown(body);
            assert!(!shown.contains("hunter2"), "{shown}");
        }
    }

    #[test]
    fn debug_does_not_show_the_body() {
        let shown = format!("{:?}", response("hunter2"));
        assert!(!shown.contains("hunter2"), "{shown}");
    }
}
