//! Which failures are repeated, how often, after how long, and at whose cost.

use std::time::Duration;

use super::fixture::{World, fault, get_stage, ok, status};
use crate::testing::Step;
use crate::transport::TransportErrorKind;
use crate::{CallOptions, ErrorKind, Retries};

/// With the highest random numbers a delay is all but its upper end; the rest is rounding.
fn about(delay: Option<Duration>, millis: u64) -> bool {
    delay.is_some_and(|delay| {
        let expected = Duration::from_millis(millis);
        delay <= expected && expected - delay < Duration::from_micros(1)
    })
}

#[tokio::test]
async fn transient_failures_are_repeated_with_growing_delays() {
    let world = World::new([status(500), Step::Fail(TransportErrorKind::Reset), ok()]);
    world.call().await.unwrap();
    let slept = world.system.slept();
    assert_eq!(slept.len(), 2);
    assert!(about(slept.first().copied(), 50), "{slept:?}");
    assert!(about(slept.get(1).copied(), 100), "{slept:?}");
}

#[tokio::test]
async fn after_the_last_attempt_the_error_tells_them_all() {
    let world = World::new([
        status(503),
        Step::Fail(TransportErrorKind::Refused),
        fault(400, "ThrottlingException"),
    ]);
    let error = world.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.code(), Some("ThrottlingException"));
    assert!(error.is_retryable() && error.is_throttling());
    let [first, second, third] = error.attempts() else {
        panic!("{error:?}");
    };
    assert_eq!(first.status.map(|status| status.as_u16()), Some(503));
    assert!(about(first.delay, 50), "{first:?}");
    assert_eq!(second.status, None);
    assert_eq!(second.cause, "scripted: Refused");
    assert!(about(second.delay, 100), "{second:?}");
    assert_eq!(third.cause, "ThrottlingException");
    assert_eq!(third.delay, None);
    assert_eq!(
        error.to_string(),
        "GetStage failed: ThrottlingException (HTTP 400, 3 attempts)"
    );
}

#[tokio::test]
async fn throttling_waits_longer_and_the_service_can_ask_for_more() {
    let asked = Step::response(429, &[("x-amz-retry-after", "3500")], "{}");
    let world = World::new([fault(400, "SlowDown"), asked, ok()]);
    world.call().await.unwrap();
    let slept = world.system.slept();
    assert!(about(slept.first().copied(), 1000), "{slept:?}");
    assert_eq!(slept.get(1), Some(&Duration::from_millis(3500)));
}

#[tokio::test]
async fn what_would_fail_again_is_not_repeated() {
    for step in [
        fault(404, "ResourceNotFoundException"),
        fault(400, "ValidationException"),
        status(501),
        Step::Fail(TransportErrorKind::Tls),
        Step::Fail(TransportErrorKind::TooLarge),
    ] {
        let world = World::new([step, ok()]);
        let error = world.call().await.unwrap_err();
        assert!(!error.is_retryable(), "{error}");
        assert_eq!(error.attempts().len(), 1);
        assert_eq!(world.transport.steps_left(), 1, "{error}");
    }
}

#[tokio::test]
async fn client_and_call_set_the_number_of_attempts() {
    let calls = async |retries, options| {
        let world = World::new((0..9).map(|_| status(500)));
        let client = world.builder().retries(retries).build().unwrap().0;
        get_stage(&client, options).await.unwrap_err();
        world.transport.take_requests().len()
    };
    let none = CallOptions::default();
    assert_eq!(calls(Retries::default(), none).await, 3);
    assert_eq!(calls(Retries::off(), none).await, 1);
    assert_eq!(calls(Retries::standard().max_attempts(5), none).await, 5);
    assert_eq!(calls(Retries::off(), none.max_attempts(2)).await, 2);
}

#[tokio::test]
async fn the_environment_sets_the_number_of_attempts() {
    let world = World::new((0..9).map(|_| status(500)));
    let environment = crate::Environment::from_iter([("AWS_MAX_ATTEMPTS", "4")]);
    let client = world.builder().environment(environment).build().unwrap().0;
    let error = get_stage(&client, CallOptions::default())
        .await
        .unwrap_err();
    assert_eq!(error.attempts().len(), 4);
    assert_eq!(
        world.transport.take_requests()[0].headers()["amz-sdk-request"],
        "attempt=1; max=4"
    );
}

#[tokio::test]
async fn the_quota_ends_retries_and_successes_fill_it() {
    let world = World::new((0..200).map(|_| status(500)));
    let client = world.client();
    let options = CallOptions::default();
    // 500 pay for 35 retries at 14 each: 17 calls of two and one of one.
    for _ in 0..17 {
        let error = get_stage(&client, options).await.unwrap_err();
        assert_eq!(error.attempts().len(), 3);
    }
    let error = get_stage(&client, options).await.unwrap_err();
    assert_eq!(error.attempts().len(), 2);
    let error = get_stage(&client, options).await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
    assert!(
        error
            .to_string()
            .contains("too many of this client's calls fail"),
        "{error}"
    );
    assert_eq!(client.0.quota.left(), 10);

    let world = World::new([ok(), status(500), ok()]);
    let client = world.client();
    client.0.quota.take(crate::retry::RetryClass::Transient);
    get_stage(&client, options).await.unwrap();
    assert_eq!(client.0.quota.left(), 487);
    get_stage(&client, options).await.unwrap();
    assert_eq!(client.0.quota.left(), 487);
}
