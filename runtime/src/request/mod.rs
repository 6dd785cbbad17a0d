//! A request as an operation describes it: everything but the endpoint, the credentials and the time.
//!
//! Generated code builds one with a chain of calls that mirrors the operation's bindings; the
//! pipeline adds the endpoint and signs it, once for each attempt. What a caller got wrong is
//! found here, before anything is sent. This module knows how a value becomes a path segment, a
//! query pair, a header or a body, and no service.

mod headers;
mod host;
mod path;
mod payload;

use std::ops::Range;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Method};

use crate::codec::{Encode, Format, json};
use crate::uri;
use crate::{ByteStream, Error};

/// A request without an endpoint and without a signature.
///
/// ```
/// use http::Method;
/// use sdk_runtime::Request;
///
/// let request = Request::new(Method::DELETE)
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
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// What goes before the host's name, with the dot at its end; empty for nearly all operations.
    pub host_prefix: String,
    /// Path and query, percent-encoded, as they go on the wire.
    pub path_and_query: String,
    /// The headers that the operation itself sends.
    pub headers: HeaderMap,
    /// The body; empty for an operation that has none.
    pub body: Bytes,
    /// The body of an operation that sends one piece by piece, in place of `body`.
    pub stream: Option<ByteStream>,
    /// Where in the path which member stands.
    labels: Vec<(&'static str, Range<usize>)>,
}

impl Request {
    /// A request with an empty path, no headers and no body.
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
        }
    }

    /// Appends text of the path template as it is. It must be percent-encoded where it needs to be.
    #[must_use]
    pub fn literal(mut self, text: &'static str) -> Self {
        self.path_and_query.push_str(text);
        self
    }

    /// Appends a query pair, key and value encoded. A list repeats its key.
    #[must_use]
    pub fn query(mut self, key: &str, value: &str) -> Self {
        // A literal may hold a fixed query, so the text itself is asked, not a counter.
        let separator = if self.path_and_query.contains('?') {
            '&'
        } else {
            '?'
        };
        self.path_and_query.push(separator);
        uri::push_encoded(&mut self.path_and_query, key);
        self.path_and_query.push('=');
        uri::push_encoded(&mut self.path_and_query, value);
        self
    }

    /// Sets the header `name` to the value of `member`.
    ///
    /// # Errors
    ///
    /// An invalid input that names `member` if the value holds a control character such as a
    /// newline. The message does not repeat the value.
    pub fn header(mut self, name: &str, member: &'static str, value: &str) -> Result<Self, Error> {
        let name = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| Error::invalid_input(member, format!("`{name}` is no header name")))?;
        let value = HeaderValue::from_bytes(value.as_bytes())
            .map_err(|_| Error::invalid_input(member, unfit_for_header(value)))?;
        self.headers.insert(name, value);
        Ok(self)
    }

    /// Makes `body` the request's JSON body, with `content-type: application/json` unless the
    /// operation sends its own.
    ///
    /// # Errors
    ///
    /// An invalid input if the body has no JSON form, such as a timestamp that its format cannot
    /// express.
    pub fn json(mut self, body: &dyn Encode) -> Result<Self, Error> {
        let text = json::write(body.view(Format::default()))?;
        self.headers
            .entry(CONTENT_TYPE)
            .or_insert(HeaderValue::from_static("application/json"));
        self.body = Bytes::from(text);
        Ok(self)
    }
}

impl std::fmt::Debug for Request {
    /// No value of a member: each may be a secret. In the path, members stand under their names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path_template())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// Says where the character stands that no header can hold, without showing the value.
fn unfit_for_header(value: &str) -> String {
    let place = value
        .chars()
        .position(|c| c != '\t' && c.is_ascii_control())
        .map_or(0, |index| index + 1);
    format!(
        "must not hold control characters such as a newline (character {place}): it is sent as a header"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn get() -> Request {
        Request::new(Method::GET)
    }

    #[test]
    fn a_query_follows_the_fixed_one_of_the_template() {
        let request = get()
            .literal("/x?fixed=1")
            .query("a&b", "")
            .query("k", "1+1=2");
        assert_eq!(request.path_and_query, "/x?fixed=1&a%26b=&k=1%2B1%3D2");
    }

    #[test]
    fn header_values_with_control_characters_are_the_callers_mistake() {
        for value in ["a\nsecret", "a\r\nx-evil: 1", "\0", "\u{7f}"] {
            let error = get()
                .header("X-Note", "note", value)
                .unwrap_err()
                .to_string();
            assert!(error.contains("note"), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn headers_may_hold_tabs_utf8_and_nothing() {
        for value in ["", "a\tb", "  a ", "é"] {
            let request = get().header("X-Note", "note", value).unwrap();
            assert_eq!(
                request.headers.get("x-note").unwrap().as_bytes(),
                value.as_bytes()
            );
        }
        assert!(get().header("not a name", "note", "v").is_err());
    }

    #[test]
    fn a_json_body_brings_its_content_type_but_not_over_the_operations_own() {
        let request = get().json(&vec!["é".to_owned()]).unwrap();
        assert_eq!(request.body, r#"["é"]"#.as_bytes());
        assert_eq!(
            request.headers.get(CONTENT_TYPE).unwrap(),
            "application/json"
        );

        let request = get()
            .header("Content-Type", "contentType", "text/x")
            .unwrap();
        let request = request.json(&true).unwrap();
        assert_eq!(
            request
                .headers
                .get_all(CONTENT_TYPE)
                .iter()
                .collect::<Vec<_>>(),
            ["text/x"]
        );
    }

    #[test]
    fn a_body_without_a_json_form_is_the_callers_mistake() {
        let body = ByteStream::from_reader(None, std::io::Cursor::new(Vec::new()));
        assert!(get().json(&body).unwrap_err().to_string().contains("body"));
    }

    #[test]
    fn debug_shows_no_value() {
        let request = get().literal("/x/").label("key", "hunter2").unwrap();
        let request = request.literal("/y").query("token", "hunter2");
        let request = request.header("x-key", "key", "hunter2").unwrap();
        let shown = format!("{:?}", request.json(&"hunter2".to_owned()).unwrap());
        assert!(!shown.contains("hunter2"), "{shown}");
        assert!(shown.contains(r#"path: "/x/{key}/y""#), "{shown}");
        assert!(shown.contains("body_length: 9"), "{shown}");
    }
}
