//! Adaptive retries: a client that the service throttles slows down.

use std::time::Duration;

use crate::test_fixtures::{Fixture, get_stage, ok, service_error};
use crate::{CallOptions, ErrorKind, Retries, System as _};

fn adaptive() -> CallOptions {
    CallOptions::default().retries(Retries::adaptive())
}

#[tokio::test]
async fn after_throttling_each_attempt_waits_for_its_turn() {
    let fixture = Fixture::new([service_error(400, "ThrottlingException"), ok(), ok(), ok()]);
    let client = fixture.client();
    get_stage(&client, adaptive()).await.unwrap();
    // The back-off, and what is then still missing of the token at half a token a second.
    let waits = fixture.system.slept();
    assert_eq!(waits.len(), 2, "{waits:?}");
    let turn = waits[1].as_millis();
    assert!((995..1010).contains(&turn), "{waits:?}");

    get_stage(&client, adaptive()).await.unwrap();
    assert_eq!(fixture.system.slept().len(), 3);
    // A call that does not want this does not wait.
    get_stage(&client, CallOptions::default()).await.unwrap();
    assert_eq!(fixture.system.slept().len(), 3);
}

#[tokio::test]
async fn nothing_waits_before_the_service_throttles() {
    let fixture = Fixture::new((0..50).map(|_| ok()));
    let client = fixture.client();
    for _ in 0..50 {
        get_stage(&client, adaptive()).await.unwrap();
    }
    assert_eq!(fixture.system.ticks(), Duration::ZERO);
}

#[tokio::test]
async fn a_turn_that_comes_after_the_deadline_is_not_waited_for() {
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
