//! Bodies in JSON, and how much of a deviation is forgiven.

use serde::de::DeserializeOwned;
use serde_json::{Number, Value};

use super::{DecodeError, Response};

/// Up to here a double holds every whole number, so none is another than was sent.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

impl Response {
    /// Reads the body, which is an object, as JSON. An empty body reads as `{}`: services answer so
    /// when no output member is set. A whole number may be written as `60.0` or `6e1`.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the body is no JSON or does not fit `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        read(self.object_text()?)
    }

    /// Reads the body as the JSON of one member; `None` if there is no body.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: DeserializeOwned>(&self) -> Result<Option<T>, DecodeError> {
        match self.body.trim_ascii() {
            b"" | b"null" => Ok(None),
            text => read(text).map(Some),
        }
    }

    fn object_text(&self) -> Result<&[u8], DecodeError> {
        match self.body.trim_ascii() {
            b"" | b"null" => Ok(b"{}"),
            // serde would take the elements of a list for the members of an object, in their order.
            [b'[', ..] => Err(DecodeError::new(
                "the body does not have the expected form: found a list, expected an object (at line 1 \
                 column 1)",
            )),
            text => Ok(text),
        }
    }
}

fn read<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    // One look at the whole text is cheaper than one at each string in it: a tenth of the
    // instructions of reading a list.
    let text = str::from_utf8(text).map_err(DecodeError::not_utf8)?;
    let error = match serde_json::from_str(text) {
        Ok(output) => return Ok(output),
        Err(error) => error,
    };
    let forgiven = with_whole_numbers(text, &error);
    match forgiven.and_then(|text| serde_json::from_str(&text).ok()) {
        Some(output) => Ok(output),
        None => Err(DecodeError::json(text.as_bytes(), &error)),
    }
}

/// The same text with `60` in place of `60.0`, if that may be what was wrong with it. Only an answer that
/// cannot be read as it is pays for this.
fn with_whole_numbers(text: &str, error: &serde_json::Error) -> Option<String> {
    if !error.is_data() {
        return None;
    }
    let mut value = serde_json::from_str(text).ok()?;
    let mut has_changed = false;
    make_whole(&mut value, &mut has_changed);
    has_changed.then(|| value.to_string())
}

fn make_whole(value: &mut Value, has_changed: &mut bool) {
    match value {
        Value::Number(number) if number.is_f64() => {
            let whole = number
                .as_f64()
                .filter(|float| float.fract() == 0.0 && float.abs() <= LARGEST_WHOLE);
            if let Some(whole) = whole {
                // Exact, as it is whole and within the range.
                *number = Number::from(whole as i64);
                *has_changed = true;
            }
        }
        Value::Array(elements) => {
            for element in elements {
                make_whole(element, has_changed);
            }
        }
        Value::Object(members) => {
            for member in members.values_mut() {
                make_whole(member, has_changed);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};
    use jiff::Timestamp;
    use serde::Deserialize;

    use super::Response;
    use crate::codec::timestamp;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct Output {
        size: i64,
        ratio: f64,
        sizes: Vec<u8>,
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Part {
        #[serde(with = "timestamp::date_time")]
        at: Timestamp,
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
                problem.contains("found a list, expected an object"),
                "{problem}"
            );
        }
    }
}
