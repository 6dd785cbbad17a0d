//! What one request meets with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::System;
use crate::transport::{TransportError, TransportErrorKind};

/// What one request meets with.
pub enum Step {
    /// An answer.
    Answer(http::Response<Bytes>),
    /// A failure to get one.
    Fail(TransportErrorKind),
    /// No answer, ever.
    Hang,
    /// A wait on this clock, then what follows.
    Wait(Arc<dyn System>, Duration, Box<Step>),
    /// What follows, for requests that the matcher takes; others pass it by.
    Only(Matcher, Box<Step>),
}

/// Which requests a step is for: what [`Step::to`] and [`Step::when`] make.
pub struct Matcher {
    name: String,
    takes: Box<Takes>,
}

type Takes = dyn Fn(&http::Request<Bytes>) -> bool + Send + Sync;

impl Step {
    /// An answer of this status, headers and body.
    ///
    /// A status that HTTP does not know becomes 500, and such a header is left out.
    #[must_use]
    pub fn answer(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let mut answer = http::Response::new(body.into());
        *answer.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) =
                (name.parse::<HeaderName>(), HeaderValue::from_str(value))
            {
                answer.headers_mut().append(name, value);
            }
        }
        Self::Answer(answer)
    }

    /// An answer with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Value>) -> Self {
        let headers = [("content-type", "application/json")];
        Self::answer(status, &headers, body.into().to_string())
    }

    /// An error as the service answers it.
    #[must_use]
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("x-amzn-errortype", code),
        ];
        let body = serde_json::json!({ "message": message });
        Self::answer(status, &headers, body.to_string())
    }

    /// The same step, for requests with this method and path (percent-encoded, without query) only.
    #[must_use]
    pub fn to(self, method: &str, path: &str) -> Self {
        let (wanted, at) = (method.to_ascii_uppercase(), path.to_owned());
        self.when(format!("{wanted} {path}"), move |request| {
            request.method().as_str() == wanted && request.uri().path() == at
        })
    }

    /// The same step, for requests that `takes` says yes to. `name` stands for them in messages.
    #[must_use]
    pub fn when(
        self,
        name: impl Into<String>,
        takes: impl Fn(&http::Request<Bytes>) -> bool + Send + Sync + 'static,
    ) -> Self {
        let matcher = Matcher {
            name: name.into(),
            takes: Box::new(takes),
        };
        Self::Only(matcher, Box::new(self))
    }

    /// Whether the step is for this request.
    pub(super) fn takes(&self, request: &http::Request<Bytes>) -> bool {
        match self {
            Self::Only(matcher, step) => (matcher.takes)(request) && step.takes(request),
            Self::Wait(_, _, step) => step.takes(request),
            Self::Answer(_) | Self::Fail(_) | Self::Hang => true,
        }
    }

    pub(super) async fn play(self) -> Result<http::Response<Bytes>, TransportError> {
        let mut step = self;
        loop {
            match step {
                Self::Answer(answer) => return Ok(answer),
                Self::Fail(kind) => {
                    return Err(TransportError::new(kind, format!("scripted: {kind:?}")));
                }
                Self::Hang => std::future::pending().await,
                Self::Wait(clock, time, then) => {
                    clock.sleep(time).await;
                    step = *then;
                }
                Self::Only(_, then) => step = *then,
            }
        }
    }
}

/// Without headers and bodies, which may hold secrets.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(answer) => write!(f, "HTTP {}", answer.status().as_u16()),
            Self::Fail(kind) => write!(f, "{kind:?}"),
            Self::Hang => f.write_str("no answer"),
            Self::Wait(_, time, then) => write!(f, "{then:?} after {time:?}"),
            Self::Only(matcher, then) => write!(f, "{then:?} to {}", matcher.name),
        }
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
