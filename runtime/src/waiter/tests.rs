use super::{AcceptorState, WaitErrorKind, Waiter, WaiterDefinition, all, next_delay};
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

/// The delays between calls, in whole seconds.
fn delays(fixture: &Fixture) -> Vec<u64> {
    let slept = fixture.system.slept();
    slept.iter().map(|slept| slept.as_secs_f64().round() as u64).collect()
}

#[tokio::test]
async fn a_success_state_in_the_first_response_takes_one_call() {
    let fixture = Fixture::new([ok()]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.output.unwrap()["name"], "demo");
    assert_eq!((waited.attempts, waited.elapsed), (1, Duration::ZERO));
    assert!(fixture.system.slept().is_empty());
}

#[tokio::test]
async fn delays_grow_until_the_success_state() {
    let steps =
        [named("a"), service_error(404, "Missing"), named("b"), named("c"), named("c"), ok()];
    let fixture = Fixture::new(steps);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.attempts, 6);
    assert_eq!(delays(&fixture), [2, 4, 8, 10, 10]);
    assert_eq!(waited.elapsed.as_secs_f64().round(), 34.0);
}

#[tokio::test]
async fn an_error_can_be_a_success_state() {
    let fixture = Fixture::new([named("a"), service_error(404, "Gone")]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.output.unwrap_err().code(), Some("Gone"));
    assert_eq!(waited.attempts, 2);
}

#[tokio::test]
async fn a_failure_state_ends_the_wait_with_its_output() {
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
async fn an_unmatched_error_ends_the_wait() {
    let fixture = Fixture::new([service_error(403, "AccessDeniedException"), ok()]);
    let error = waiter(&fixture).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    let last = error.last().unwrap().unwrap_err().to_string();
    assert!(last.contains("AccessDeniedException"), "{last}");
    assert!(error.to_string().contains(&last), "{error}");
    assert!(std::error::Error::source(&error).is_none());
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn retries_of_a_call_are_not_counted() {
    let fixture = Fixture::new([service_error(503, "ServiceUnavailable"), ok()]);
    let waited = waiter(&fixture).wait().await.unwrap();
    assert_eq!(waited.attempts, 1);
}

#[tokio::test]
async fn the_last_call_is_made_before_the_time_out() {
    let fixture = Fixture::new((0..20).map(|_| named("a")));
    let error = waiter(&fixture).timeout(seconds(20)).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(delays(&fixture), [2, 4, 8, 4]);
    assert_eq!(error.elapsed().as_secs_f64().round(), 18.0);
    assert_eq!(error.last().unwrap().unwrap()["name"], "a");
    assert_eq!(error.to_string(), "waiter Named timed out (5 calls in 18.0s)");
}

#[tokio::test]
async fn a_hanging_call_ends_with_the_time_out() {
    let fixture = Fixture::new([named("a"), Step::Hang]);
    let error = waiter(&fixture).timeout(seconds(7)).wait().await.unwrap_err();
    assert_eq!(error.kind(), WaitErrorKind::TimedOut);
    assert_eq!(error.elapsed(), seconds(7));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.into_last().unwrap().unwrap()["name"], "a");
}

#[tokio::test]
async fn a_wait_without_any_response_has_no_last_result() {
    let fixture = Fixture::new([Step::Hang]);
    let error = waiter(&fixture).timeout(seconds(1)).wait().await.unwrap_err();
    assert!(error.last().is_none());
    assert_eq!(error.attempts(), 1);
}

async fn wait(waiter: Waiter<Named>) -> Result<(), Error> {
    waiter.wait().await?;
    Ok(())
}

#[tokio::test]
async fn an_unmatched_error_converts_to_itself_with_the_waiters_name() {
    let fixture = Fixture::new([named("a"), service_error(403, "AccessDeniedException")]);
    let error = wait(waiter(&fixture)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("AccessDeniedException"));
    let line = error.to_string();
    assert!(line.starts_with("GetStage failed: AccessDenied"), "{line}");
    let end = "1 attempt, waiter Named, 2 calls in 2.0s)";
    assert!(line.ends_with(end), "{line}");

    // The note of the last attempt remains.
    let fixture = Fixture::new([service_error(503, "ServiceUnavailable")]);
    let once = waiter(&fixture).options(CallOptions::default().max_attempts(1));
    let line = wait(once).await.unwrap_err().to_string();
    assert!(line.ends_with(", waiter Named, 1 call in 0.0ns)"), "{line}");
}

#[tokio::test]
async fn failure_states_and_time_outs_convert_to_errors_of_their_kind() {
    let fixture = Fixture::new([named("broken")]);
    let error = wait(waiter(&fixture)).await.unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Wait, None));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "waiter Named entered a failure state: name is broken (1 call in 0.0ns)"
    );

    let fixture = Fixture::new([named("a"), service_error(404, "Missing"), Step::Hang]);
    let error = wait(waiter(&fixture).timeout(seconds(7))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    let line = error.to_string();
    assert!(line.starts_with("waiter Named timed out: "), "{line}");
    let source = error.find_source::<Error>().unwrap().to_string();
    assert!(source.contains("Missing") && line.contains(&source), "{line}");
}

#[tokio::test]
async fn settings_apply_to_delays_inputs_and_calls() {
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
    assert!(requests.iter().all(|it| it.uri().path() == "/GetStage/a%3Ab%3Ac"));
}

#[cfg(feature = "blocking")]
#[test]
fn a_wait_can_block_the_thread() {
    let fixture = Fixture::new([named("a"), ok()]);
    let waited = waiter(&fixture).wait_blocking().unwrap();
    assert_eq!((waited.attempts, waited.output.is_ok()), (2, true));
    // A nested blocking call is an error.
    let fixture = Fixture::new([ok()]);
    let inner = waiter(&fixture);
    let error = crate::blocking::run(async move { inner.wait_blocking().unwrap_err() }).unwrap();
    assert_eq!(error.kind(), WaitErrorKind::Unmatched);
    assert_eq!(error.attempts(), 0);
}

#[test]
fn the_future_of_a_wait_is_send() {
    fn is_send<T: Send>(_: T) {}
    is_send(waiter(&Fixture::new([])).wait());
}

#[test]
fn all_is_false_for_an_empty_list() {
    assert!(all([1, 2], |it| it > 0));
    assert!(!all([1, 0], |it| it > 0));
    assert!(!all([0; 0], |it| it > 0));
}

const HOUR: Duration = Duration::from_secs(3600);

#[test]
fn the_delay_doubles_up_to_the_maximum() {
    let longest = |attempt| next_delay(attempt, seconds(2), seconds(30), HOUR, 1.0);
    let found: Vec<_> = (1..=6).filter_map(longest).collect();
    assert_eq!(found, [2, 4, 8, 16, 30, 30].map(seconds));
    assert_eq!(longest(u32::MAX), Some(seconds(30)));
}

#[test]
fn the_random_delay_is_at_least_the_minimum() {
    let at = |fraction| next_delay(3, seconds(2), seconds(30), HOUR, fraction);
    assert_eq!(at(0.0), Some(seconds(2)));
    assert_eq!(at(0.5), Some(seconds(5)));
}

#[test]
fn the_last_delay_leaves_the_minimum_for_the_last_call() {
    let with = |left| next_delay(5, seconds(2), seconds(30), seconds(left), 1.0);
    assert_eq!(with(33), Some(seconds(30)));
    assert_eq!(with(32), Some(seconds(30)));
    assert_eq!(with(20), Some(seconds(18)));
    assert_eq!(with(3), Some(seconds(1)));
    assert_eq!(with(2), None);
    assert_eq!(with(0), None);
}
