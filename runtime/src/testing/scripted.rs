//! A transport that returns scripted responses and records the requests it receives.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::transport::{TransportError, TransportErrorKind, TransportLimits};
use crate::{BoxFuture, System, Transport};

/// Plays one step for each request: the first remaining one that matches it.
///
/// For tests of what is sent: each attempt is a request, signed and with all its headers. Most tests need only a
/// [`Fake`](super::Fake). Clones share one script, so that a test keeps one and passes the other to a builder.
///
/// ```
/// # use sdk_runtime::testing::{ScriptedTransport, Step};
/// use serde_json::json;
///
/// let network = ScriptedTransport::new([
///     Step::error(503, "ServiceUnavailable", "try again"),
///     Step::json(200, json!({"id": "a", "name": "lamp"})),
///     Step::json(200, json!({})).to("DELETE", "/things/a"),
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

/// The outcome of one request.
pub enum Step {
    /// A response.
    Response(http::Response<Bytes>),
    /// A failure without a response.
    Fail(TransportErrorKind),
    /// No response, ever.
    Hang,
    /// A delay on the given clock before the nested step.
    Delay(Arc<dyn System>, Duration, Box<Step>),
    /// The nested step, for matching requests only; others skip it.
    When(Matcher, Box<Step>),
}

/// Selects the requests that a step applies to. Made by [`Step::to`] and [`Step::when`].
pub struct Matcher {
    name: String,
    matches: Box<Matches>,
}

type Matches = dyn Fn(&http::Request<Bytes>) -> bool + Send + Sync;

impl ScriptedTransport {
    /// Creates a transport that plays `steps`.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let transport = Self::default();
        transport.state().steps.extend(steps);
        transport
    }

    /// Appends a step to the script.
    pub fn push(&self, step: Step) {
        self.state().steps.push_back(step);
    }

    /// Returns the requests received so far, except those already taken.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.state().requests.clone()
    }

    /// Removes and returns the requests received so far.
    #[must_use]
    pub fn take_requests(&self) -> Vec<http::Request<Bytes>> {
        std::mem::take(&mut self.state().requests)
    }

    /// Returns the number of remaining steps.
    #[must_use]
    pub fn steps_left(&self) -> usize {
        self.state().steps.len()
    }

    /// Asserts that every step was played.
    ///
    /// # Panics
    ///
    /// If steps remain; the message lists them.
    #[track_caller]
    pub fn assert_played(&self) {
        let left = self.state().describe_steps();
        assert!(left.is_empty(), "steps without a matching request: {left}");
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Removes the step for a request, and records the request.
    fn take_step(&mut self, request: http::Request<Bytes>) -> Result<Step, TransportError> {
        let index = self.steps.iter().position(|step| step.matches(&request));
        let step = index.and_then(|index| self.steps.remove(index)).ok_or_else(|| {
            let (method, path) = (request.method(), request.uri().path());
            let left = match self.describe_steps() {
                steps if steps.is_empty() => "no step is left".to_owned(),
                steps => format!("the steps left are {steps}"),
            };
            TransportError::new(
                TransportErrorKind::Configuration,
                format!("the script has no step for {method} {path}: {left}"),
            )
        });
        self.requests.push(request);
        step
    }

    fn describe_steps(&self) -> String {
        let steps = self.steps.iter().map(|step| format!("{step:?}"));
        steps.collect::<Vec<_>>().join(", ")
    }
}

impl Transport for ScriptedTransport {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let step = self.state().take_step(request);
        Box::pin(async move { step?.play().await })
    }
}

/// Shows the number of requests only: they contain credentials, and bodies may contain secrets.
impl fmt::Debug for ScriptedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("ScriptedTransport")
            .field("steps", &state.steps)
            .field("requests", &state.requests.len())
            .finish()
    }
}

impl Step {
    /// Creates a step that returns a response with this status, headers and body.
    ///
    /// An invalid status becomes 500; invalid headers are left out.
    #[must_use]
    pub fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Self {
        let mut response = http::Response::new(body.into());
        *response.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in headers {
            if let (Ok(name), Ok(value)) =
                (name.parse::<HeaderName>(), HeaderValue::from_str(value))
            {
                response.headers_mut().append(name, value);
            }
        }
        Self::Response(response)
    }

    /// Creates a step that returns a response with a JSON body.
    #[must_use]
    pub fn json(status: u16, body: impl Into<Value>) -> Self {
        let headers = [("content-type", "application/json")];
        Self::response(status, &headers, body.into().to_string())
    }

    /// Creates a step that returns an error response in JSON, with the members `code` and `message`, which services of AWS
    /// and of plain HTTP have. [`json`](Self::json) returns an error in another form.
    #[must_use]
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::json(status, serde_json::json!({ "code": code, "message": message }))
    }

    /// Limits the step to requests with this method and path (percent-encoded, without query).
    #[must_use]
    pub fn to(self, method: &str, path: &str) -> Self {
        let (method, path) = (method.to_ascii_uppercase(), path.to_owned());
        self.when(format!("{method} {path}"), move |request| {
            request.method().as_str() == method && request.uri().path() == path
        })
    }

    /// Limits the step to requests that `matches` accepts. `name` describes them in messages.
    #[must_use]
    pub fn when(
        self,
        name: impl Into<String>,
        matches: impl Fn(&http::Request<Bytes>) -> bool + Send + Sync + 'static,
    ) -> Self {
        let matcher = Matcher { name: name.into(), matches: Box::new(matches) };
        Self::When(matcher, Box::new(self))
    }

    fn matches(&self, request: &http::Request<Bytes>) -> bool {
        match self {
            Self::When(matcher, step) => (matcher.matches)(request) && step.matches(request),
            Self::Delay(_, _, step) => step.matches(request),
            Self::Response(_) | Self::Fail(_) | Self::Hang => true,
        }
    }

    async fn play(self) -> Result<http::Response<Bytes>, TransportError> {
        let mut step = self;
        loop {
            match step {
                Self::Response(response) => return Ok(response),
                Self::Fail(kind) => {
                    return Err(TransportError::new(kind, format!("scripted: {kind:?}")));
                }
                Self::Hang => std::future::pending().await,
                Self::Delay(clock, duration, then) => {
                    clock.sleep(duration).await;
                    step = *then;
                }
                Self::When(_, then) => step = *then,
            }
        }
    }
}

/// Without headers and bodies, which may contain secrets.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response(response) => write!(f, "HTTP {}", response.status().as_u16()),
            Self::Fail(kind) => write!(f, "{kind:?}"),
            Self::Hang => f.write_str("no response"),
            Self::Delay(_, duration, then) => write!(f, "{then:?} after {duration:?}"),
            Self::When(matcher, then) => write!(f, "{then:?} for {}", matcher.name),
        }
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matcher").field("name", &self.name).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use serde_json::json;

    use super::{ScriptedTransport, Step};
    use crate::Transport;
    use crate::transport::{TransportErrorKind, TransportLimits};

    async fn send(transport: &ScriptedTransport, method: &str, path: &str) -> Result<u16, String> {
        let mut request = http::Request::new(Bytes::from_static(b"hunter2"));
        *request.method_mut() = method.parse().unwrap();
        *request.uri_mut() = format!("https://h{path}").parse().unwrap();
        let response = transport.send(request, TransportLimits::default()).await;
        response.map(|response| response.status().as_u16()).map_err(|error| error.to_string())
    }

    #[tokio::test]
    async fn steps_are_played_in_order_to_matching_requests() {
        let transport = ScriptedTransport::new([
            Step::json(201, json!({})).to("post", "/B"),
            Step::response(202, &[("X-Upper", "1"), ("not a name", "2")], ""),
            Step::Fail(TransportErrorKind::Reset).when("a query", |it| it.uri().query().is_some()),
            Step::error(203, "Code", "message"),
        ]);
        assert_eq!(send(&transport, "POST", "/A").await, Ok(202));
        assert_eq!(send(&transport, "POST", "/B").await, Ok(201));
        assert_eq!(send(&transport, "POST", "/A").await, Ok(203));
        assert_eq!(transport.steps_left(), 1);
        assert_eq!(
            send(&transport, "GET", "/C").await.unwrap_err(),
            "the script has no step for GET /C: the steps left are Reset for a query"
        );
        assert_eq!(send(&transport, "GET", "/C?a=b").await.unwrap_err(), "scripted: Reset");
        assert_eq!(
            send(&transport, "GET", "/C").await.unwrap_err(),
            "the script has no step for GET /C: no step is left"
        );
        transport.assert_played();
        let paths: Vec<String> =
            transport.take_requests().iter().map(|it| it.uri().path().to_owned()).collect();
        assert_eq!(paths, ["/A", "/B", "/A", "/C", "/C", "/C"]);
        assert!(transport.requests().is_empty());
    }

    #[tokio::test]
    async fn steps_can_be_pushed_and_debug_hides_their_content() {
        let transport = ScriptedTransport::default();
        transport.push(Step::json(200, json!({"token": "hunter2"})).to("POST", "/A"));
        let shown = format!("{transport:?}");
        assert_eq!(shown, "ScriptedTransport { steps: [HTTP 200 for POST /A], requests: 0 }");
        assert_eq!(send(&transport, "POST", "/A").await, Ok(200));
        assert!(!format!("{transport:?}").contains("hunter2"));
    }

    #[test]
    #[should_panic(
        expected = "steps without a matching request: no response, HTTP 200 for POST /A"
    )]
    fn assert_played_lists_remaining_steps() {
        let left = [Step::Hang, Step::json(200, json!({})).to("POST", "/A")];
        ScriptedTransport::new(left).assert_played();
    }
}
