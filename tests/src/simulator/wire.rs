//! Responses in AWS's wire format: JSON bodies, and errors with their code in a header.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};

/// The header with the error code.
pub(crate) const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// The header with the request id.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-amzn-requestid");

/// Headers for browsers. AWS declares them as members of errors and of some outputs.
pub(crate) const FOR_BROWSERS: [(&str, &str); 7] = [
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "x-amzn-ErrorType,x-amzn-RequestId,Date"),
    ("cache-control", "no-store, no-cache"),
    ("content-security-policy", "default-src 'self'; upgrade-insecure-requests"),
    ("strict-transport-security", "max-age=47304000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
];

/// An error of the service: status, code and message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceError {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The code in `x-amzn-errortype`.
    pub(crate) code: String,
    /// The message in the body.
    pub(crate) message: String,
    /// The body's key of the message: `exceptionMessage` for the service, `message` for the gateway in front of
    /// it.
    pub(crate) message_key: &'static str,
}

impl ServiceError {
    /// An error of the service itself.
    pub(crate) fn new(status: u16, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { status, code: code.into(), message: message.into(), message_key: "exceptionMessage" }
    }

    /// An error of the gateway in front of the service: routing and signatures.
    pub(crate) fn gateway(
        status: u16,
        code: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { message_key: "message", ..Self::new(status, code, message) }
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

/// A response to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Close the connection after this many bytes of the body.
    pub(crate) cut_after: Option<usize>,
}

impl Response {
    /// A success with a JSON body.
    pub(crate) fn success(body: &Value) -> Self {
        Self::json(200, body)
    }

    /// An error response.
    pub(crate) fn error(error: &ServiceError) -> Self {
        let mut response = Self::json(error.status, &json!({ error.message_key: error.message }));
        if let Ok(code) = HeaderValue::from_str(&error.code) {
            response.headers.insert(ERROR_TYPE, code);
        }
        response
    }

    /// Any body, without headers.
    pub(crate) fn raw(status: u16, body: Bytes) -> Self {
        Self { status, headers: HeaderMap::new(), body, cut_after: None }
    }

    fn json(status: u16, body: &Value) -> Self {
        let mut response = Self::raw(status, Bytes::from(body.to_string()));
        response.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_their_code_in_a_header_and_their_message_in_the_body() {
        let response = Response::error(&ServiceError::conflict("busy"));
        assert_eq!(response.status, 409);
        assert_eq!(response.headers[ERROR_TYPE], "ConflictException");
        assert_eq!(response.body, r#"{"exceptionMessage":"busy"}"#);
        let gateway =
            Response::error(&ServiceError::gateway(404, "UnknownOperationException", "no"));
        assert_eq!(gateway.body, r#"{"message":"no"}"#);
    }
}
