//! Every acceptor that the overlay declares for a waiter, met over the wire: the states that end a wait well, those
//! that end it at once, and the errors. What a waiter is, this reads from the overlay, and not from generated code.

use crate::every_operation::client_of;
use crate::repository;
use e2e_tests::capture::{Capture, Response};
use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use generated_sdk::runtime::{Operation, Waiter, WaiterDefinition};
use generated_sdk::{Error, WaitErrorKind, waiters};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

const OVERLAY: &str = "specs/ivs-realtime/2020-07-14/behavior.overlay.yaml";

/// Every waiter that the overlay declares: its name, its operation and its acceptors.
fn declared() -> Vec<(String, String, Vec<Value>)> {
    let text = fs::read_to_string(repository::root().join(OVERLAY)).unwrap();
    let overlay: Value = serde_yaml::from_str(&text).unwrap();
    let mut declared = Vec::new();
    for action in overlay["actions"].as_array().unwrap() {
        let waiters = action
            .pointer("/update/x-waiters")
            .and_then(Value::as_object);
        for (name, waiter) in waiters.into_iter().flatten() {
            let target = action["target"].as_str().unwrap();
            let operation = target
                .split("'/")
                .nth(1)
                .and_then(|it| it.split('\'').next());
            let acceptors = waiter["acceptors"].as_array().unwrap().clone();
            declared.push((name.clone(), operation.unwrap().to_owned(), acceptors));
        }
    }
    declared
}

/// Where the value of an acceptor stands in an output, if it looks at one.
fn place(acceptor: &Value) -> Option<(String, &Value)> {
    let output = acceptor.pointer("/matcher/output")?;
    let path = output["path"].as_str().unwrap();
    Some((format!("/{}", path.replace('.', "/")), output))
}

/// ScriptedResponses of an operation, made for the acceptors of one waiter.
struct ScriptedResponses<'a> {
    operation: &'a str,
    acceptors: &'a [Value],
}

impl ScriptedResponses<'_> {
    /// An output that no acceptor is about.
    fn neutral(&self) -> Value {
        let operation = document().operation(self.operation).unwrap();
        let response = Sampler::new(document(), 0).response(operation);
        let mut response = Value::Object(response.body);
        for (place, output) in self.acceptors.iter().filter_map(place) {
            let value = response.pointer_mut(&place).unwrap();
            match output["comparator"].as_str() {
                Some("present") => *value = Value::Null,
                _ => *value = json!("OF_TOMORROW"),
            }
        }
        response
    }

    /// What an acceptor accepts.
    fn accepted(&self, acceptor: &Value) -> Response {
        let Some((place, output)) = place(acceptor) else {
            let code = acceptor.pointer("/matcher/errorType").unwrap();
            return refusal(404, code.as_str().unwrap());
        };
        let mut response = self.neutral();
        *response.pointer_mut(&place).unwrap() = match output["comparator"].as_str() {
            Some("present") => json!("2024-02-29T12:00:00Z"),
            _ => output["expected"].clone(),
        };
        Response::json(200, &response.to_string())
    }
}

fn refusal(status: u16, code: &str) -> Response {
    Response::with_headers(status, &[("x-amzn-errortype", code)], "{}")
}

/// A wait for a condition on a server that gives these answers.
async fn wait<C>(script: Vec<Response>) -> (Capture, Waiter<C>)
where
    C: WaiterDefinition,
    C::Operation: Operation<Input: DeserializeOwned, Error = Error>,
{
    let server = Capture::start(script).await.unwrap();
    let operation = document().operation(C::Operation::META.name).unwrap();
    let input: Map<String, Value> = Sampler::new(document(), 0).required_only().input(operation);
    let input = serde_json::from_value(Value::Object(input)).unwrap();
    let waiter = Waiter::new(client_of(&server), input)
        .min_delay(Duration::from_millis(1))
        .max_delay(Duration::from_millis(5))
        .timeout(Duration::from_secs(20));
    (server, waiter)
}

/// Meets each acceptor of a waiter after a response that says nothing, and gives back the waiter's name.
async fn meets<C>() -> &'static str
where
    C: WaiterDefinition,
    C::Operation: Operation<Input: DeserializeOwned, Output: Serialize, Error = Error>,
{
    let all = declared();
    let (_, operation, acceptors) = all.iter().find(|it| it.0 == C::NAME).unwrap();
    assert_eq!(C::Operation::META.name, operation, "{}", C::NAME);
    let answers = ScriptedResponses {
        operation,
        acceptors,
    };
    let neutral = || Response::json(200, &answers.neutral().to_string());
    let success = acceptors
        .iter()
        .find(|it| it["state"] == "success")
        .unwrap();
    for acceptor in acceptors {
        let at = format!("{}: {acceptor}", C::NAME);
        let script = vec![
            neutral(),
            answers.accepted(acceptor),
            answers.accepted(success),
        ];
        let (server, waiter) = wait::<C>(script).await;
        let ended = waiter.wait().await;
        let requests = server.requests().len();
        match (acceptor["state"].as_str().unwrap(), ended) {
            ("success", Ok(waited)) => assert_eq!((waited.attempts, requests), (2, 2), "{at}"),
            ("retry", Ok(waited)) => assert_eq!((waited.attempts, requests), (3, 3), "{at}"),
            ("failure", Err(error)) => {
                let (_, output) = place(acceptor).unwrap();
                let (path, value) = (output["path"].as_str(), output["expected"].as_str());
                let reason = format!("{} is {}", path.unwrap(), value.unwrap());
                let WaitErrorKind::Failed(found) = error.kind() else {
                    panic!("{at}: {error}")
                };
                assert_eq!((found, requests), (reason.as_str(), 2), "{at}");
                let last = serde_json::to_value(error.last().unwrap().unwrap()).unwrap();
                let (place, output) = place(acceptor).unwrap();
                assert_eq!(last.pointer(&place), Some(&output["expected"]), "{at}");
            }
            (_, Ok(waited)) => panic!("{at}: done after {}", waited.attempts),
            (_, Err(error)) => panic!("{at}: {error}"),
        }
    }

    let script = vec![neutral(), refusal(403, "AccessDeniedException")];
    let (server, waiter) = wait::<C>(script).await;
    let error = waiter.wait().await.err().unwrap();
    assert_eq!(
        (error.kind(), error.attempts()),
        (WaitErrorKind::Unmatched, 2)
    );
    assert!(error.last().unwrap().err().unwrap().is_access_denied());
    assert_eq!(server.requests().len(), 2);

    let (_server, waiter) = wait::<C>((0..200).map(|_| neutral()).collect()).await;
    let limit = Duration::from_millis(40);
    let error = waiter.timeout(limit).wait().await.err().unwrap();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut, "{}", C::NAME);
    assert!(
        error.elapsed() <= limit + Duration::from_secs(1),
        "{error:?}"
    );
    assert!(
        error.attempts() >= 2 && error.last().unwrap().is_ok(),
        "{error:?}"
    );
    C::NAME
}

#[tokio::test]
async fn every_state_that_a_waiter_knows_ends_it_as_declared() {
    let met = BTreeSet::from([
        meets::<waiters::CompositionActive>().await,
        meets::<waiters::CompositionStopped>().await,
        meets::<waiters::IngestConfigurationActive>().await,
        meets::<waiters::ParticipantConnected>().await,
        meets::<waiters::ParticipantDisconnected>().await,
        meets::<waiters::ParticipantRecordingFinished>().await,
        meets::<waiters::ReplicationStopped>().await,
        meets::<waiters::StageDeleted>().await,
        meets::<waiters::StageSessionEnded>().await,
    ]);
    let declared = declared();
    let names = declared.iter().map(|(name, _, _)| name.as_str());
    assert_eq!(met, names.collect());
    assert_eq!(met.len(), 9);
}
