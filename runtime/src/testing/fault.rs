//! Failures of faked calls.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;

use crate::provider::Protocol;
use crate::retry::RetryClass;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Error, ErrorKind, ModeledError, Response};

/// The failure of a faked call: an error response of the service, or no response.
///
/// ```
/// # use sdk_runtime::testing::Fault;
/// let fault = Fault::new("ConflictException").message("it is in use").status(409);
/// let lost = Fault::connection();
/// # let _ = (fault, lost);
/// ```
#[derive(Clone, Debug)]
pub struct Fault(Box<FaultKind>);

#[derive(Clone, Debug)]
enum FaultKind {
    Service { code: String, message: String, status: StatusCode, headers: HeaderMap },
    Timeout(Option<Duration>),
    Connection,
}

impl Fault {
    /// Creates an error response with status 400 and no message.
    ///
    /// `code` is its error code: a string, or the `ErrorCode` of the generated crate.
    #[must_use]
    pub fn new(code: impl fmt::Display) -> Self {
        Self(Box::new(FaultKind::Service {
            code: code.to_string(),
            message: String::new(),
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
        }))
    }

    /// Creates a time-out of the last attempt.
    #[must_use]
    pub fn timeout() -> Self {
        Self(Box::new(FaultKind::Timeout(None)))
    }

    /// Creates a reset of the connection in the last attempt, so that the effect on the service is unknown.
    #[must_use]
    pub fn connection() -> Self {
        Self(Box::new(FaultKind::Connection))
    }

    pub(super) fn timeout_after(limit: Duration) -> Self {
        Self(Box::new(FaultKind::Timeout(Some(limit))))
    }

    /// Sets the service's message.
    #[must_use]
    pub fn message(mut self, value: impl Into<String>) -> Self {
        if let FaultKind::Service { message, .. } = &mut *self.0 {
            *message = value.into();
        }
        self
    }

    /// Sets the HTTP status. An invalid one becomes 500.
    #[must_use]
    pub fn status(mut self, number: u16) -> Self {
        if let FaultKind::Service { status, .. } = &mut *self.0 {
            *status = StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        }
        self
    }

    /// Adds a header to the response. An invalid one is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let pair = (name.parse::<http::HeaderName>(), HeaderValue::from_str(value));
        if let (FaultKind::Service { headers, .. }, (Ok(name), Ok(value))) = (&mut *self.0, pair) {
            headers.append(name, value);
        }
        self
    }

    /// The error that the client returns for the failure.
    pub(super) fn into_error(self, protocol: &dyn Protocol, errors: &[ModeledError]) -> Error {
        let error = match *self.0 {
            FaultKind::Service { code, message, status, mut headers } => {
                // Under the names of AWS and of plain HTTP services.
                for name in ["x-amzn-requestid", "x-request-id"] {
                    let id = HeaderValue::from_static("00000000-0000-0000-0000-000000000000");
                    headers.entry(name).or_insert(id);
                }
                let body = match message.is_empty() {
                    true => json!({ "code": code }),
                    false => json!({ "code": code, "message": message }),
                };
                let response = Response { status, headers, body: Bytes::from(body.to_string()) };
                let (failure, class) = protocol.classified_failure(&response, errors);
                Error::service(response, failure, class)
            }
            FaultKind::Timeout(limit) => {
                let message = match limit {
                    Some(limit) => format!("no complete response within {limit:?}"),
                    None => "no complete response in time".to_owned(),
                };
                Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Transient)
            }
            FaultKind::Connection => {
                let message = "the connection was reset before a response was received";
                let lost = TransportError::new(TransportErrorKind::Reset, message);
                Error::new(ErrorKind::Connection, message)
                    .with_class(RetryClass::Transient)
                    .with_source(lost)
            }
        };
        let attempt = error.as_attempt();
        error.with_attempts(vec![attempt])
    }
}
