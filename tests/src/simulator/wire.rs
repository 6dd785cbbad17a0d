//! How an answer of AWS looks on the wire: success bodies, and errors with their code in a header.
//!
//! Knows status codes, headers and bodies. Does not know what an operation does.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

/// The header that names an error.
pub(crate) const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// The header that names a request, for support and logs.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Headers for browsers. AWS declares them as members of errors and of some answers.
pub(crate) const FOR_BROWSERS: [(&str, &str); 7] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-expose-headers",
        "x-amzn-ErrorType,x-amzn-RequestId,Date",
    ),
    ("cache-control", "no-store, no-cache"),
    (
        "content-security-policy",
        "default-src 'self'; upgrade-insecure-requests",
    ),
    (
        "strict-transport-security",
        "max-age=47304000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// An error as the service answers it: status, code and message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceError {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The code, as it stands in `x-amzn-errortype`.
    pub(crate) code: String,
    /// What the caller reads.
    pub(crate) message: String,
    /// The body's key for the message. The service says `exceptionMessage`; the gateway before it, which
    /// checks signatures, says `message`.
    pub(crate) message_key: &'static str,
}

impl ServiceError {
    /// An error of the service itself.
    pub(crate) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            message: message.into(),
            message_key: "exceptionMessage",
        }
    }

    /// An error of the gateway before the service: routing and signatures.
    pub(crate) fn gateway(
        status: u16,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            message_key: "message",
            ..Self::new(status, code, message)
        }
    }

    /// `ValidationException`, status 400.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new(400, "ValidationException", message)
    }

    /// `ResourceNotFoundException`, status 404.
    pub(crate) fn resource_not_found(message: impl Into<String>) -> Self {
        Self::new(404, "ResourceNotFoundException", message)
    }

    /// `ConflictException`, status 409.
    pub(crate) fn conflict(message: impl Into<String>) -> Self {
        Self::new(409, "ConflictException", message)
    }

    /// `AccessDeniedException`, status 403.
    pub(crate) fn access_denied(message: impl Into<String>) -> Self {
        Self::new(403, "AccessDeniedException", message)
    }

    /// `ServiceQuotaExceededException`, status 402.
    pub(crate) fn service_quota_exceeded(message: impl Into<String>) -> Self {
        Self::new(402, "ServiceQuotaExceededException", message)
    }

    /// `InternalServerException`, status 500.
    pub(crate) fn internal_server(message: impl Into<String>) -> Self {
        Self::new(500, "InternalServerException", message)
    }
}

/// An answer before it is bytes on a connection.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Send only that many bytes of the body, then break the connection.
    pub(crate) cut_after: Option<usize>,
}

impl Answer {
    /// A success with a JSON body.
    pub(crate) fn success(body: &Value) -> Self {
        Self::json(200, body)
    }

    /// The answer to a request that cannot be served.
    pub(crate) fn error(error: &ServiceError) -> Self {
        let mut answer = Self::json(error.status, &json!({ error.message_key: error.message }));
        if let Ok(code) = HeaderValue::from_str(&error.code) {
            answer.headers.insert(ERROR_TYPE, code);
        }
        answer
    }

    /// Any bytes, with no header of their own.
    pub(crate) fn raw(status: u16, body: Bytes) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body,
            cut_after: None,
        }
    }

    fn json(status: u16, body: &Value) -> Self {
        let mut answer = Self::raw(status, Bytes::from(body.to_string()));
        answer
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_has_its_code_in_the_header_and_its_message_in_the_body() {
        let answer = Answer::error(&ServiceError::conflict("busy"));
        assert_eq!(answer.status, 409);
        assert_eq!(answer.headers[ERROR_TYPE], "ConflictException");
        assert_eq!(answer.body, r#"{"exceptionMessage":"busy"}"#);
        let gateway = Answer::error(&ServiceError::gateway(
            404,
            "UnknownOperationException",
            "no",
        ));
        assert_eq!(gateway.body, r#"{"message":"no"}"#);
    }
}
