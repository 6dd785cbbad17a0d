//! A response as an operation decodes it.

mod error;
mod header;

use std::collections::BTreeMap;
use std::str::FromStr;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;

pub use error::DecodeError;

use crate::codec::{Decode, Format, Slot, json, parse_json_header, timestamp};
use crate::{Blob, Json};

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or(media_type).trim().to_ascii_lowercase()
}

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
    /// The value of `content-type`, if it is text.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// Returns the response if it has a body, or a status by which it has none: 204 and 205.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is empty.
    pub fn with_body(&self) -> Result<&Self, DecodeError> {
        let is_without = matches!(self.status.as_u16(), 204 | 205);
        match self.body.trim_ascii().is_empty() && !is_without {
            true => Err(DecodeError::new("the body is empty, expected JSON")),
            false => Ok(self),
        }
    }

    /// Decodes the body, a JSON object. An empty body counts as `{}`: services send one when no output member is
    /// set.
    ///
    /// Absent members and `null` have their default values, unknown members are ignored, integers may be written as
    /// `60.0`, and timestamps may have any format.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not JSON or does not have the form of `T`.
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
    /// Returns the errors of [`json`](Self::json).
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
    /// Returns an error if the body is not UTF-8.
    pub fn text(&self) -> Result<&str, DecodeError> {
        str::from_utf8(&self.body).map_err(|_| DecodeError::new("the body is not UTF-8"))
    }

    /// Returns the body as the bytes of one member; `None` if there is no body.
    #[must_use]
    pub fn blob_payload(&self) -> Option<Blob> {
        (!self.body.is_empty()).then(|| self.blob())
    }

    /// Returns the body as the string of one member; `None` if there is no body.
    ///
    /// # Errors
    ///
    /// Returns an error if the body is not UTF-8.
    pub fn text_payload<T: for<'v> From<&'v str>>(&self) -> Result<Option<T>, DecodeError> {
        let text = self.text()?;
        Ok((!text.is_empty()).then(|| T::from(text)))
    }

    /// Returns the body as the string of one member, which is JSON if the media type is; `None` if there is no body.
    /// Without a media type a body that is not the JSON of `T` is taken as a string.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`json`](Self::json) and [`text`](Self::text).
    pub fn string_payload<T: Decode + for<'v> From<&'v str>>(
        &self,
    ) -> Result<Option<T>, DecodeError> {
        match self.content_type().map(essence) {
            Some(name) if name.contains("json") => self.json_payload(),
            Some(_) => self.text_payload(),
            None => self.json_payload().or_else(|_| self.text_payload()),
        }
    }

    /// Returns whether the body is a JSON object with a member of one of these keys.
    #[must_use]
    pub fn has_any_member(&self, keys: &[&str]) -> bool {
        let members = json::object(&self.body);
        members.is_some_and(|members| keys.iter().any(|key| members.contains_key(*key)))
    }

    /// Returns the value of a header; `None` if it is absent or not UTF-8. The values of a repeated header are
    /// joined with commas (RFC 9110, 5.3).
    #[must_use]
    pub fn header<T: for<'v> From<&'v str>>(&self, name: &str) -> Option<T> {
        header::value(&self.headers, name).map(|value| T::from(&value))
    }

    /// Returns the elements of a header with a comma-separated list of strings. A quoted element is unquoted.
    #[must_use]
    pub fn header_list<T: for<'v> From<&'v str>>(&self, name: &str) -> Vec<T> {
        header::elements(&self.headers, name).iter().map(|element| T::from(element)).collect()
    }

    /// Returns the elements of a header with a comma-separated list of numbers or booleans.
    ///
    /// # Errors
    ///
    /// Returns an error if an element has another type.
    pub fn parsed_header_list<T: FromStr>(&self, name: &str) -> Result<Vec<T>, DecodeError> {
        let elements = header::elements(&self.headers, name);
        parse_elements(elements, name, "numbers or booleans", |element| element.parse().ok())
    }

    /// Returns the elements of a header with a comma-separated list of timestamps in any format, HTTP dates
    /// included, which contain a comma themselves.
    ///
    /// # Errors
    ///
    /// Returns an error if an element is not a timestamp.
    pub fn timestamp_header_list(&self, name: &str) -> Result<Vec<Timestamp>, DecodeError> {
        let elements = header::date_elements(&self.headers, name);
        parse_elements(elements, name, "timestamps", timestamp::parse)
    }

    /// Returns the elements of a header with a comma-separated list of bytes in base64.
    ///
    /// # Errors
    ///
    /// Returns an error if an element is not base64.
    pub fn blob_header_list(&self, name: &str) -> Result<Vec<Blob>, DecodeError> {
        let elements = header::elements(&self.headers, name);
        parse_elements(elements, name, "bytes in base64", Blob::from_base64)
    }

    /// Returns the elements of a header with a comma-separated list of JSON in base64.
    ///
    /// # Errors
    ///
    /// Returns an error if an element is not JSON in base64.
    pub fn json_header_list(&self, name: &str) -> Result<Vec<Json>, DecodeError> {
        let elements = header::elements(&self.headers, name);
        parse_elements(elements, name, "JSON in base64", parse_json_header)
    }

    /// Returns the headers whose names start with `prefix`, by the rest of their names in lower case. An empty
    /// prefix returns all headers.
    #[must_use]
    pub fn prefixed_headers<T: for<'v> From<&'v str>>(&self, prefix: &str) -> BTreeMap<String, T> {
        let prefix = prefix.to_ascii_lowercase();
        let entries = self.headers.keys().filter_map(|name| {
            let key = name.as_str().strip_prefix(&*prefix)?;
            Some((key.to_owned(), self.header(name.as_str())?))
        });
        entries.collect()
    }

    /// Returns the value of a header with a number or a boolean.
    ///
    /// # Errors
    ///
    /// Returns an error if the header has another type.
    pub fn parsed_header<T: FromStr>(&self, name: &str) -> Result<Option<T>, DecodeError> {
        self.parse_header(name, "a number or a boolean", |value| value.parse().ok())
    }

    /// Returns the value of a header with a timestamp in any format.
    ///
    /// # Errors
    ///
    /// Returns an error if the header is not a timestamp.
    pub fn timestamp_header(&self, name: &str) -> Result<Option<Timestamp>, DecodeError> {
        self.parse_header(name, "a timestamp", timestamp::parse)
    }

    /// Returns the value of a header with bytes in base64.
    ///
    /// # Errors
    ///
    /// Returns an error if the header is not base64.
    pub fn blob_header(&self, name: &str) -> Result<Option<Blob>, DecodeError> {
        self.parse_header(name, "bytes in base64", Blob::from_base64)
    }

    /// Returns the value of a header with JSON in base64.
    ///
    /// # Errors
    ///
    /// Returns an error if the header is not JSON in base64.
    pub fn json_header(&self, name: &str) -> Result<Option<Json>, DecodeError> {
        self.parse_header(name, "JSON in base64", parse_json_header)
    }

    fn parse_header<T>(
        &self,
        name: &str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, DecodeError> {
        let value = header::value(&self.headers, name);
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

fn parse_elements<T>(
    elements: Vec<String>,
    name: &str,
    expected: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, DecodeError> {
    let parsed = elements.iter().map(|element| parse(element)).collect::<Option<Vec<T>>>();
    parsed.ok_or_else(|| invalid_header(name, &format!("a list of {expected}")))
}

fn invalid_header(name: &str, expected: &str) -> DecodeError {
    DecodeError::new(format!("the header `{name}` is not {expected}"))
}

#[cfg(test)]
mod tests;
