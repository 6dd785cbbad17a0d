//! A transport that gives prepared answers and keeps what it was sent.

mod step;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

pub use self::step::{Matcher, Step};
use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, Transport};

/// Plays steps, one for each request: the first that is left and that takes the request.
///
/// For tests of what goes over the wire: each attempt is a request, signed and with all its
/// headers. Most tests are better off with a [`Fake`](super::Fake). Clones share one script, so a
/// test keeps one and gives the other to a builder.
///
/// ```
/// use sdk_runtime::testing::{ScriptedTransport, Step};
/// use serde_json::json;
///
/// let network = ScriptedTransport::new([
///     Step::error(503, "ServiceUnavailable", "try again"),
///     Step::json(200, json!({"stage": {"arn": "arn:aws:ivs:us-east-1:1:stage/a"}})),
///     Step::json(200, json!({})).to("POST", "/DeleteStage"),
/// ]);
/// // `Client::builder().transport(network.clone())…`, calls, and then:
/// for request in network.requests() {
///     println!("{} {}", request.method(), request.uri());
/// }
/// ```
#[derive(Clone, Default)]
pub struct ScriptedTransport(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    steps: VecDeque<Step>,
    requests: Vec<http::Request<Bytes>>,
}

impl ScriptedTransport {
    /// A transport that plays `steps`.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let transport = Self::default();
        transport.state().steps.extend(steps);
        transport
    }

    /// Adds a step after those that are there.
    pub fn push(&self, step: Step) {
        self.state().steps.push_back(step);
    }

    /// The requests that have come so far, and were not taken.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
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

    /// Makes sure that every step was played.
    ///
    /// # Panics
    /// If one is left; the message names all of these.
    #[track_caller]
    pub fn assert_played(&self) {
        let left = self.state().names();
        assert!(left.is_empty(), "steps that no request has met: {left}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Takes the step for a request, and keeps the request.
    fn meet(&mut self, request: http::Request<Bytes>) -> Result<Step, TransportError> {
        let at = self.steps.iter().position(|step| step.takes(&request));
        let step = at.and_then(|at| self.steps.remove(at)).ok_or_else(|| {
            let (method, path) = (request.method(), request.uri().path());
            let left = match self.names() {
                none if none.is_empty() => "none is left".to_owned(),
                names => format!("left are {names}"),
            };
            TransportError::new(
                TransportErrorKind::Configuration,
                format!("the script has no step for {method} {path}: {left}"),
            )
        });
        self.requests.push(request);
        step
    }

    fn names(&self) -> String {
        let names = self.steps.iter().map(|step| format!("{step:?}"));
        names.collect::<Vec<_>>().join(", ")
    }
}

impl Transport for ScriptedTransport {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let step = self.state().meet(request);
        Box::pin(async move { step?.play().await })
    }
}

/// Counts only: requests hold credentials, and bodies may hold secrets.
impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("ScriptedTransport")
            .field("steps", &state.steps)
            .field("requests", &state.requests.len())
            .finish()
    }
}

#[cfg(test)]
mod tests;
