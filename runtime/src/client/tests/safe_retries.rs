//! Safe retries: an operation that may have been carried out is not retried.

use crate::test_fixtures::{Fixture, ok, service_error, status};
use crate::testing::Step;
use crate::transport::TransportErrorKind;
use crate::{
    CallOptions, DecodeError, Error, Method, Operation, OperationMeta, Request, Response, Retries,
};

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

    fn encode((): &()) -> Result<Request, Error> {
        Request::new(Method::POST).literal("/Create").json(&true)
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
        assert!(
            error.to_string().contains("may have been carried out"),
            "{error}"
        );
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
    crate::test_fixtures::get_stage(&client, CallOptions::default())
        .await
        .unwrap();
}

/// An idempotent operation.
struct Untag;

impl Operation for Untag {
    type Input = ();
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Untag").idempotent();

    fn encode((): &()) -> Result<Request, Error> {
        Ok(Request::new(Method::DELETE).literal("/tags"))
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
