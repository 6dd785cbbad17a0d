//! The way of one request: route, signature, fault, constraints, operation, answer.
//!
//! Knows the order of the steps and nothing of what any of them does, nor of sockets.

use super::clock::{Clock, http_date};
use super::faults::{Fault, Faults, Outcome};
use super::gate::Gate;
use super::ids::Ids;
use super::log::{Log, RecordedRequest};
use super::operations::{Call, serve};
use super::routes::{self, Route};
use super::signature::{Key, Received, verify};
use super::state::State;
use super::wire::{Answer, FOR_BROWSERS, REQUEST_ID, ServiceError};
use super::{input, lock, output};
use crate::document::document;
use http::header::{DATE, HeaderValue};
use serde_json::Value;
use std::sync::Mutex;
use std::time::Duration;

/// Everything that the requests of one simulator share.
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
    pub(crate) gate: Gate,
}

/// What a request gets, after a wait.
#[derive(Debug)]
pub(crate) struct Reply {
    /// `None`: the connection closes.
    pub(crate) answer: Option<Answer>,
    pub(crate) delay: Duration,
    number: u64,
}

impl Service {
    /// Serves a request and logs it; [`Service::sent`] is to follow when the answer goes out.
    pub(crate) fn serve(&self, request: RecordedRequest) -> Reply {
        let path = request.path().to_owned();
        let route = routes::find(document(), &request.method, &path);
        let operation = route.as_ref().map(|route| route.operation.name.as_str());
        let request = RecordedRequest {
            operation,
            ..request
        };
        let number = lock(&self.log).add(request.clone());
        let received = Received {
            method: &request.method,
            target: &request.target,
            headers: &request.headers,
            body: &request.body,
        };
        let (answer, delay) = match self.admit(route.as_ref(), received) {
            Err(refusal) => (Some(Answer::error(&refusal)), Duration::ZERO),
            Ok(route) => self.fulfil(route, received),
        };
        Reply {
            answer: answer.map(|answer| self.stamp(answer)),
            delay,
            number,
        }
    }

    /// Notes that the answer went out.
    pub(crate) fn sent(&self, reply: &Reply) {
        if let Some(answer) = &reply.answer {
            lock(&self.log).answered(reply.number, answer.status);
        }
    }

    /// Refuses what is no operation, and what is not signed as it must be.
    fn admit<'r, 'd>(
        &self,
        route: Option<&'r Route<'d>>,
        received: Received<'_>,
    ) -> Result<&'r Route<'d>, ServiceError> {
        let route = route.ok_or_else(|| {
            ServiceError::gateway(
                404,
                "UnknownOperationException",
                format!(
                    "no operation is served at {} {}",
                    received.method, received.target
                ),
            )
        })?;
        verify(received, &lock(&self.key), &self.region, self.clock.now())?;
        Ok(route)
    }

    fn fulfil(&self, route: &Route<'_>, received: Received<'_>) -> (Option<Answer>, Duration) {
        let Some(fault) = lock(&self.faults).take(&route.operation.name) else {
            return (Some(self.perform(route, received)), Duration::ZERO);
        };
        (self.suffer(&fault, route, received), fault.waits())
    }

    fn suffer(&self, fault: &Fault, route: &Route<'_>, received: Received<'_>) -> Option<Answer> {
        let own = fault
            .lets_the_operation_happen()
            .then(|| self.perform(route, received));
        match fault.outcome() {
            Outcome::Answer(answer) => Some(answer),
            Outcome::Dropped => None,
            Outcome::Untouched => own,
        }
    }

    /// The operation itself.
    fn perform(&self, route: &Route<'_>, received: Received<'_>) -> Answer {
        match self.run(route, received) {
            Ok(output) => Answer::success(&output),
            Err(error) => Answer::error(&error),
        }
    }

    fn run(&self, route: &Route<'_>, received: Received<'_>) -> Result<Value, ServiceError> {
        let input = input::read(document(), route, received)?;
        let operation = route.operation;
        let call = Call {
            operation: &operation.name,
            input: &input,
            now: self.clock.now(),
        };
        let mut state = lock(&self.state);
        state.settle(call.now);
        let served = serve(&mut state, call);
        drop(state);
        let mut output = served.map_err(|error| match output::may_answer(operation, &error) {
            true => error,
            false => own_mistake(&format!("the document lists no {}", error.code)),
        })?;
        let violations = output::violations(document(), operation, &output);
        if !violations.is_empty() {
            return Err(own_mistake(&violations.join("; ")));
        }
        if let Some(schema) = operation.output.as_ref().filter(|_| self.explicit_nulls) {
            output::fill_nulls(document(), schema, &mut output);
        }
        Ok(output)
    }

    /// What every answer carries: a request id, the time as this service sees it, and what browsers read.
    fn stamp(&self, mut answer: Answer) -> Answer {
        let id = lock(&self.request_ids).uuid();
        for (name, value) in [(REQUEST_ID, id), (DATE, http_date(self.clock.now()))] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                answer.headers.entry(name).or_insert(value);
            }
        }
        for (name, value) in FOR_BROWSERS {
            let value = HeaderValue::from_static(value);
            answer.headers.entry(name).or_insert(value);
        }
        answer
    }
}

/// The answer in place of one that the document does not allow: a bug of the simulator must be seen.
fn own_mistake(what: &str) -> ServiceError {
    ServiceError::internal_server(format!(
        "the simulator's own answer is against the document: {what}"
    ))
}
