//! Bodies in JSON.

use super::{DecodeError, Response};
use crate::codec::{Decode, Format, Place, json};

impl Response {
    /// Reads the body, which is an object, as JSON. An empty body reads as `{}`: services answer so
    /// when no output member is set. What else is forgiven is told in [`codec`](crate::codec).
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the body is no JSON or does not fit `T`.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        let mut output = T::blank();
        match self.read(output.place(Format::default())) {
            Ok(_) => Ok(output),
            Err(error) => Err(error),
        }
    }

    /// Reads the body as the JSON of one member; `None` if there is no body.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: Decode>(&self) -> Result<Option<T>, DecodeError> {
        let mut member = T::blank();
        let is_there = self.read(member.place(Format::default()))?;
        Ok(is_there.then_some(member))
    }

    /// Whether there was anything to read.
    fn read(&self, place: Place<'_>) -> Result<bool, DecodeError> {
        let text = match self.body.trim_ascii() {
            b"" | b"null" => return Ok(false),
            text => text,
        };
        // One look at the whole text is cheaper than one at each string in it: a tenth of the
        // instructions of reading a list.
        let text = str::from_utf8(text).map_err(DecodeError::not_utf8)?;
        match json::read(text, place) {
            Ok(()) => Ok(true),
            Err(problem) => Err(DecodeError::json(text, &problem)),
        }
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};
    use jiff::Timestamp;

    use super::Response;

    #[derive(Debug, PartialEq)]
    struct Output {
        size: i64,
        ratio: f64,
        sizes: Vec<i32>,
        parts: Vec<Part>,
    }

    crate::structure! {
        Output: decode;
        "size" => size;
        "ratio" => ratio;
        "sizes" => sizes;
        "parts" => parts;
    }

    #[derive(Debug, PartialEq)]
    struct Part {
        at: Timestamp,
    }

    crate::structure! {
        Part: decode;
        "at" => at;
    }

    fn response(body: &'static str) -> Response {
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    fn problem(body: &'static str) -> String {
        response(body).json::<Output>().unwrap_err().to_string()
    }

    #[test]
    fn a_whole_number_may_have_a_point() {
        let body = r#"{"size":60.0,"ratio":2.0,"sizes":[1e1,2],"new":[0.5,1e300]}"#;
        let output: Output = response(body).json().unwrap();
        let expected = Output {
            size: 60,
            ratio: 2.0,
            sizes: vec![10, 2],
            parts: Vec::new(),
        };
        assert_eq!(output, expected);
        let sizes = response("[1.0]").json_payload::<Vec<i64>>().unwrap();
        assert_eq!(sizes, Some(vec![1]));
    }

    #[test]
    fn a_number_that_is_not_whole_is_none_to_count_with() {
        for (body, place) in [
            (r#"{"size":60.5}"#, "`size`"),
            (r#"{"ratio":1.0,"size":1e300}"#, "`size`"),
        ] {
            let problem = problem(body);
            assert!(
                problem.contains("found floating point, expected i64"),
                "{problem}"
            );
            assert!(problem.contains(place), "{problem}");
        }
    }

    #[test]
    fn a_time_that_cannot_be_read_is_named_by_its_place() {
        let body = r#"{"parts":[{"at":"2023-08-01T12:00:00Z"},{"at":"yesterday"}]}"#;
        let problem = problem(body);
        assert!(problem.contains("`parts[1].at`"), "{problem}");
        assert!(
            problem.contains("expected a timestamp (RFC 3339"),
            "{problem}"
        );
        assert!(!problem.contains("yesterday"), "{problem}");
    }

    #[test]
    fn a_list_is_no_object() {
        for body in ["[]", " [1,2.0]"] {
            let problem = problem(body);
            assert!(
                problem.contains("found sequence, expected an object"),
                "{problem}"
            );
        }
    }
}
