//! Retries: classes of failures, numbers of attempts, delays, quota, safe and adaptive retries.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;

use crate::test_fixtures::{Fixture, get_stage, ok, service_error, status};
use crate::testing::{ScriptedTransport, Step};
use crate::transport::{Transport, TransportError, TransportErrorKind, TransportLimits};
use crate::{
    BoxFuture, CallOptions, DecodeError, EncodedRequest, Error, ErrorKind, Method, Operation,
    OperationMeta, Response, Retries, System as _,
};

/// With the highest random numbers a delay is its upper bound, but for rounding.
fn about(delay: Option<Duration>, millis: u64) -> bool {
    delay.is_some_and(|delay| {
        let expected = Duration::from_millis(millis);
        delay <= expected && expected - delay < Duration::from_micros(1)
    })
}

#[tokio::test]
async fn transient_failures_are_retried_with_growing_delays() {
    let fixture = Fixture::new([status(500), Step::Fail(TransportErrorKind::Reset), ok()]);
    fixture.call().await.unwrap();
    let slept = fixture.system.slept();
    assert_eq!(slept.len(), 2);
    assert!(about(slept.first().copied(), 50), "{slept:?}");
    assert!(about(slept.get(1).copied(), 100), "{slept:?}");
}

#[tokio::test]
async fn the_error_of_the_last_attempt_lists_all_attempts() {
    let fixture = Fixture::new([
        status(503),
        Step::Fail(TransportErrorKind::Refused),
        service_error(400, "ThrottlingException"),
    ]);
    let error = fixture.call().await.unwrap_err();
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
    assert_eq!(error.to_string(), "GetStage failed: ThrottlingException (HTTP 400, 3 attempts)");
}

#[tokio::test]
async fn throttling_has_longer_delays_and_the_service_can_raise_them() {
    let requested = Step::response(429, &[("x-amz-retry-after", "3500")], "{}");
    let fixture = Fixture::new([service_error(400, "SlowDown"), requested, ok()]);
    fixture.call().await.unwrap();
    let slept = fixture.system.slept();
    assert!(about(slept.first().copied(), 1000), "{slept:?}");
    assert_eq!(slept.get(1), Some(&Duration::from_millis(3500)));
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    for step in [
        service_error(404, "ResourceNotFoundException"),
        service_error(400, "ValidationException"),
        status(501),
        Step::Fail(TransportErrorKind::Tls),
        Step::Fail(TransportErrorKind::TooLarge),
    ] {
        let fixture = Fixture::new([step, ok()]);
        let error = fixture.call().await.unwrap_err();
        assert!(!error.is_retryable(), "{error}");
        assert_eq!(error.attempts().len(), 1);
        assert_eq!(fixture.transport.steps_left(), 1, "{error}");
    }
}

#[tokio::test]
async fn client_and_call_set_the_number_of_attempts() {
    let calls = async |retries, options| {
        let fixture = Fixture::new((0..9).map(|_| status(500)));
        let client = fixture.builder().retries(retries).build().unwrap().0;
        get_stage(&client, options).await.unwrap_err();
        fixture.transport.take_requests().len()
    };
    let none = CallOptions::default();
    assert_eq!(calls(Retries::default(), none).await, 3);
    assert_eq!(calls(Retries::off(), none).await, 1);
    assert_eq!(calls(Retries::standard().max_attempts(5), none).await, 5);
    assert_eq!(calls(Retries::off(), none.max_attempts(2)).await, 2);
}

#[tokio::test]
async fn the_environment_sets_the_number_of_attempts() {
    let fixture = Fixture::new((0..9).map(|_| status(500)));
    let environment = crate::Environment::from_iter([("AWS_MAX_ATTEMPTS", "4")]);
    let client = fixture.builder().environment(environment).build().unwrap().0;
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!(error.attempts().len(), 4);
    assert_eq!(
        fixture.transport.take_requests()[0].headers()["amz-sdk-request"],
        "attempt=1; max=4"
    );
}

#[tokio::test]
async fn the_quota_limits_retries_and_successes_refill_it() {
    let fixture = Fixture::new((0..200).map(|_| status(500)));
    let client = fixture.client();
    let options = CallOptions::default();
    // 500 tokens suffice for 35 retries at 14 each: two for 17 calls, and one for another.
    for _ in 0..17 {
        let error = get_stage(&client, options).await.unwrap_err();
        assert_eq!(error.attempts().len(), 3);
    }
    let error = get_stage(&client, options).await.unwrap_err();
    assert_eq!(error.attempts().len(), 2);
    let error = get_stage(&client, options).await.unwrap_err();
    assert_eq!(error.attempts().len(), 1);
    assert!(error.to_string().contains("too many calls of this client fail"), "{error}");
    assert_eq!(client.0.quota.left(), 10);

    let fixture = Fixture::new([ok(), status(500), ok()]);
    let client = fixture.client();
    client.0.quota.take(crate::retry::RetryClass::Transient);
    get_stage(&client, options).await.unwrap();
    assert_eq!(client.0.quota.left(), 487);
    get_stage(&client, options).await.unwrap();
    assert_eq!(client.0.quota.left(), 487);
}

/// An operation that creates a resource, with an idempotency token or without.
struct Create<const TOKEN: bool>;

impl<const TOKEN: bool> Operation for Create<TOKEN> {
    type Input = ();
    type Output = ();
    type Error = Error;
    const META: OperationMeta = if TOKEN {
        OperationMeta::new("Create").idempotency_token()
    } else {
        OperationMeta::new("Create")
    };

    fn encode((): &()) -> Result<EncodedRequest, Error> {
        EncodedRequest::new(Method::POST).literal("/Create").json(&true)
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

async fn create<const TOKEN: bool>(first: Step, retries: Retries) -> (Result<(), Error>, usize) {
    let fixture = Fixture::new([first, ok()]);
    let options = CallOptions::default().retries(retries);
    let outcome = fixture.client().send::<Create<TOKEN>>(&(), &options).await;
    (outcome, fixture.transport.take_requests().len())
}

const SAFE: Retries = Retries::standard().only_safe();

#[tokio::test]
async fn an_operation_that_may_have_been_carried_out_is_not_retried() {
    for step in [
        status(500),
        status(503),
        service_error(503, "SlowDown"),
        service_error(400, "RequestTimeout"),
        Step::Fail(TransportErrorKind::Reset),
        Step::Fail(TransportErrorKind::IncompleteBody),
        Step::Fail(TransportErrorKind::InvalidResponse),
        Step::Hang,
    ] {
        let (outcome, attempts) = create::<false>(step, SAFE).await;
        let error = outcome.unwrap_err();
        assert_eq!(attempts, 1, "{error}");
        assert!(error.is_retryable(), "{error}");
        assert!(error.to_string().contains("may have been carried out"), "{error}");
    }
}

#[tokio::test]
async fn an_operation_that_was_not_carried_out_is_retried() {
    for step in [
        status(429),
        service_error(400, "ThrottlingException"),
        Step::Fail(TransportErrorKind::Refused),
        Step::Fail(TransportErrorKind::Dns),
        Step::Fail(TransportErrorKind::ConnectTimeout),
        Step::Fail(TransportErrorKind::Proxy),
    ] {
        let (outcome, attempts) = create::<false>(step, SAFE).await;
        outcome.unwrap();
        assert_eq!(attempts, 2);
    }
}

#[tokio::test]
async fn operations_with_a_token_and_read_only_operations_are_retried() {
    let (outcome, attempts) = create::<true>(status(500), SAFE).await;
    outcome.unwrap();
    assert_eq!(attempts, 2);

    let fixture = Fixture::new([status(500), ok()]);
    let client = fixture.builder().retries(SAFE).build().unwrap().0;
    crate::test_fixtures::get_stage(&client, CallOptions::default()).await.unwrap();
}

/// An idempotent operation.
struct Untag;

impl Operation for Untag {
    type Input = ();
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Untag").idempotent();

    fn encode((): &()) -> Result<EncodedRequest, Error> {
        Ok(EncodedRequest::new(Method::DELETE).literal("/tags"))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn idempotent_operations_are_retried() {
    let fixture = Fixture::new([status(500), ok()]);
    let options = CallOptions::default().retries(SAFE);
    fixture.client().send::<Untag>(&(), &options).await.unwrap();
    assert_eq!(fixture.transport.take_requests().len(), 2);
}

#[tokio::test]
async fn standard_retries_retry_every_operation() {
    let (outcome, attempts) = create::<false>(status(500), Retries::standard()).await;
    outcome.unwrap();
    assert_eq!(attempts, 2);
}

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
    assert!(error.to_string().contains("the client limits its rate"), "{error}");
    assert_eq!(error.attempts().len(), 1);
    assert!(fixture.system.ticks() <= Duration::from_secs(1));
    assert_eq!(fixture.transport.steps_left(), 1);
}

#[tokio::test]
async fn a_request_that_the_server_has_not_taken_is_repeated_without_cost() {
    #[derive(Debug)]
    struct Refuses(AtomicUsize, ScriptedTransport);
    impl Transport for Refuses {
        fn send<'a>(
            &'a self,
            request: http::Request<Bytes>,
            limits: TransportLimits,
        ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
            if self.0.fetch_add(1, Ordering::Relaxed) < 2 {
                let refused = TransportError::new(TransportErrorKind::Reset, "refused").unsent();
                return Box::pin(std::future::ready(Err(refused)));
            }
            self.1.send(request, limits)
        }
    }
    let fixture = Fixture::new([ok()]);
    let transport = Refuses(AtomicUsize::new(0), fixture.transport.clone());
    let client = fixture.builder().transport(transport).build().unwrap().0;
    let options = CallOptions::default().retries(Retries::standard().only_safe());
    let created = client.send::<Create<false>>(&(), &options).await;
    created.unwrap();
    assert_eq!(client.0.quota.left(), 500);
}
