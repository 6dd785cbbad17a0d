//! A response as an operation decodes it.

mod error;

use std::collections::BTreeMap;
use std::str::FromStr;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode};
use jiff::Timestamp;

pub use error::DecodeError;

use crate::codec::{Decode, Format, Slot, json, parse_json_header, timestamp};
use crate::{Blob, Json};

/// A complete response of a service.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty if there is none.
    pub body: Bytes,
}

impl Response {
    /// Decodes the body, a JSON object. An empty body counts as `{}`: services send one when no output member is
    /// set.
    ///
    /// Absent members and `null` have their default values, unknown members are ignored, integers may be written as
    /// `60.0`, and timestamps may have any format.
    ///
    /// # Errors
    ///
    /// The body is not JSON or does not have the form of `T`.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        let mut output = T::default_value();
        match self.read_json(output.slot(Format::default())) {
            Ok(_) => Ok(output),
            Err(error) => Err(error),
        }
    }

    /// Decodes the body, the JSON of one member; `None` if there is no body.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: Decode>(&self) -> Result<Option<T>, DecodeError> {
        let mut member = T::default_value();
        let has_body = self.read_json(member.slot(Format::default()))?;
        Ok(has_body.then_some(member))
    }

    /// Decodes the body into a slot. Returns whether there was a body.
    fn read_json(&self, slot: Slot<'_>) -> Result<bool, DecodeError> {
        let text = match self.body.trim_ascii() {
            b"" | b"null" => return Ok(false),
            text => text,
        };
        let text = str::from_utf8(text).map_err(DecodeError::not_utf8)?;
        match json::read(text, slot) {
            Ok(()) => Ok(true),
            Err(error) => Err(DecodeError::json(text, &error)),
        }
    }

    /// Returns the body as bytes.
    #[must_use]
    pub fn blob(&self) -> Blob {
        self.body.clone().into()
    }

    /// Returns the body as a string.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    pub fn text(&self) -> Result<&str, DecodeError> {
        str::from_utf8(&self.body).map_err(|_| DecodeError::new("the body is not UTF-8"))
    }

    /// Returns the value of a header; `None` if it is absent or not UTF-8.
    #[must_use]
    pub fn header<'a, T: From<&'a str>>(&'a self, name: &str) -> Option<T> {
        let value = self.headers.get(name)?;
        str::from_utf8(value.as_bytes()).ok().map(T::from)
    }

    /// Returns the elements of a header with a comma-separated list.
    #[must_use]
    pub fn header_list<'a, T: From<&'a str>>(&'a self, name: &str) -> Vec<T> {
        self.header_elements(name).map(T::from).collect()
    }

    /// Returns the elements of a header with a comma-separated list of numbers or booleans.
    ///
    /// # Errors
    ///
    /// An element has another type.
    pub fn parsed_header_list<T: FromStr>(&self, name: &str) -> Result<Vec<T>, DecodeError> {
        self.header_elements(name)
            .map(|element| element.parse().ok())
            .collect::<Option<Vec<T>>>()
            .ok_or_else(|| invalid_header(name, "a list of numbers or booleans"))
    }

    fn header_elements<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let value: &str = self.header(name).unwrap_or_default();
        let elements = value.split(',').map(str::trim);
        elements.filter(|element| !element.is_empty())
    }

    /// Returns the headers whose names start with `prefix`, by the rest of their names in lower case.
    #[must_use]
    pub fn prefixed_headers<T: for<'a> From<&'a str>>(&self, prefix: &str) -> BTreeMap<String, T> {
        let prefix = prefix.to_ascii_lowercase();
        let key = |name: &HeaderName| Some(name.as_str().strip_prefix(&*prefix)?.to_owned());
        let entries = self.headers.iter().filter_map(|(name, value)| {
            let value = str::from_utf8(value.as_bytes()).ok()?;
            Some((key(name)?, T::from(value)))
        });
        entries.collect()
    }

    /// Returns the value of a header with a number or a boolean.
    ///
    /// # Errors
    ///
    /// The header has another type.
    pub fn parsed_header<T: FromStr>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        self.parse_header(name, "a number or a boolean", |value| value.parse().ok())
    }

    /// Returns the value of a header with a timestamp in any format.
    ///
    /// # Errors
    ///
    /// The header is not a timestamp.
    pub fn timestamp_header(&self, name: &str) -> Result<Option<Timestamp>, DecodeError> {
        self.parse_header(name, "a timestamp", timestamp::parse)
    }

    /// Returns the value of a header with JSON in base64.
    ///
    /// # Errors
    ///
    /// The header is not JSON in base64.
    pub fn json_header(&self, name: &str) -> Result<Option<Json>, DecodeError> {
        self.parse_header(name, "JSON in base64", parse_json_header)
    }

    fn parse_header<T>(
        &self,
        name: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, DecodeError> {
        let value: Option<&str> = self.header(name);
        value
            .map(|value| parse(value.trim()).ok_or_else(|| invalid_header(name, expected)))
            .transpose()
    }
}

/// Shows the length of the body only: it may contain secrets.
impl std::fmt::Debug for Response {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

fn invalid_header(name: &str, expected: &str) -> DecodeError {
    DecodeError::new(format!("the header `{name}` is not {expected}"))
}

#[cfg(test)]
mod tests;
