//! Time-outs of attempts and calls, with a manual clock.

use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use crate::test_fixtures::{Fixture, LimitRecorder, builder, get_stage, ok, poll_and_drop, status};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{
    BoxFuture, CallOptions, Credentials, CredentialsError, ErrorKind, ProvideCredentials, System,
    Timeouts,
};

fn seconds(number: u64) -> Duration {
    Duration::from_secs(number)
}

#[tokio::test]
async fn an_attempt_that_times_out_is_retried() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    fixture.call().await.unwrap();
    assert_eq!(fixture.system.slept().first(), Some(&seconds(30)));
}

#[tokio::test]
async fn a_service_that_never_responds_is_called_three_times() {
    let fixture = Fixture::new([Step::Hang, Step::Hang, Step::Hang]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    assert_eq!(error.to_string(), "GetStage failed: no complete response within 30s (3 attempts)");
    assert!(fixture.system.ticks() < seconds(91));
}

#[tokio::test]
async fn the_deadline_ends_an_attempt() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    let options = CallOptions::default().overall_timeout(seconds(5));
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("time-out of 5s"), "{error}");
    assert_eq!(fixture.system.ticks(), seconds(5));
    assert_eq!(error.attempts().len(), 1);
}

#[tokio::test]
async fn a_delay_beyond_the_deadline_is_not_begun() {
    let fixture = Fixture::new([Step::response(429, &[], "{}"), ok()]);
    let options = CallOptions::default().overall_timeout(Duration::from_millis(800));
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    // The delay would be a second: the call fails immediately.
    assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
    assert!(error.to_string().contains("no time left for another attempt"), "{error}");
    assert_eq!(fixture.system.ticks(), Duration::ZERO);
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn a_response_before_the_time_out_succeeds() {
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
async fn time_outs_can_be_removed() {
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
async fn the_maximum_duration_is_no_limit() {
    let options =
        CallOptions::default().attempt_timeout(Duration::MAX).overall_timeout(Duration::MAX);
    let fixture = Fixture::new([status(500), ok()]);
    let builder = fixture.builder().system(crate::OsSystem::default());
    let client = builder.build().unwrap().0;
    get_stage(&client, options).await.unwrap();
}

/// Never completes.
#[derive(Debug)]
struct Silent;

impl ProvideCredentials for Silent {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, CredentialsError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn the_deadline_ends_a_hanging_credentials_provider() {
    let fixture = Fixture::new([]);
    let client = fixture.builder().credentials_provider(Silent).build().unwrap().0;
    let options = CallOptions::default().overall_timeout(seconds(60));
    let error = get_stage(&client, options).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.to_string().contains("waiting for credentials"), "{error}");
    assert_eq!(fixture.system.ticks(), seconds(60));
}

#[tokio::test]
async fn a_client_is_usable_after_a_dropped_call() {
    let fixture = Fixture::new([Step::Hang, ok()]);
    let client = fixture.client();
    poll_and_drop(get_stage(&client, CallOptions::default())).await;
    get_stage(&client, CallOptions::default()).await.unwrap();
}

#[tokio::test]
async fn the_transport_receives_the_limits_of_client_and_call() {
    let fixture = Fixture::new([ok(), ok(), ok(), ok()]);
    let transport = LimitRecorder(fixture.transport.clone(), Arc::default());
    let builder = || fixture.builder().transport(transport.clone());
    let usual = builder().build().unwrap().0;
    let patient = builder()
        .timeouts(Timeouts::default().connect(seconds(7)).stall(None))
        .max_response_bytes(1000)
        .build()
        .unwrap()
        .0;
    let short = CallOptions::default().connect_timeout(seconds(1)).stall_timeout(seconds(2));
    for (client, options) in [
        (&usual, CallOptions::default()),
        (&usual, short),
        (&patient, CallOptions::default()),
        (&patient, short),
    ] {
        get_stage(client, options).await.unwrap();
    }
    let limits = transport.1.lock().unwrap().clone();
    let limits =
        limits.iter().map(|it| (it.connect_timeout, it.max_response_bytes, it.stall_timeout));
    let usual = Duration::from_millis(3100);
    let mib = 1 << 20;
    assert_eq!(
        limits.collect::<Vec<_>>(),
        [
            (usual, 64 * mib, Some(seconds(20))),
            (seconds(1), 64 * mib, Some(seconds(2))),
            (seconds(7), 1000, None),
            (seconds(1), 1000, Some(seconds(2))),
        ]
    );
}

#[test]
fn a_call_without_a_timer_is_an_error_for_every_transport() {
    let call = || {
        let transport = ScriptedTransport::new([Step::Hang]);
        let client = builder().transport(transport).build().unwrap().0;
        async move { get_stage(&client, CallOptions::default()).await }
    };
    let without_time = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for error in [
        without_time.block_on(call()).unwrap_err(),
        // Outside of tokio. The first poll has to return the error.
        match std::pin::pin!(call()).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => outcome.unwrap_err(),
            Poll::Pending => panic!("the call hangs"),
        },
    ] {
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("no tokio runtime with a timer"), "{error}");
    }
}
