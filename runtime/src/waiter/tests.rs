use super::{AcceptorState, WaitErrorKind, Waiter, WaiterDefinition, all};
use crate::test_fixtures::{Fixture, GetStage, ok, service_error};
use crate::testing::Step;
use crate::{CallOptions, Error, ErrorKind};
use serde_json::Value;
use std::time::Duration;

#[derive(Debug)]
struct Named;

impl WaiterDefinition for Named {
    type Operation = GetStage;
    type Output = Result<Value, Error>;
    const NAME: &'static str = "Named";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(10);

    fn evaluate(result: Result<&Value, &Error>) -> AcceptorState {
        match result {
            Ok(output) => match output["name"].as_str() {
                Some("demo") => AcceptorState::Success,
                Some("broken") => AcceptorState::Failure("name is broken"),
                _ => AcceptorState::Retry,
            },
            Err(error) => match error.code() {
                Some("Gone") => AcceptorState::Success,
                Some("Missing") => AcceptorState::Retry,
                _ => AcceptorState::Unmatched,
            },
        }
    }

    fn into_output(result: Result<Value, Error>) -> Result<Self::Output, Error> {
        Ok(result)
    }
}

fn waiter(fixture: &Fixture) -> Waiter<Named> {
    Waiter::new(fixture.client(), "a:b".to_owned())
}

fn named(name: &str) -> Step {
    Step::response(200, &[], format!(r#"{{"name":"{name}"}}"#))
}

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

/// The pauses of at least a second: the rest are the limits of calls that were answered.
fn pauses(fixture: &Fixture) -> Vec<u64> {
    let slept = fixture.system.slept();
    slept
        .iter()
        .map(|slept| slept.as_secs_f64().round() as u64)
        .collect()
}

#[tokio::test]
async fn an_answer_that_settles_it_at_once_takes_one_call() {
    let fixture = Fixture::new([ok()]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.output.unwrap()["name"], "demo");
    assert_eq!((waited.attempts, waited.elapsed), (1, Duration::ZERO));
    assert!(fixture.system.slept().is_empty());
}

#[tokio::test]
async fn pauses_grow_until_the_condition_holds() {
    let steps = [
        named("a"),
        service_error(404, "Missing"),
        named("b"),
        named("c"),
        named("c"),
        ok(),
    ];
    let fixture = Fixture::new(steps);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.attempts, 6);
    assert_eq!(pauses(&fixture), [2, 4, 8, 10, 10]);
    assert_eq!(waited.elapsed.as_secs_f64().round(), 34.0);
}

#[tokio::test]
async fn an_error_can_be_what_is_waited_for() {
    let fixture = Fixture::new([named("a"), service_error(404, "Gone")]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.output.unwrap_err().code(), Some("Gone"));
    assert_eq!(waited.attempts, 2);
}

#[tokio::test]
async fn a_failure_state_ends_the_wait_with_its_answer() {
    let fixture = Fixture::new([named("a"), named("broken"), ok()]);
    let error = waiter(&fixture).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Failed("name is broken"));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.last().unwrap().unwrap()["name"], "broken");
    assert_eq!(
        error.to_string(),
        "waiter Named entered a failure state: name is broken (2 calls in 2.0s)"
    );
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn an_error_that_says_nothing_about_it_ends_the_wait() {
    let fixture = Fixture::new([service_error(403, "AccessDeniedException"), ok()]);
    let error = waiter(&fixture).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("AccessDeniedException"), "{source}");
    assert!(error.to_string().contains(&source), "{error}");
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn what_the_clients_retries_mend_does_not_count() {
    let fixture = Fixture::new([service_error(503, "ServiceUnavailable"), ok()]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.attempts, 1);
}

#[tokio::test]
async fn the_last_call_is_made_before_the_time_is_up() {
    let fixture = Fixture::new((0..20).map(|_| named("a")));
    let error = waiter(&fixture)
        .timeout(seconds(20))
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(pauses(&fixture), [2, 4, 8, 4]);
    assert_eq!(error.elapsed().as_secs_f64().round(), 18.0);
    assert_eq!(error.last().unwrap().unwrap()["name"], "a");
    assert_eq!(
        error.to_string(),
        "waiter Named timed out (5 calls in 18.0s)"
    );
}

#[tokio::test]
async fn a_call_that_hangs_does_not_outlast_the_wait() {
    let fixture = Fixture::new([named("a"), Step::Hang]);
    let error = waiter(&fixture)
        .timeout(seconds(7))
        .wait()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(error.elapsed(), seconds(7));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.into_last().unwrap().unwrap()["name"], "a");
}

#[tokio::test]
async fn without_any_answer_there_is_no_last_one() {
    let fixture = Fixture::new([Step::Hang]);
    let error = waiter(&fixture)
        .timeout(seconds(1))
        .wait()
        .await
        .unwrap_err();
    assert!(error.last().is_none());
    assert_eq!(error.attempts(), 1);
}

/// As a caller of several things has it.
async fn wait(waiter: Waiter<Named>) -> Result<(), Error> {
    waiter.wait().await?;
    Ok(())
}

#[tokio::test]
async fn an_error_that_ends_a_wait_is_given_on_and_says_what_was_waited_for() {
    let fixture = Fixture::new([named("a"), service_error(403, "AccessDeniedException")]);
    let error = wait(waiter(&fixture)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("AccessDeniedException"));
    let line = error.to_string();
    assert!(line.starts_with("GetStage failed: AccessDenied"), "{line}");
    let end = "1 attempt, waiter Named, 2 calls in 2.0s)";
    assert!(line.ends_with(end), "{line}");

    // What the line says of the last attempt stays.
    let fixture = Fixture::new([service_error(503, "ServiceUnavailable")]);
    let once = waiter(&fixture).options(CallOptions::default().max_attempts(1));
    let line = wait(once).await.unwrap_err().to_string();
    assert!(line.ends_with(", waiter Named, 1 call in 0.0ns)"), "{line}");
}

#[tokio::test]
async fn a_wait_that_no_error_ended_becomes_an_error_of_its_own_kind() {
    let fixture = Fixture::new([named("broken")]);
    let error = wait(waiter(&fixture)).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Wait, None));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "waiter Named entered a failure state: name is broken (1 call in 0.0ns)"
    );

    let fixture = Fixture::new([named("a"), service_error(404, "Missing"), Step::Hang]);
    let error = wait(waiter(&fixture).timeout(seconds(7)))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    let line = error.to_string();
    assert!(line.starts_with("waiter Named timed out: "), "{line}");
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert!(source.contains("Missing"), "{source}");
}

#[tokio::test]
async fn settings_hold_for_pauses_inputs_and_calls() {
    let fixture = Fixture::new([named("a"), named("a"), named("a"), ok()]);
    waiter(&fixture)
        .min_delay(Duration::ZERO)
        .max_delay(Duration::ZERO)
        .input(|arn| arn.push_str(":c"))
        .options(CallOptions::default().max_attempts(1))
        .wait()
        .await
        .unwrap();
    let slept = fixture.system.slept();
    assert_eq!(slept, [Duration::from_millis(1); 3]);
    let requests = fixture.transport.take_requests();
    assert!(
        requests
            .iter()
            .all(|it| it.uri().path() == "/GetStage/a%3Ab%3Ac")
    );
}

#[cfg(feature = "blocking")]
#[test]
fn a_wait_can_block_in_place_of_awaiting() {
    let fixture = Fixture::new([named("a"), ok()]);
    let waited = waiter(&fixture).wait_blocking().unwrap();
    assert_eq!((waited.attempts, waited.output.is_ok()), (2, true));
    // A part of a blocking call cannot make another one.
    let fixture = Fixture::new([ok()]);
    let inner = waiter(&fixture);
    let error = crate::blocking::run(async move { inner.wait_blocking().unwrap_err() }).unwrap();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    assert_eq!(error.attempts(), 0);
}

#[test]
fn a_wait_can_move_between_threads() {
    fn is_send<T: Send>(_: T) {}
    is_send(waiter(&Fixture::new([])).wait());
}

#[test]
fn all_of_nothing_is_not_all() {
    assert!(all([1, 2], |it| it > 0));
    assert!(!all([1, 0], |it| it > 0));
    assert!(!all([0; 0], |it| it > 0));
}
