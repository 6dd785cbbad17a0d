//! Retries: which failures are retried, what each attempt sends, and when retries stop.

use crate::support::{ARN, builder, builder_for, scripted, simulated, stage_and_destination};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::simulator::{Fault, RecordedRequest};
use generated_sdk::runtime::OsSystem;
use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{CallOptions, Client, Error, ErrorKind};
use jiff::SignedDuration;
use serde_json::Value;
use std::collections::BTreeSet;

fn values(requests: &[RecordedRequest], name: &str) -> Vec<String> {
    requests.iter().flat_map(|request| request.header(name)).map(str::to_owned).collect()
}

#[tokio::test]
async fn transient_failures_are_retried() {
    for fault in [
        Fault::internal_server(),
        Fault::raw(500, ""),
        Fault::raw(502, "<html></html>"),
        Fault::raw(503, "busy"),
        Fault::raw(504, ""),
        Fault::raw(429, ""),
        Fault::throttling(),
        Fault::error(400, "TooManyRequestsException", "not so fast"),
        Fault::error(400, "RequestTimeout", "too slow"),
        Fault::dropped(),
        Fault::truncated(200, r#"{"stages":[]}"#, 5),
    ] {
        let (simulator, client) = simulated().await;
        let case = format!("{fault:?}");
        simulator.fail_next("ListStages", fault, 2);
        let output = client.list_stages().send().await;
        assert!(output.is_ok(), "{case}: {output:?}");
        let requests = simulator.requests();
        assert_eq!(
            values(&requests, "amz-sdk-request"),
            ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"],
            "{case}"
        );
        let ids: BTreeSet<_> = values(&requests, "amz-sdk-invocation-id").into_iter().collect();
        assert_eq!(ids.len(), 1, "{case}");
    }
}

#[tokio::test]
async fn an_exhausted_retry_quota_stops_retries_of_all_clones() {
    let (simulator, client) = simulated().await;
    simulator.fail_any(Fault::internal_server(), usize::MAX);
    let mut retries = 0;
    let error = loop {
        let error = client.list_stages().send().await.unwrap_err();
        retries += error.attempts().len() - 1;
        if error.attempts().len() == 1 {
            break error;
        }
    };
    // The quota is 500, and a retry costs 14.
    assert_eq!(retries, 35);
    let line = error.to_string();
    assert!(
        line.ends_with("1 attempt, not retried: too many calls of this client fail (retry quota))"),
        "{line}"
    );
    // Clones share the quota, other clients do not.
    let clone = client.clone();
    let again = clone.list_stages().send().await.unwrap_err();
    assert_eq!(again.attempts().len(), 1);
    let other: Client = builder_for(&simulator).build().unwrap();
    let error = other.list_stages().send().await.unwrap_err();
    assert_eq!(error.attempts().len(), 3);
}

#[tokio::test]
async fn a_refused_connection_is_retried_and_reported_with_its_address() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", port.local_addr().unwrap());
    drop(port);
    let client = builder().endpoint_url(&url).build().unwrap();
    let error = client.list_stages().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert_eq!((error.status(), error.code()), (None, None));
    assert_eq!(error.attempts().len(), 3);
    assert!(error.is_retryable());
    let line = error.to_string();
    let address = url.strip_prefix("http://").unwrap();
    assert!(line.contains(address), "{line}");
    assert!(line.ends_with("(3 attempts)"), "{line}");
}

#[tokio::test]
async fn clock_skew_is_corrected_for_all_clones() {
    for hours in [-30, -1, 1, 30] {
        let (simulator, client) = simulated().await;
        simulator.set_clock_offset(SignedDuration::from_hours(hours));
        client.list_stages().send().await.unwrap();
        let statuses: Vec<_> =
            simulator.take_requests().iter().flat_map(|request| request.status).collect();
        assert_eq!(statuses, [403, 200], "{hours} h");
        // Clones share the correction.
        client.clone().list_stages().send().await.unwrap();
        assert_eq!(simulator.take_requests().len(), 1, "{hours} h");
        // The correction is updated when the skew changes.
        simulator.set_clock_offset(SignedDuration::ZERO);
        client.list_stages().send().await.unwrap();
        assert_eq!(simulator.take_requests().len(), 2, "{hours} h");
    }
}

const BUSY: &str = "busy";

fn busy() -> Response {
    Response::json(503, BUSY)
}

fn destination() -> DestinationConfiguration {
    let channel = "arn:aws:ivs:us-east-1:123456789012:channel/AbCdEf012345";
    DestinationConfiguration::default().with_channel(ChannelDestinationConfiguration::new(channel))
}

async fn start_composition(client: &Client) -> Result<(), Error> {
    let call = client.start_composition(ARN, [destination()]);
    call.send().await.map(drop)
}

fn idempotency_token(request: &CapturedRequest) -> String {
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    body["idempotencyToken"].as_str().unwrap().to_owned()
}

/// A UUID of version 4 in lower case (RFC 9562).
fn is_uuid(token: &str) -> bool {
    let template = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
    let fits = |(c, it): (char, char)| match it {
        'x' => matches!(c, '0'..='9' | 'a'..='f'),
        'v' => matches!(c, '8' | '9' | 'a' | 'b'),
        other => c == other,
    };
    token.len() == template.len() && token.chars().zip(template.chars()).all(fits)
}

#[tokio::test]
async fn a_missing_idempotency_token_is_a_random_uuid() {
    let number = 64;
    let script = (0..number).map(|_| Response::json(200, "{}"));
    let server = Capture::start(script).await.unwrap();
    let client = builder().system(OsSystem::default()).endpoint_url(server.endpoint_url());
    let client = client.build().unwrap();
    for _ in 0..number {
        start_composition(&client).await.unwrap();
    }
    let tokens: BTreeSet<String> = server.requests().iter().map(idempotency_token).collect();
    assert_eq!(tokens.len(), number, "a token is repeated");
    assert!(tokens.iter().all(|it| is_uuid(it)), "{tokens:?}");
}

#[tokio::test]
async fn all_attempts_of_a_call_send_the_same_idempotency_token() {
    let script = [busy(), busy(), Response::json(200, "{}"), Response::json(200, "{}")];
    let (server, client) = scripted(script).await;
    start_composition(&client).await.unwrap();
    start_composition(&client).await.unwrap();
    let tokens: Vec<String> = server.requests().iter().map(idempotency_token).collect();
    assert_eq!(tokens.len(), 4);
    assert!(is_uuid(&tokens[0]), "{tokens:?}");
    assert_eq!((&tokens[0], &tokens[0]), (&tokens[1], &tokens[2]));
    assert_ne!(tokens[0], tokens[3]);
}

#[tokio::test]
async fn an_explicit_idempotency_token_is_sent_unchanged() {
    let (server, client) = scripted([busy(), Response::json(200, "{}")]).await;
    let call = client.start_composition(ARN, [destination()]);
    call.idempotency_token("mine").send().await.unwrap();
    let tokens: Vec<String> = server.requests().iter().map(idempotency_token).collect();
    assert_eq!(tokens, ["mine", "mine"]);
}

#[tokio::test]
async fn a_repeated_idempotency_token_starts_one_composition() {
    let (simulator, _) = simulated().await;
    let client = builder_for(&simulator).build().unwrap();
    let (stage, destination) = stage_and_destination(&simulator, &client).await;
    simulator.fail_next("StartComposition", Fault::internal_server(), 1);
    let call = client.start_composition(&stage, [destination.clone()]);
    let first = call.idempotency_token("once").send().await.unwrap();
    let call = client.start_composition(&stage, [destination]);
    let options = CallOptions::default().max_attempts(1);
    let again = call.idempotency_token("once").options(options).send().await;
    let arns = [first, again.unwrap()].map(|it| it.composition.unwrap().arn);
    assert_eq!(arns[0], arns[1]);
    let list = client.list_compositions().send().await.unwrap();
    assert_eq!(list.compositions.len(), 1);
}
