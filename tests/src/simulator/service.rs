//! The steps of one request: route, signature, fault, constraints, operation, response; and the request log.

use super::faults::{Fault, Faults, Outcome, ResponseGate};
use super::operations::{Call, serve};
use super::requests::{Received, Route};
use super::signature::{Key, verify};
use super::state::State;
use super::system::{Clock, Ids, http_date};
use super::wire::{FOR_BROWSERS, REQUEST_ID, Response, ServiceError};
use super::{constraints, lock, requests};
use crate::document::document;
use bytes::Bytes;
use http::header::{DATE, HeaderMap, HeaderValue};
use serde_json::Value;
use std::sync::Mutex;
use std::time::Duration;

/// The state shared by all requests of a simulator.
#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) region: String,
    pub(crate) explicit_nulls: bool,
    pub(crate) clock: Clock,
    pub(crate) key: Mutex<Key>,
    pub(crate) state: Mutex<State>,
    pub(crate) faults: Mutex<Faults>,
    pub(crate) log: Mutex<Log>,
    pub(crate) request_ids: Mutex<Ids>,
    pub(crate) gate: ResponseGate,
}

/// The response to a request, to be sent after a delay.
#[derive(Debug)]
pub(crate) struct PendingResponse {
    /// `None`: the connection closes.
    pub(crate) response: Option<Response>,
    pub(crate) delay: Duration,
    number: u64,
}

impl Service {
    /// Handles a request and logs it. The caller reports the sent response with [`Service::sent`].
    pub(crate) fn serve(&self, request: RecordedRequest) -> PendingResponse {
        let path = request.path().to_owned();
        let route = requests::find(document(), &request.method, &path);
        let operation = route.as_ref().map(|route| route.operation.name.as_str());
        let request = RecordedRequest { operation, ..request };
        let number = lock(&self.log).add(request.clone());
        let received = Received {
            method: &request.method,
            target: &request.target,
            headers: &request.headers,
            body: &request.body,
        };
        let (response, delay) = match self.authenticate(route.as_ref(), received) {
            Err(error) => (Some(Response::error(&error)), Duration::ZERO),
            Ok(route) => self.execute_with_faults(route, received),
        };
        PendingResponse {
            response: response.map(|response| self.with_common_headers(response)),
            delay,
            number,
        }
    }

    /// Logs that the response was sent.
    pub(crate) fn sent(&self, pending: &PendingResponse) {
        if let Some(response) = &pending.response {
            lock(&self.log).set_status(pending.number, response.status);
        }
    }

    /// Rejects requests that match no operation or have an invalid signature.
    fn authenticate<'r, 'd>(
        &self,
        route: Option<&'r Route<'d>>,
        received: Received<'_>,
    ) -> Result<&'r Route<'d>, ServiceError> {
        let route = route.ok_or_else(|| {
            ServiceError::gateway(
                404,
                "UnknownOperationException",
                format!("no operation is served at {} {}", received.method, received.target),
            )
        })?;
        verify(received, &lock(&self.key), &self.region, self.clock.now())?;
        Ok(route)
    }

    fn execute_with_faults(
        &self,
        route: &Route<'_>,
        received: Received<'_>,
    ) -> (Option<Response>, Duration) {
        let Some(fault) = lock(&self.faults).take(&route.operation.name) else {
            return (Some(self.execute(route, received)), Duration::ZERO);
        };
        (self.apply_fault(&fault, route, received), fault.response_delay())
    }

    fn apply_fault(
        &self,
        fault: &Fault,
        route: &Route<'_>,
        received: Received<'_>,
    ) -> Option<Response> {
        let own = fault.executes_operation().then(|| self.execute(route, received));
        match fault.outcome() {
            Outcome::Response(response) => Some(response),
            Outcome::Dropped => None,
            Outcome::Unchanged => own,
        }
    }

    fn execute(&self, route: &Route<'_>, received: Received<'_>) -> Response {
        match self.run(route, received) {
            Ok(output) => Response::success(&output),
            Err(error) => Response::error(&error),
        }
    }

    fn run(&self, route: &Route<'_>, received: Received<'_>) -> Result<Value, ServiceError> {
        let input = requests::read_input(document(), route, received)?;
        let operation = route.operation;
        let call = Call { operation: &operation.name, input: &input, now: self.clock.now() };
        let mut state = lock(&self.state);
        state.settle(call.now);
        let served = serve(&mut state, call);
        drop(state);
        let mut output =
            served.map_err(|error| match constraints::may_return(operation, &error) {
                true => error,
                false => simulator_bug(&format!("the document lists no {}", error.code)),
            })?;
        let violations = constraints::output_violations(document(), operation, &output);
        if !violations.is_empty() {
            return Err(simulator_bug(&violations.join("; ")));
        }
        if let Some(schema) = operation.output.as_ref().filter(|_| self.explicit_nulls) {
            constraints::fill_nulls(document(), schema, &mut output);
        }
        Ok(output)
    }

    /// Adds the headers of every response.
    fn with_common_headers(&self, mut response: Response) -> Response {
        let id = lock(&self.request_ids).uuid();
        for (name, value) in [(REQUEST_ID, id), (DATE, http_date(self.clock.now()))] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers.entry(name).or_insert(value);
            }
        }
        for (name, value) in FOR_BROWSERS {
            let value = HeaderValue::from_static(value);
            response.headers.entry(name).or_insert(value);
        }
        response
    }
}

/// The error that reports a bug of the simulator.
fn simulator_bug(what: &str) -> ServiceError {
    ServiceError::internal_server(format!("the simulator's response violates the document: {what}"))
}

/// A request as received, whether it succeeded or not.
#[derive(Clone, Debug)]
pub struct RecordedRequest {
    /// The HTTP method.
    pub method: String,
    /// Path and query as received, not decoded.
    pub target: String,
    /// The headers, names in lower case.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub body: Bytes,
    /// The operation; `None` if method and path match none.
    pub operation: Option<&'static str>,
    /// The status of the response; `None` while it is pending or if the connection was dropped.
    pub status: Option<u16>,
    pub(crate) number: u64,
}

impl RecordedRequest {
    /// The raw path.
    pub fn path(&self) -> &str {
        self.target.split_once('?').map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The raw query without the question mark; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON; null if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// The log of one simulator.
#[derive(Debug, Default)]
pub(crate) struct Log {
    requests: Vec<RecordedRequest>,
    received: u64,
}

impl Log {
    /// Adds a request and returns its number.
    pub(crate) fn add(&mut self, request: RecordedRequest) -> u64 {
        self.received += 1;
        self.requests.push(RecordedRequest { number: self.received, ..request });
        self.received
    }

    /// Sets the status of a request, unless the log was taken in the meantime.
    pub(crate) fn set_status(&mut self, number: u64, status: u16) {
        if let Some(request) = self.requests.iter_mut().find(|it| it.number == number) {
            request.status = Some(status);
        }
    }

    pub(crate) fn all(&self) -> Vec<RecordedRequest> {
        self.requests.clone()
    }

    pub(crate) fn take(&mut self) -> Vec<RecordedRequest> {
        std::mem::take(&mut self.requests)
    }
}
