//! Time-outs of attempts and calls, in virtual time.

use std::sync::Arc;
use std::time::Duration;

use crate::test_fixtures::LimitRecorder;
use crate::test_fixtures::{Fixture, get_stage, ok, status};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{
    BoxFuture, CallOptions, Credentials, CredentialsError, ErrorKind, ProvideCredentials, System,
    Timeouts,
};

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

#[tokio::test]
async fn an_attempt_that_hangs_is_given_up_and_repeated() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    fixture.call().await.unwrap();
    assert_eq!(fixture.system.slept().first(), Some(&seconds(30)));
}

#[tokio::test]
async fn a_service_that_never_answers_costs_three_attempts_and_no_more() {
    let fixture = Fixture::new([Step::Hang, Step::Hang, Step::Hang]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    assert_eq!(
        error.to_string(),
        "GetStage failed: no complete response within 30s (3 attempts)"
    );
    assert!(fixture.system.ticks() < seconds(91));
}

#[tokio::test]
async fn the_deadline_cuts_an_attempt_short() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    let options = CallOptions::default().overall_timeout(seconds(5));
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("time-out of 5s"), "{error}");
    assert_eq!(fixture.system.ticks(), seconds(5));
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn a_back_off_never_overruns_the_deadline() {
    let fixture = Fixture::new([Step::response(429, &[], "{}"), ok()]);
    let options = CallOptions::default().overall_timeout(Duration::from_millis(800));
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    // The delay would have been a second: the error of the attempt comes at once in its place.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert!(
        error
            .to_string()
            .contains("no time left for another attempt"),
        "{error}"
    );
    assert_eq!(fixture.system.ticks(), Duration::ZERO);
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn an_answer_just_in_time_counts() {
    let system = ManualSystem::default().with_random(255);
    let clock: Arc<dyn System> = Arc::new(system.clone());
    let fixture = Fixture {
        transport: ScriptedTransport::new([Step::Delay(clock, seconds(29), Box::new(ok()))]),
        system,
    };
    fixture.call().await.unwrap();
    assert_eq!(fixture.system.ticks(), seconds(29));
}

#[tokio::test]
async fn limits_can_be_lifted() {
    let fixture = Fixture::new([status(500), ok()]);
    let client = fixture
        .builder()
        .timeouts(Timeouts::default().attempt(None).overall(None))
        .build()
        .unwrap()
        .0;
    get_stage(&client, CallOptions::default()).await.unwrap();
}

#[tokio::test]
async fn the_longest_limit_is_none() {
    let options = CallOptions::default()
        .attempt_timeout(Duration::MAX)
        .overall_timeout(Duration::MAX);
    let fixture = Fixture::new([status(500), ok()]);
    let builder = fixture.builder().system(crate::OsSystem::default());
    let client = builder.build().unwrap().0;
    get_stage(&client, options).await.unwrap();
}

/// Never gives anything.
#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn a_provider_that_hangs_meets_the_deadline() {
    let fixture = Fixture::new([]);
    let client = fixture
        .builder()
        .credentials_provider(Silent)
        .build()
        .unwrap()
        .0;
    let error = get_stage(&client, CallOptions::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error.to_string().contains("waiting for credentials"),
        "{error}"
    );
    assert_eq!(fixture.system.ticks(), seconds(120));
}

#[tokio::test]
async fn a_dropped_call_leaves_the_client_sound() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    let client = fixture.client();
    {
        let mut call = Box::pin(get_stage(&client, CallOptions::default()));
        std::future::poll_fn(|context| {
            assert!(call.as_mut().poll(context).is_pending());
            std::task::Poll::Ready(())
        })
        .await;
    }
    get_stage(&client, CallOptions::default()).await.unwrap();
}

#[tokio::test]
async fn connections_and_sizes_are_limited_for_each_client_and_call() {
    let fixture = Fixture::new([ok(), ok(), ok(), ok()]);
    let transport = LimitRecorder(fixture.transport.clone(), Arc::default());
    let builder = || fixture.builder().transport(transport.clone());
    let usual = builder().build().unwrap().0;
    let patient = builder()
        .timeouts(Timeouts::default().connect(seconds(7)))
        .max_response_bytes(1000)
        .build()
        .unwrap()
        .0;
    let hasty = CallOptions::default().connect_timeout(seconds(1));
    for (client, options) in [
        (&usual, CallOptions::default()),
        (&usual, hasty),
        (&patient, CallOptions::default()),
        (&patient, hasty),
    ] {
        get_stage(client, options).await.unwrap();
    }
    let limits = transport.1.lock().unwrap().clone();
    let limits = limits
        .iter()
        .map(|it| (it.connect_timeout, it.max_response_bytes));
    let usual = Duration::from_millis(3100);
    let mib = 1 << 20;
    assert_eq!(
        limits.collect::<Vec<_>>(),
        [
            (usual, 64 * mib),
            (seconds(1), 64 * mib),
            (seconds(7), 1000),
            (seconds(1), 1000)
        ]
    );
}
