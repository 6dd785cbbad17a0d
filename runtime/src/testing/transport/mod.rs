//! A transport that gives prepared answers and keeps what it was sent.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, System, Transport};

/// Plays its steps in order, one for each request, and fails when none is left.
///
/// Clones share one script, so a test keeps one and gives the other to a builder.
#[derive(Clone, Debug, Default)]
pub struct ScriptedTransport(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    steps: VecDeque<Step>,
    requests: Vec<http::Request<Bytes>>,
}

/// What one request meets with.
#[derive(Debug)]
pub enum Step {
    /// An answer.
    Answer(http::Response<Bytes>),
    /// A failure to get one.
    Fail(TransportErrorKind),
    /// No answer, ever.
    Hang,
    /// A wait on this clock, then what follows.
    Wait(Arc<dyn System>, Duration, Box<Step>),
}

impl Step {
    /// An answer of this status, headers and body.
    ///
    /// A status or header that HTTP does not know makes an answer of status 500 without headers.
    #[must_use]
    pub fn answer(status: u16, headers: &[(&'static str, &str)], body: impl Into<Bytes>) -> Self {
        let mut answer = http::Response::new(body.into());
        *answer.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_str(value) {
                answer
                    .headers_mut()
                    .append(HeaderName::from_static(name), value);
            }
        }
        Self::Answer(answer)
    }
}

impl ScriptedTransport {
    /// A transport that plays `steps`.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let transport = Self::default();
        transport.state().steps.extend(steps);
        transport
    }

    /// Takes the requests that have come so far.
    #[must_use]
    pub fn take_requests(&self) -> Vec<http::Request<Bytes>> {
        std::mem::take(&mut self.state().requests)
    }

    /// The number of steps that are left.
    #[must_use]
    pub fn steps_left(&self) -> usize {
        self.state().steps.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for ScriptedTransport {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let mut state = self.state();
        state.requests.push(request);
        let step = state.steps.pop_front();
        Box::pin(async move {
            let mut step = step;
            loop {
                match step {
                    Some(Step::Answer(answer)) => return Ok(answer),
                    Some(Step::Fail(kind)) => {
                        return Err(TransportError::new(kind, format!("scripted: {kind:?}")));
                    }
                    Some(Step::Hang) => std::future::pending().await,
                    Some(Step::Wait(clock, time, then)) => {
                        clock.sleep(time).await;
                        step = Some(*then);
                    }
                    None => {
                        return Err(TransportError::new(
                            TransportErrorKind::Configuration,
                            "the script has no step for this request",
                        ));
                    }
                }
            }
        })
    }
}
