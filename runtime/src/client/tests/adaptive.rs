//! Adaptive retries: the rate limit of a throttled client.

use std::time::Duration;

use crate::test_fixtures::{Fixture, get_stage, ok, service_error};
use crate::{CallOptions, ErrorKind, Retries, System as _};

fn adaptive() -> CallOptions {
    CallOptions::default().retries(Retries::adaptive())
}

#[tokio::test]
async fn after_throttling_each_attempt_waits_for_the_rate_limit() {
    let fixture = Fixture::new([service_error(400, "ThrottlingException"), ok(), ok(), ok()]);
    let client = fixture.client();
    get_stage(&client, adaptive()).await.unwrap();
    // The back-off, and the rest of a token at half a token per second.
    let waits = fixture.system.slept();
    assert_eq!(waits.len(), 2, "{waits:?}");
    let wait = waits[1].as_millis();
    assert!((995..1010).contains(&wait), "{waits:?}");

    get_stage(&client, adaptive()).await.unwrap();
    assert_eq!(fixture.system.slept().len(), 3);
    // A call in standard mode does not wait.
    get_stage(&client, CallOptions::default()).await.unwrap();
    assert_eq!(fixture.system.slept().len(), 3);
}

#[tokio::test]
async fn no_attempt_waits_before_the_service_throttles() {
    let fixture = Fixture::new((0..50).map(|_| ok()));
    let client = fixture.client();
    for _ in 0..50 {
        get_stage(&client, adaptive()).await.unwrap();
    }
    assert_eq!(fixture.system.ticks(), Duration::ZERO);
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_fails_immediately() {
    let fixture = Fixture::new([service_error(400, "ThrottlingException"), ok()]);
    let options = adaptive().overall_timeout(Duration::from_millis(1500));
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_throttling() && error.is_retryable());
    assert!(
        error.to_string().contains("the client limits its rate"),
        "{error}"
    );
    assert_eq!(error.attempts().len(), 1);
    assert!(fixture.system.ticks() <= Duration::from_secs(1));
    assert_eq!(fixture.transport.steps_left(), 1);
}
