//! A request as an operation builds it: without endpoint, credentials and time.
//!
//! Generated code builds one with a chain of calls that mirrors the HTTP bindings of the operation; the client adds
//! the endpoint and signs each attempt. Values that are invalid in HTTP are rejected here, before anything is sent.

#[cfg(feature = "multipart")]
mod file_types;
#[cfg(feature = "form")]
mod form;
#[cfg(feature = "multipart")]
mod multipart;
#[cfg(feature = "parameters")]
mod styles;

use std::ops::Range;

#[cfg(feature = "form")]
pub use form::{Encoding, Encodings};

use bytes::Bytes;
use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::codec::{self, Encode, Format, View};
use crate::redact::{SecretLabels, is_secret};
use crate::{ByteStream, Error, Json, uri};

#[cfg(feature = "parameters")]
pub use styles::Style;

/// The longest label of a host name (RFC 1035, 2.3.4).
const MAX_HOST_LABEL: usize = 63;

/// Headers that HTTP, the transport or the signer sets, in lower case. The generator has the same list, except
/// `x-amz-content-sha256`, which a member of its own can be.
#[rustfmt::skip]
const OWNED_HEADERS: &[&str] = &[
    "amz-sdk-invocation-id", "amz-sdk-request", "authorization", "connection", "content-length", "expect", "host",
    "keep-alive", "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    "user-agent", "x-amz-content-sha256", "x-amz-date", "x-amz-security-token",
];

const OCTET_STREAM: &str = "application/octet-stream";

/// A request without an endpoint and without a signature.
///
/// ```
/// use http::Method;
/// # use sdk_runtime::EncodedRequest;
///
/// let request = EncodedRequest::new(Method::DELETE)
///     .literal("/tags/")
///     .label("resourceArn", "arn:aws:ivs:us-east-1:1:stage/a")?
///     .query("tagKeys", "one")
///     .query("tagKeys", "two & three");
///
/// assert_eq!(
///     request.path_and_query,
///     "/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A1%3Astage%2Fa?tagKeys=one&tagKeys=two%20%26%20three"
/// );
/// # Ok::<(), sdk_runtime::Error>(())
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct EncodedRequest {
    /// The HTTP method.
    pub method: Method,
    /// The prefix of the host name, with its trailing dot; empty for most operations.
    pub host_prefix: String,
    /// Path and query, percent-encoded.
    pub path_and_query: String,
    /// The headers of the operation, without those of the client such as `authorization`.
    pub headers: HeaderMap,
    /// The body; empty for an operation without one.
    pub body: Bytes,
    /// The body of an operation with a streaming payload, in place of `body`.
    pub stream: Option<ByteStream>,
    /// The members in the path, with the ranges of their values.
    labels: Vec<(&'static str, Range<usize>)>,
    /// The media type of the body, in place of the default of its format.
    media_type: Option<&'static str>,
    /// Whether a body of which no member is set is left out.
    optional_body: bool,
    /// Whether numbers of the body that JSON does not have are errors.
    finite_numbers: bool,
    /// The URL of a page of a list, in place of path and query.
    #[cfg(feature = "pages")]
    pub(crate) page: Option<String>,
    /// The parts of a multipart body, which is made where there is a random boundary; `None` if the body is another one.
    #[cfg(feature = "multipart")]
    parts: Option<Vec<multipart::Part>>,
}

impl EncodedRequest {
    /// Creates a request with an empty path, no headers and no body.
    #[must_use]
    pub fn new(method: Method) -> Self {
        Self {
            method,
            host_prefix: String::new(),
            path_and_query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            stream: None,
            labels: Vec::new(),
            media_type: None,
            optional_body: false,
            finite_numbers: false,
            #[cfg(feature = "pages")]
            page: None,
            #[cfg(feature = "multipart")]
            parts: None,
        }
    }

    /// Sets the URL of a page of a list, which is requested in place of the path and the query.
    #[cfg(feature = "pages")]
    pub(crate) fn at(mut self, page: Option<String>) -> Self {
        self.page = page;
        self
    }

    /// Appends a literal to the prefix of the host name, such as `data.`.
    #[must_use]
    pub fn host_literal(mut self, literal: &'static str) -> Self {
        self.host_prefix.push_str(literal);
        self
    }

    /// Appends the value of `member` to the prefix of the host name.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is not 1 to 63 letters, digits and hyphens. Any other
    /// value would send the request to another host.
    pub fn host_label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        let is_valid = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if value.is_empty() || value.len() > MAX_HOST_LABEL || !value.chars().all(is_valid) {
            return Err(Error::invalid_input(
                member,
                "must be 1 to 63 letters, digits and hyphens: it is part of the host name",
            ));
        }
        self.host_prefix.push_str(value);
        Ok(self)
    }

    /// Appends a literal of the path template, which must be percent-encoded.
    #[must_use]
    pub fn literal(mut self, literal: &'static str) -> Self {
        self.path_and_query.push_str(literal);
        self
    }

    /// Appends the value of a path member as one segment: `:` and `/` are encoded too.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is empty, `.` or `..`: it would address another resource.
    pub fn label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        check_segment(member, value)?;
        let start = self.path_and_query.len();
        uri::push_encoded(&mut self.path_and_query, value);
        self.labels.push((member, start..self.path_and_query.len()));
        Ok(self)
    }

    /// Appends the value of a path member that spans segments: all characters but `/` are encoded.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value is empty or one of its segments is `.` or `..`: it would
    /// address another resource.
    pub fn greedy_label(mut self, member: &'static str, value: &str) -> Result<Self, Error> {
        for segment in value.split('/').filter(|segment| !segment.is_empty()) {
            check_segment(member, segment)?;
        }
        if value.is_empty() {
            check_segment(member, value)?;
        }
        let start = self.path_and_query.len();
        uri::push_encoded_path(&mut self.path_and_query, value);
        self.labels.push((member, start..self.path_and_query.len()));
        Ok(self)
    }

    /// Appends a query parameter; name and value are percent-encoded. A list repeats its name.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.push_query_name(name);
        self.path_and_query.push('=');
        uri::push_encoded(&mut self.path_and_query, value);
        self
    }

    /// Appends a query parameter without a value, and without `=`.
    #[must_use]
    pub fn query_key(mut self, name: &str) -> Self {
        self.push_query_name(name);
        self
    }

    /// Appends the entries of a map of query parameters. An entry is skipped if the query has its key already: a
    /// named parameter takes precedence (Smithy, `httpQueryParams`). The entries of a map of lists repeat their key.
    #[must_use]
    pub fn query_map<K: AsRef<str>, V: AsRef<str>>(
        mut self,
        entries: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        let named = self.path_and_query.split_once('?').map_or("", |(_, query)| query);
        let pairs = named.split('&').filter(|pair| !pair.is_empty());
        let keys = pairs.map(|pair| pair.split('=').next().unwrap_or_default().to_owned());
        let keys: Vec<String> = keys.collect();
        for (key, value) in entries {
            let mut encoded = String::new();
            uri::push_encoded(&mut encoded, key.as_ref());
            if !keys.contains(&encoded) {
                self = self.query(key.as_ref(), value.as_ref());
            }
        }
        self
    }

    /// Sets a constant header of the operation. A later [`header`](Self::header) of the same name replaces it.
    #[must_use]
    pub fn fixed_header(mut self, name: &'static str, value: &'static str) -> Self {
        // The generator has validated both.
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Sets the header `name` to the value of `member`. The header `Cookie` is added to the cookies that are set.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value contains a control character such as a newline. The
    /// message does not contain the value.
    pub fn header(mut self, name: &str, member: &'static str, value: &str) -> Result<Self, Error> {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
            Error::invalid_input(member, format!("`{name}` is not a valid header name"))
        })?;
        let encoded = match self.headers.get(COOKIE).filter(|_| name == COOKIE) {
            Some(present) => {
                HeaderValue::from_bytes(&[present.as_bytes(), b"; ", value.as_bytes()].concat())
            }
            None => HeaderValue::from_bytes(value.as_bytes()),
        };
        let encoded =
            encoded.map_err(|_| Error::invalid_input(member, invalid_header_value(value)))?;
        self.headers.insert(name, encoded);
        Ok(self)
    }

    /// Sets the header `name` to the strings of the list `member`, separated by commas. An element that contains a
    /// comma or a quotation mark, or starts or ends with whitespace, is quoted. An empty list sets no header.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header).
    pub fn header_list<T: AsRef<str>>(
        self,
        name: &str,
        member: &'static str,
        elements: impl IntoIterator<Item = T>,
    ) -> Result<Self, Error> {
        let elements = elements.into_iter().map(|element| quoted_element(element.as_ref()));
        self.header_values(name, member, elements)
    }

    /// Sets the header `name` to the values of the list `member`, separated by commas and not quoted: numbers,
    /// booleans, timestamps and base64. An HTTP date contains a comma, and is not quoted either (Smithy, `httpHeader`).
    /// An empty list sets no header.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header).
    pub fn header_values(
        self,
        name: &str,
        member: &'static str,
        values: impl IntoIterator<Item = String>,
    ) -> Result<Self, Error> {
        let values: Vec<String> = values.into_iter().collect();
        match values.is_empty() {
            true => Ok(self),
            false => self.header(name, member, &values.join(",")),
        }
    }

    /// Sets the header whose name is `prefix` followed by `key` to a value of the map `member`.
    ///
    /// # Errors
    ///
    /// Those of [`header`](Self::header), and an invalid input if the key is not valid in a header name, or makes
    /// the name of a header that HTTP, the transport or the signer sets.
    pub fn prefixed_header(
        self,
        prefix: &str,
        key: &str,
        member: &'static str,
        value: &str,
    ) -> Result<Self, Error> {
        let name = [prefix, key].concat();
        if OWNED_HEADERS.iter().any(|owned| owned.eq_ignore_ascii_case(&name)) {
            let message = format!("`{name}` is a header that the client sets itself");
            return Err(Error::invalid_input(member, message));
        }
        self.header(&name, member, value)
    }

    /// Sets the media type of the body, in place of the default of its format. A request without a body has none.
    #[must_use]
    pub fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// States that the body, which the following call sets, is optional: without a member that is set there is none,
    /// and no `content-type`.
    #[must_use]
    pub fn optional_body(mut self) -> Self {
        self.optional_body = true;
        self
    }

    /// States that NaN and infinities in the JSON body, which the following call sets, are errors. Otherwise they are the
    /// strings that AWS's protocols have for them.
    #[must_use]
    pub fn finite_numbers(mut self) -> Self {
        self.finite_numbers = true;
        self
    }

    /// Whether the request has no body, because it is optional and no member of `body` is set.
    fn leaves_out(&self, body: &dyn Encode) -> bool {
        let View::Structure(structure) = body.view(Format::default()) else {
            return false;
        };
        let mut is_empty = true;
        if self.optional_body {
            structure.members(&mut |_, view| is_empty &= matches!(view, View::Absent));
        }
        self.optional_body && is_empty
    }

    /// Sets the JSON body, with `content-type: application/json` unless the operation has set its own.
    ///
    /// # Errors
    ///
    /// An invalid input if the body has no JSON form, because it contains a stream that is not in memory. One that names
    /// the member if that is NaN or infinite, after [`finite_numbers`](Self::finite_numbers).
    pub fn json(mut self, body: &dyn Encode) -> Result<Self, Error> {
        if self.leaves_out(body) {
            return Ok(self);
        }
        let json = match self.finite_numbers {
            true => codec::to_finite_json("", body)?,
            false => codec::to_json(body)?,
        };
        self.set_content_type("application/json");
        self.body = Bytes::from(json);
        Ok(self)
    }

    /// Sets the JSON body to a structure that is the payload. An absent one is `{}`, and no body with GET and HEAD.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn structure_payload<T: Encode>(self, member: Option<&T>) -> Result<Self, Error> {
        match member {
            Some(member) => self.json(member),
            None if matches!(self.method, Method::GET | Method::HEAD) => Ok(self),
            None => self.json(&Json::Object(serde_json::Map::new())),
        }
    }

    /// Sets the JSON body to a union, a list, a map or a scalar that is the payload; no body if it is absent.
    ///
    /// # Errors
    ///
    /// Those of [`json`](Self::json).
    pub fn json_payload<T: Encode>(self, member: Option<&T>) -> Result<Self, Error> {
        match member {
            Some(member) => self.json(member),
            None => Ok(self),
        }
    }

    /// Sets the body to a string, with `content-type: text/plain` unless the operation has set its own.
    #[must_use]
    pub fn text(mut self, body: impl Into<String>) -> Self {
        self.set_content_type("text/plain");
        self.body = Bytes::from(body.into());
        self
    }

    /// Sets the body to bytes, with `content-type: application/octet-stream` unless the operation has set its own.
    #[must_use]
    pub fn raw(mut self, body: impl Into<Bytes>) -> Self {
        self.set_content_type(OCTET_STREAM);
        self.body = body.into();
        self
    }

    /// Sets the body to a stream, which is sent as it is read unless it is in memory. The `content-type` is the media
    /// type of the stream, or else that of [`raw`](Self::raw).
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the media type is not the value of a header.
    pub fn stream(mut self, member: &str, body: &ByteStream) -> Result<Self, Error> {
        if let Some(own) = media_type(member, body)? {
            self.headers.entry(CONTENT_TYPE).or_insert(own);
        }
        self.set_content_type(OCTET_STREAM);
        match body.as_bytes() {
            Some(bytes) => self.body = bytes.clone(),
            None => self.stream = Some(body.clone()),
        }
        Ok(self)
    }

    /// Sets the body to a stream, for a service that requires its length.
    ///
    /// # Errors
    ///
    /// Those of [`stream`](Self::stream); an invalid input that names `member` if the length is unknown.
    pub fn sized_stream(self, member: &str, body: &ByteStream) -> Result<Self, Error> {
        match body.length() {
            Some(_) => self.stream(member, body),
            None => Err(Error::invalid_input(
                member,
                "the service requires its length: pass it with the reader, or pass bytes",
            )),
        }
    }

    fn set_content_type(&mut self, default: &'static str) {
        let content_type = self.media_type.unwrap_or(default);
        self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }

    fn push_query_name(&mut self, name: &str) {
        // Literals may contain constant query parameters.
        let separator = match self.path_and_query.contains('?') {
            true => '&',
            false => '?',
        };
        self.path_and_query.push(separator);
        uri::push_encoded(&mut self.path_and_query, name);
    }

    /// The path values of members that are secrets, by their names or because `secrets` lists them.
    pub(crate) fn secret_labels(&self, secrets: &[&str]) -> Option<SecretLabels> {
        let labels = self.labels.iter();
        let secret = labels.filter(|(member, _)| is_secret(member, secrets));
        let values = secret.filter_map(|(_, range)| self.path_and_query.get(range.clone()));
        SecretLabels::new(values)
    }

    /// The path with `{member}` in place of values, and without the query.
    fn path_template(&self) -> String {
        let mut template = String::new();
        let mut end = 0;
        for (member, range) in &self.labels {
            let literal = self.path_and_query.get(end..range.start);
            template.push_str(literal.unwrap_or_default());
            template.push_str(&format!("{{{member}}}"));
            end = range.end;
        }
        let rest = self.path_and_query.get(end..).unwrap_or_default();
        template.push_str(rest.split('?').next().unwrap_or_default());
        template
    }
}

/// Shows the names of members in place of their values, which may be secret.
impl std::fmt::Debug for EncodedRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EncodedRequest")
            .field("method", &self.method)
            .field("path", &self.path_template())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_length", &self.body.len())
            .finish()
    }
}

fn check_segment(member: &str, segment: &str) -> Result<(), Error> {
    let problem = match segment {
        "" => "must not be empty: it is part of the path",
        "." | ".." => "must not be `.` or `..`: it is part of the path",
        _ => return Ok(()),
    };
    Err(Error::invalid_input(member, problem))
}

fn quoted_element(element: &str) -> String {
    match element.contains([',', '"']) || element.trim() != element {
        true => format!("\"{}\"", element.replace('\\', "\\\\").replace('"', "\\\"")),
        false => element.to_owned(),
    }
}

/// States the position of the invalid character without showing the value.
/// The media type that a stream states.
///
/// # Errors
///
/// An invalid input that names `member` if it is not the value of a header.
fn media_type(member: &str, stream: &ByteStream) -> Result<Option<HeaderValue>, Error> {
    let header = |stated: &str| {
        HeaderValue::from_bytes(stated.as_bytes()).map_err(|_| {
            Error::invalid_input(member, format!("the media type {}", invalid_header_value(stated)))
        })
    };
    stream.media_type().map(header).transpose()
}

fn invalid_header_value(value: &str) -> String {
    let position =
        value.chars().position(|c| c != '\t' && c.is_ascii_control()).map_or(0, |index| index + 1);
    format!(
        "must not contain control characters such as a newline (character {position}): it is sent as a header"
    )
}

/// A value as text: strings as they are, `null` as the empty string, numbers as in a query, anything else as JSON.
#[cfg(any(feature = "form", feature = "parameters"))]
fn text(value: &serde_json::Value) -> String {
    use serde_json::Value;

    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(number) => codec::float(number),
            None => number.to_string(),
        },
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests;
