//! Failures as a test wants them.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::json;

use crate::error::wire;
use crate::retry::RetryClass;
use crate::retry::classify::classify;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{Error, ErrorKind, Response};

/// How a faked call fails: with an error of the service, or with no answer.
///
/// ```
/// use sdk_runtime::testing::Fault;
///
/// let fault = Fault::new("ConflictException").message("the stage is in use").status(409);
/// let lost = Fault::connection();
/// # let _ = (fault, lost);
/// ```
#[derive(Clone, Debug)]
pub struct Fault(Box<Kind>);

#[derive(Clone, Debug)]
enum Kind {
    Service {
        code: String,
        message: String,
        status: StatusCode,
        headers: HeaderMap,
    },
    Timeout(Option<Duration>),
    Connection,
}

impl Fault {
    /// An error that the service answers, with status 400 and no message unless said otherwise.
    /// `code` is its name on the wire: a text, or the generated crate's `ErrorCode`.
    #[must_use]
    pub fn new(code: impl fmt::Display) -> Self {
        Self(Box::new(Kind::Service {
            code: code.to_string(),
            message: String::new(),
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
        }))
    }

    /// No complete answer in time, after all attempts.
    #[must_use]
    pub fn timeout() -> Self {
        Self(Box::new(Kind::Timeout(None)))
    }

    /// The connection broke, after all attempts: whether the service has done its work is unknown.
    #[must_use]
    pub fn connection() -> Self {
        Self(Box::new(Kind::Connection))
    }

    pub(super) fn out_of_time(limit: Duration) -> Self {
        Self(Box::new(Kind::Timeout(Some(limit))))
    }

    /// Sets the service's message.
    #[must_use]
    pub fn message(mut self, text: impl Into<String>) -> Self {
        if let Kind::Service { message, .. } = &mut *self.0 {
            *message = text.into();
        }
        self
    }

    /// Sets the HTTP status. What is none becomes 500.
    #[must_use]
    pub fn status(mut self, number: u16) -> Self {
        if let Kind::Service { status, .. } = &mut *self.0 {
            *status = StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        }
        self
    }

    /// Adds a header to the service's answer. What HTTP cannot send is left out.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let pair = (
            name.parse::<http::HeaderName>(),
            HeaderValue::from_str(value),
        );
        if let (Kind::Service { headers, .. }, (Ok(name), Ok(value))) = (&mut *self.0, pair) {
            headers.append(name, value);
        }
        self
    }

    /// The error that the pipeline makes of it.
    pub(super) fn into_error(self) -> Error {
        let error = match *self.0 {
            Kind::Service {
                code,
                message,
                status,
                mut headers,
            } => {
                if let Ok(id) = HeaderValue::from_str("00000000-0000-0000-0000-000000000000") {
                    headers.entry("x-amzn-requestid").or_insert(id);
                }
                let body = match message.is_empty() {
                    true => json!({ "__type": code }),
                    false => json!({ "__type": code, "message": message }),
                };
                let response = Response {
                    status,
                    headers,
                    body: Bytes::from(body.to_string()),
                };
                let fault = wire::read(&response);
                let class = classify(fault.code.as_deref(), status);
                Error::service(response, fault, class)
            }
            Kind::Timeout(limit) => {
                let message = match limit {
                    Some(limit) => format!("no complete answer within {limit:?}"),
                    None => "no complete answer in time".to_owned(),
                };
                Error::new(ErrorKind::Timeout, message).with_class(RetryClass::Transient)
            }
            Kind::Connection => {
                let message = "the connection was reset before an answer came";
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
