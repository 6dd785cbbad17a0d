//! Errors as AWS services write them: code, message and request id of a failed answer.
//!
//! The code stands in the header `x-amzn-errortype`, else in the body under `code`, else under
//! `__type`; it may carry a namespace before `#` and an address after `:`. The message stands under
//! one of four names.

use std::borrow::Cow;

use http::HeaderMap;
use serde_json::{Map, Value};

use super::oddity::describe;
use crate::codec::json;
use crate::secret::REDACTED;
use crate::{Credentials, Response, Secret};

/// What a failed answer says of itself.
#[derive(Debug, PartialEq)]
pub(crate) struct Fault {
    /// The error's name without namespace, if the answer has one.
    pub(crate) code: Option<String>,
    /// The service's message; else what is odd about the answer; else empty.
    pub(crate) message: Cow<'static, str>,
}

impl Fault {
    /// Takes the caller's secrets out of the message: a service that does not accept a signature
    /// repeats the request that it should have been made for, the session token among its headers.
    pub(crate) fn hide(&mut self, credentials: &Credentials) {
        let secrets = [
            Some(&credentials.secret_access_key),
            credentials.session_token.as_ref(),
        ];
        for secret in secrets.into_iter().flatten().map(Secret::expose) {
            if !secret.is_empty() && self.message.contains(secret) {
                self.message = Cow::Owned(self.message.replace(secret, REDACTED));
            }
        }
    }
}

/// Reads code and message of a failed answer. Never fails: any bytes may come.
pub(crate) fn read(response: &Response) -> Fault {
    let header_code = response
        .headers
        .get("x-amzn-errortype")
        .and_then(|value| value.to_str().ok())
        .and_then(bare_code);
    match json::object(&response.body) {
        Some(body) => Fault {
            code: header_code
                .or_else(|| text(&body, "code").and_then(bare_code))
                .or_else(|| text(&body, "__type").and_then(bare_code))
                .map(str::to_owned),
            message: ["message", "Message", "errorMessage", "exceptionMessage"]
                .iter()
                .find_map(|key| text(&body, key))
                .map_or(Cow::Borrowed(""), |message| Cow::Owned(message.to_owned())),
        },
        None => Fault {
            message: match header_code {
                // The code says enough; an empty body is usual then.
                Some(_) if response.body.is_empty() => Cow::Borrowed(""),
                _ => Cow::Owned(describe(response)),
            },
            code: header_code.map(str::to_owned),
        },
    }
}

/// A text of the body.
pub(crate) fn member(response: &Response, key: &str) -> Option<String> {
    text(&json::object(&response.body)?, key).map(str::to_owned)
}

/// The service's identifier of an answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .iter()
        .find_map(|name| headers.get(*name))
        .and_then(|value| value.to_str().ok())
}

fn text<'a>(body: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    body.get(key).and_then(Value::as_str)
}

/// `ns#Code:http://…` becomes `Code`.
fn bare_code(code: &str) -> Option<&str> {
    let code = code.split(':').next().unwrap_or(code);
    let code = code.rsplit('#').next().unwrap_or(code).trim();
    (!code.is_empty()).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::{read, request_id};
    use crate::Response;
    use crate::test_fixtures::response;
    use bytes::Bytes;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn check(response: Response, code: Option<&str>, message: &str) {
        let fault = read(&response);
        assert_eq!(fault.code.as_deref(), code);
        assert_eq!(fault.message, message);
    }

    #[test]
    fn the_header_names_the_error_first() {
        check(
            response(
                404,
                &[(
                    "x-amzn-errortype",
                    "ResourceNotFoundException:http://internal/",
                )],
                r#"{"code":"Other","exceptionMessage":"no such stage"}"#,
            ),
            Some("ResourceNotFoundException"),
            "no such stage",
        );
    }

    #[test]
    fn then_the_body_under_code_then_under_type_without_namespace() {
        check(
            response(
                400,
                &[],
                r#"{"code":"A#Conflict:x","__type":"B","Message":"m"}"#,
            ),
            Some("Conflict"),
            "m",
        );
        check(
            response(
                400,
                &[],
                r#"{"__type":"com.amazon#Throttled","errorMessage":"slow"}"#,
            ),
            Some("Throttled"),
            "slow",
        );
        check(response(400, &[], r#"{"code":7,"message":null}"#), None, "");
    }

    #[test]
    fn an_empty_body_beside_a_code_is_no_news() {
        check(
            response(403, &[("x-amzn-errortype", "AccessDeniedException")], ""),
            Some("AccessDeniedException"),
            "",
        );
    }

    #[test]
    fn deep_json_does_not_break_the_reader() {
        let mut deep = response(500, &[], "");
        deep.body = Bytes::from("[".repeat(100_000));
        assert_eq!(read(&deep).code, None);
    }

    #[test]
    fn a_request_id_is_found_under_each_of_its_names() {
        for name in ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"] {
            let mut headers = HeaderMap::new();
            headers.insert(
                HeaderName::from_static(name),
                HeaderValue::from_static("id"),
            );
            assert_eq!(request_id(&headers), Some("id"));
        }
        assert_eq!(request_id(&HeaderMap::new()), None);
    }
}
