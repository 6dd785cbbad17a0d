//! What an operation reads beside the body: headers, one by one or by the start of their names.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::Timestamp;

use super::{DecodeError, Response};
use crate::codec::{parse_json_header, timestamp};
use crate::{Blob, Json};

impl Response {
    /// The value of a header as whatever a text makes, if there is one that is text.
    #[must_use]
    pub fn header<'a, T: From<&'a str>>(&'a self, name: &str) -> Option<T> {
        let value = self.headers.get(name)?;
        str::from_utf8(value.as_bytes()).ok().map(T::from)
    }

    /// The elements of a header that is a list, without the white space around them.
    #[must_use]
    pub fn header_list<'a, T: From<&'a str>>(&'a self, name: &str) -> Vec<T> {
        self.elements(name).map(T::from).collect()
    }

    /// The elements of a header that is a list of numbers or booleans.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if one of them is something else.
    pub fn parsed_header_list<T: FromStr>(&self, name: &str) -> Result<Vec<T>, DecodeError> {
        let elements = self.elements(name).map(|element| element.parse().ok());
        let list: Option<Vec<T>> = elements.collect();
        list.ok_or_else(|| unfit(name, "a list of numbers or booleans"))
    }

    fn elements<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let text: &str = self.header(name).unwrap_or_default();
        let elements = text.split(',').map(str::trim);
        elements.filter(|element| !element.is_empty())
    }

    /// All headers whose names begin with `prefix`, by the rest of their names, in lower case.
    #[must_use]
    pub fn prefixed_headers<T: for<'a> From<&'a str>>(&self, prefix: &str) -> BTreeMap<String, T> {
        let prefix = prefix.to_ascii_lowercase();
        let named =
            |name: &http::HeaderName| Some(name.as_str().strip_prefix(&*prefix)?.to_owned());
        let pairs = self.headers.iter().filter_map(|(name, value)| {
            let text = str::from_utf8(value.as_bytes()).ok()?;
            Some((named(name)?, T::from(text)))
        });
        pairs.collect()
    }

    /// The value of a header that is a number or `true` or `false`.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the header is there and holds something else.
    pub fn parsed_header<T: FromStr>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        self.read_header(name, "a number or a boolean", |text| text.parse().ok())
    }

    /// The value of a header that is a time, in any format.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the header is there and holds something else.
    pub fn timestamp_header(&self, name: &str) -> Result<Option<Timestamp>, DecodeError> {
        self.read_header(name, "a time", timestamp::parse)
    }

    /// The value of a header that is JSON in base64.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if the header is there and holds something else.
    pub fn json_header(&self, name: &str) -> Result<Option<Json>, DecodeError> {
        self.read_header(name, "JSON in base64", parse_json_header)
    }

    fn read_header<T>(
        &self,
        name: &str,
        expected: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, DecodeError> {
        match self.header::<&str>(name) {
            None => Ok(None),
            Some(text) => {
                let value = read(text.trim());
                value.map(Some).ok_or_else(|| unfit(name, expected))
            }
        }
    }

    /// The body as it is.
    #[must_use]
    pub fn blob(&self) -> Blob {
        self.body.clone().into()
    }

    /// The body as a text.
    ///
    /// # Errors
    ///
    /// [`DecodeError`] if it is not UTF-8.
    pub fn text(&self) -> Result<&str, DecodeError> {
        str::from_utf8(&self.body).map_err(|_| DecodeError::new("the body is no text in UTF-8"))
    }
}

fn unfit(name: &str, expected: &str) -> DecodeError {
    DecodeError::new(format!("the header `{name}` does not hold {expected}"))
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::*;

    fn response(headers: &[(&'static str, &'static str)], body: &'static str) -> Response {
        let headers = headers.iter().map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_static(value),
            )
        });
        Response {
            status: StatusCode::OK,
            headers: HeaderMap::from_iter(headers),
            body: body.as_bytes().into(),
        }
    }

    #[test]
    fn headers_are_texts_lists_and_maps() {
        let response = response(
            &[("x-a", "1, b,,c "), ("x-meta-k", "v"), ("x-meta-l", "")],
            "",
        );
        assert_eq!(response.header("X-A"), Some("1, b,,c "));
        assert_eq!(response.header::<String>("x-b"), None);
        assert_eq!(response.header_list::<String>("x-a"), ["1", "b", "c"]);
        let entries: BTreeMap<String, String> = response.prefixed_headers("X-Meta-");
        assert_eq!(
            entries.into_iter().collect::<Vec<_>>(),
            [("k".into(), "v".into()), ("l".into(), String::new())]
        );
    }

    #[test]
    fn headers_are_numbers_times_and_json() {
        let response = response(
            &[
                ("n", "7"),
                ("b", "true"),
                ("t", "Tue, 01 Aug 2023 12:00:00 GMT"),
                ("j", "eyJhIjoxfQ=="),
            ],
            "",
        );
        assert_eq!(response.parsed_header("n").unwrap(), Some(7_i64));
        assert_eq!(response.parsed_header("b").unwrap(), Some(true));
        assert_eq!(response.parsed_header::<i64>("absent").unwrap(), None);
        let time = response.timestamp_header("t").unwrap().unwrap();
        assert_eq!(time.to_string(), "2023-08-01T12:00:00Z");
        assert_eq!(
            response.json_header("j").unwrap(),
            Some(serde_json::json!({"a": 1}))
        );
        let error = response.parsed_header::<i64>("t").unwrap_err().to_string();
        assert!(error.contains("`t`") && !error.contains("Aug"), "{error}");
    }

    #[test]
    fn a_body_may_be_one_member() {
        let payload = |body| response(&[], body).json_payload::<Vec<i64>>();
        assert_eq!(payload(" ").unwrap(), None);
        assert_eq!(payload("[1]").unwrap(), Some(vec![1]));
        assert!(payload("{").is_err());
        assert_eq!(&*response(&[], "raw").blob(), b"raw");
        assert_eq!(response(&[], "raw").text().unwrap(), "raw");
    }
}
