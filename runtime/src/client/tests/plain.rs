//! A client without a provider: plain HTTP, without authorization.

use crate::client::OperationRequest;
use crate::test_fixtures::{PlainService, get_stage};
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::{
    CallOptions, Client, ClientBuilder, DecodeError, EncodedRequest, Environment, Error, ErrorKind,
    Method, Operation, OperationMeta, Response,
};
use std::time::Duration;

fn client(steps: impl IntoIterator<Item = Step>) -> (Client, ScriptedTransport, ManualSystem) {
    let transport = ScriptedTransport::new(steps);
    let system = ManualSystem::default().with_random(0);
    let client = ClientBuilder::<PlainService>::new(Environment::empty())
        .endpoint_url("https://api.example/v1")
        .transport(transport.clone())
        .system(system.clone())
        .build()
        .unwrap()
        .0;
    (client, transport, system)
}

#[tokio::test]
async fn a_call_is_sent_without_authorization_and_retried_by_status() {
    let (client, transport, system) = client([
        Step::response(503, &[], ""),
        Step::response(429, &[("retry-after", "3")], ""),
        Step::response(200, &[], r#"{"name":"demo"}"#),
    ]);
    let output = get_stage(&client, CallOptions::default()).await.unwrap();
    assert_eq!(output["name"], "demo");
    assert_eq!(system.slept().last(), Some(&Duration::from_secs(3)));

    let requests = transport.take_requests();
    assert_eq!(requests.len(), 3);
    for request in &requests {
        assert_eq!(request.uri(), "https://api.example/v1/GetStage/a%3Ab");
        let mut names: Vec<_> = request.headers().keys().map(|name| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["content-type", "host", "user-agent"]);
        assert!(request.extensions().get::<OperationRequest>().is_some());
    }
}

#[tokio::test]
async fn a_requested_delay_of_up_to_a_minute_is_kept() {
    let later = |seconds| Step::response(429, &[("retry-after", seconds)], "");
    let (client, _, system) = client([later("60"), Step::response(200, &[], r#"{"name":"a"}"#)]);
    get_stage(&client, CallOptions::default()).await.unwrap();
    assert_eq!(system.slept(), [Duration::from_secs(60)]);

    let (client, transport, system) = self::client([later("61")]);
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!((transport.take_requests().len(), system.slept().len()), (1, 0));
    assert!(error.to_string().contains("a delay of more than a minute"), "{error}");
}

#[tokio::test]
async fn an_error_response_has_code_message_and_request_id() {
    let (client, transport, _) = client([Step::response(
        404,
        &[("x-request-id", "7a1c")],
        r#"{"error":{"code":"not_found","message":"no such stage"}}"#,
    )]);
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: not_found: no such stage (HTTP 404, request id 7a1c, 1 attempt)"
    );
    assert_eq!(transport.take_requests().len(), 1);
}

#[tokio::test]
async fn a_lost_connection_is_retried() {
    let (client, transport, _) =
        client([Step::Fail(TransportErrorKind::Reset), Step::response(200, &[], "{}")]);
    get_stage(&client, CallOptions::default()).await.unwrap();
    assert_eq!(transport.take_requests().len(), 2);
}

/// An operation that is idempotent, or not.
struct Change<const IDEMPOTENT: bool>;

impl<const IDEMPOTENT: bool> Operation for Change<IDEMPOTENT> {
    type Input = ();
    type Output = ();
    type Error = Error;
    const META: OperationMeta = match IDEMPOTENT {
        true => OperationMeta::new("Change").idempotent(),
        false => OperationMeta::new("Change"),
    };

    fn encode(_: &()) -> Result<EncodedRequest, Error> {
        Ok(EncodedRequest::new(Method::POST).literal("/"))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_request_that_may_have_been_carried_out_is_repeated_if_it_is_idempotent() {
    let status = |status| move || Step::response(status, &[], "");
    let fail = |kind| move || Step::Fail(kind);
    let later = || Step::response(503, &[("retry-after", "1")], "");
    let failures: [(&dyn Fn() -> Step, usize, usize); 11] = [
        (&status(500), 1, 2),
        (&status(503), 1, 2),
        (&status(599), 1, 2),
        (&status(408), 2, 2),
        (&fail(TransportErrorKind::Reset), 1, 2),
        (&fail(TransportErrorKind::Refused), 2, 2),
        (&status(425), 2, 2),
        (&status(429), 2, 2),
        (&later, 2, 2),
        (&status(501), 1, 1),
        (&status(404), 1, 1),
    ];
    for (at, (failure, attempts, idempotent)) in failures.into_iter().enumerate() {
        let options = CallOptions::default();
        let (client, transport, _) = client([failure(), Step::response(200, &[], "")]);
        let outcome = client.send::<Change<false>>(&(), &options).await;
        assert_eq!(transport.take_requests().len(), attempts, "{at} {outcome:?}");
        let (client, transport, _) = self::client([failure(), Step::response(200, &[], "")]);
        let outcome = client.send::<Change<true>>(&(), &options).await;
        assert_eq!(transport.take_requests().len(), idempotent, "{at} {outcome:?}");
    }
}

#[test]
fn a_client_without_a_base_url_is_not_built() {
    let build = ClientBuilder::<PlainService>::new(Environment::empty()).build();
    let error = build.err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().starts_with("no base URL"), "{error}");
}

#[cfg(not(feature = "aws"))]
#[test]
fn a_client_of_an_aws_service_needs_the_feature() {
    use crate::test_fixtures::Service;
    let build = ClientBuilder::<Service>::new(Environment::empty()).build();
    let error = build.err().unwrap();
    assert!(error.to_string().contains("feature `aws`"), "{error}");
}
