//! Failures of faked calls.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_core::Serialize;
use serde_json::json;

use crate::provider::Protocol;
use crate::retry::RetryClass;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Error, ErrorKind, ModeledError, Response};

/// The failure of a faked call: an error response of the service, or no response.
///
/// ```
/// # use sdk_runtime::testing::Fault;
/// use serde_json::json;
///
/// let fault = Fault::new("ConflictException").message("it is in use").status(409);
/// let detailed = Fault::new("conflict").status(409).body(json!({"owner": "ann"}));
/// let lost = Fault::connection();
/// # let _ = (fault, detailed, lost);
/// ```
#[derive(Clone, Debug)]
pub struct Fault(Box<FaultKind>);

#[derive(Clone, Debug)]
enum FaultKind {
    Service {
        code: String,
        message: String,
        status: StatusCode,
        headers: HeaderMap,
        body: Option<Result<Bytes, String>>,
    },
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
            body: None,
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

    /// Sets the body of the response, which is otherwise an object with the code and the message: JSON of
    /// `serde_json`, or a value of a type of the generated crate, with its feature `serde`.
    ///
    /// The media type is `application/json` unless [`header`](Self::header) sets `content-type`. A code and a message
    /// that the body has take precedence over those of the fault. A value that cannot be serialized makes the call fail
    /// with an error of kind [`Configuration`](ErrorKind::Configuration).
    #[must_use]
    pub fn body(mut self, value: impl Serialize) -> Self {
        if let FaultKind::Service { body, .. } = &mut *self.0 {
            let json = serde_json::to_vec(&value).map(Bytes::from);
            *body = Some(json.map_err(|error| error.to_string()));
        }
        self
    }

    /// The error that the client returns for the failure.
    pub(super) fn into_error(self, protocol: &dyn Protocol, errors: &[ModeledError]) -> Error {
        let error = match *self.0 {
            FaultKind::Service { body: Some(Err(problem)), .. } => {
                let message = format!("the body of the fault cannot be serialized: {problem}");
                return Error::new(ErrorKind::Configuration, message);
            }
            FaultKind::Service { code, message, status, mut headers, body } => {
                // Under the names of AWS and of plain HTTP services.
                for name in ["x-amzn-requestid", "x-request-id"] {
                    let id = HeaderValue::from_static("00000000-0000-0000-0000-000000000000");
                    headers.entry(name).or_insert(id);
                }
                headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
                let stated = match message.is_empty() {
                    true => json!({ "code": code }),
                    false => json!({ "code": code, "message": message }),
                };
                let mut response = Response { status, headers, body: stated.to_string().into() };
                let mut failure = protocol.read_failure(&response);
                if let Some(Ok(body)) = body {
                    response.body = body;
                    let of_body = protocol.read_failure(&response);
                    failure.code = of_body.code.or(failure.code);
                    if !of_body.message.is_empty() {
                        failure.message = of_body.message;
                    }
                }
                let class = protocol.classify_failure(&response, &mut failure, errors);
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
