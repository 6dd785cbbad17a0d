//! Every acceptor of every waiter, read from the overlay and not from generated code: success, retry and failure
//! states, unmatched errors and time-outs.

use crate::support::{operation_client, virtual_operation_client};
use e2e_tests::capture::{Capture, Response};
use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use e2e_tests::repository;
use generated_sdk::runtime::{Operation, Waiter, WaiterDefinition};
use generated_sdk::{Error, WaitErrorKind, waiters};
use sdk_runtime::testing::Step;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

const OVERLAY: &str = "specs/ivs-realtime/2020-07-14/behavior.overlay.yaml";

/// The waiters of the overlay: name, operation and acceptors.
fn declared() -> Vec<(String, String, Vec<Value>)> {
    let text = fs::read_to_string(repository::root().join(OVERLAY)).unwrap();
    let overlay: Value = serde_yaml::from_str(&text).unwrap();
    let mut declared = Vec::new();
    for action in overlay["actions"].as_array().unwrap() {
        let waiters = action.pointer("/update/x-waiters").and_then(Value::as_object);
        for (name, waiter) in waiters.into_iter().flatten() {
            let target = action["target"].as_str().unwrap();
            let operation = target.split("'/").nth(1).and_then(|it| it.split('\'').next());
            let acceptors = waiter["acceptors"].as_array().unwrap().clone();
            declared.push((name.clone(), operation.unwrap().to_owned(), acceptors));
        }
    }
    declared
}

/// The pointer and matcher of an acceptor of an output.
fn output_matcher(acceptor: &Value) -> Option<(String, &Value)> {
    let output = acceptor.pointer("/matcher/output")?;
    let path = output["path"].as_str().unwrap();
    Some((format!("/{}", path.replace('.', "/")), output))
}

/// Responses of an operation for the acceptors of one waiter.
struct WaiterResponses<'a> {
    operation: &'a str,
    acceptors: &'a [Value],
}

impl WaiterResponses<'_> {
    /// An output that matches no acceptor.
    fn unmatched(&self) -> Value {
        let operation = document().operation(self.operation).unwrap();
        let response = Sampler::new(document(), 0).response(operation);
        let mut response = Value::Object(response.body);
        for (pointer, output) in self.acceptors.iter().filter_map(output_matcher) {
            let value = response.pointer_mut(&pointer).unwrap();
            match output["comparator"].as_str() {
                Some("present") => *value = Value::Null,
                _ => *value = json!("NOT_YET_KNOWN"),
            }
        }
        response
    }

    /// A response that an acceptor matches.
    fn matched(&self, acceptor: &Value) -> Response {
        let Some((pointer, output)) = output_matcher(acceptor) else {
            let code = acceptor.pointer("/matcher/errorType").unwrap();
            return error(404, code.as_str().unwrap());
        };
        let mut response = self.unmatched();
        *response.pointer_mut(&pointer).unwrap() = match output["comparator"].as_str() {
            Some("present") => json!("2024-02-29T12:00:00Z"),
            _ => output["expected"].clone(),
        };
        Response::json(200, &response.to_string())
    }
}

fn error(status: u16, code: &str) -> Response {
    Response::with_headers(status, &[("x-amzn-errortype", code)], "{}")
}

/// An input with the required members.
fn input<C>() -> <C::Operation as Operation>::Input
where
    C: WaiterDefinition<Operation: Operation<Input: DeserializeOwned>>,
{
    let operation = document().operation(C::Operation::META.name).unwrap();
    let input = Sampler::new(document(), 0).required_only().input(operation);
    serde_json::from_value(Value::Object(input)).unwrap()
}

/// A waiter on a server with scripted responses.
async fn scripted_waiter<C>(script: Vec<Response>) -> (Capture, Waiter<C>)
where
    C: WaiterDefinition<Operation: Operation<Input: DeserializeOwned, Error = Error>>,
{
    let server = Capture::start(script).await.unwrap();
    let waiter = Waiter::new(operation_client(&server), input::<C>())
        .min_delay(Duration::from_millis(1))
        .max_delay(Duration::from_millis(5))
        .timeout(Duration::from_secs(20));
    (server, waiter)
}

/// Polls an unmatched response and then one for each acceptor of a waiter. Returns the waiter's name.
async fn check_acceptors<C>() -> &'static str
where
    C: WaiterDefinition,
    C::Operation: Operation<Input: DeserializeOwned, Output: Serialize, Error = Error>,
{
    let all = declared();
    let (_, operation, acceptors) = all.iter().find(|it| it.0 == C::NAME).unwrap();
    assert_eq!(C::Operation::META.name, operation, "{}", C::NAME);
    let responses = WaiterResponses { operation, acceptors };
    let neutral = || Response::json(200, &responses.unmatched().to_string());
    let success = acceptors.iter().find(|it| it["state"] == "success").unwrap();
    for acceptor in acceptors {
        let at = format!("{}: {acceptor}", C::NAME);
        let script = vec![neutral(), responses.matched(acceptor), responses.matched(success)];
        let (server, waiter) = scripted_waiter::<C>(script).await;
        let ended = waiter.wait().await;
        let requests = server.requests().len();
        match (acceptor["state"].as_str().unwrap(), ended) {
            ("success", Ok(waited)) => assert_eq!((waited.attempts, requests), (2, 2), "{at}"),
            ("retry", Ok(waited)) => assert_eq!((waited.attempts, requests), (3, 3), "{at}"),
            ("failure", Err(error)) => {
                let (_, output) = output_matcher(acceptor).unwrap();
                let (path, value) = (output["path"].as_str(), output["expected"].as_str());
                let reason = format!("{} is {}", path.unwrap(), value.unwrap());
                let WaitErrorKind::Failed(found) = error.kind() else { panic!("{at}: {error}") };
                assert_eq!((found, requests), (reason.as_str(), 2), "{at}");
                let last = serde_json::to_value(error.last().unwrap().unwrap()).unwrap();
                let (pointer, output) = output_matcher(acceptor).unwrap();
                assert_eq!(last.pointer(&pointer), Some(&output["expected"]), "{at}");
            }
            (_, Ok(waited)) => panic!("{at}: done after {}", waited.attempts),
            (_, Err(error)) => panic!("{at}: {error}"),
        }
    }

    let script = vec![neutral(), error(403, "AccessDeniedException")];
    let (server, waiter) = scripted_waiter::<C>(script).await;
    let error = waiter.wait().await.err().unwrap();
    assert_eq!((error.kind(), error.waiter()), (WaitErrorKind::Unmatched, C::NAME));
    assert_eq!(error.attempts(), 2);
    assert!(error.last().unwrap().err().unwrap().is_access_denied());
    assert_eq!(server.requests().len(), 2);

    let steps = (0..99).map(|_| Step::json(200, responses.unmatched()));
    let limit = Duration::from_secs(90);
    let waiter = Waiter::<C>::new(virtual_operation_client(steps), input::<C>()).timeout(limit);
    let error = waiter.wait().await.err().unwrap();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut, "{}", C::NAME);
    assert!(error.elapsed() <= limit, "{error:?}");
    assert!(error.attempts() >= 2 && error.last().unwrap().is_ok(), "{error:?}");
    C::NAME
}

#[tokio::test]
async fn every_acceptor_of_every_waiter_has_its_effect() {
    let checked = BTreeSet::from([
        check_acceptors::<waiters::CompositionActive>().await,
        check_acceptors::<waiters::CompositionStopped>().await,
        check_acceptors::<waiters::IngestConfigurationActive>().await,
        check_acceptors::<waiters::ParticipantConnected>().await,
        check_acceptors::<waiters::ParticipantDisconnected>().await,
        check_acceptors::<waiters::ParticipantRecordingFinished>().await,
        check_acceptors::<waiters::ReplicationStopped>().await,
        check_acceptors::<waiters::StageDeleted>().await,
        check_acceptors::<waiters::StageSessionEnded>().await,
    ]);
    let declared = declared();
    let names = declared.iter().map(|(name, _, _)| name.as_str());
    assert_eq!(checked, names.collect());
    assert_eq!(checked.len(), 9);
}
