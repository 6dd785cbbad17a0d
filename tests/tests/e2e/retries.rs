//! Retries: which failures are retried, what each attempt sends, and when retries stop.

use crate::support::{
    ARN, NoBackoff, builder, builder_for, failing_call, scripted, simulated, stage_and_destination,
};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::simulator::{Fault, RecordedRequest};
use generated_sdk::runtime::{Environment, OsSystem};
use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{CallOptions, Client, Credentials, Error, ErrorCode, ErrorKind, Retries};
use jiff::SignedDuration;
use serde_json::Value;
use std::collections::BTreeSet;
use std::time::Duration;

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
async fn each_attempt_is_signed_separately() {
    let (simulator, _) = simulated().await;
    let system = NoBackoff::stepping(SignedDuration::from_secs(1));
    let client = builder_for(&simulator).system(system).build().unwrap();
    simulator.fail_next("ListStages", Fault::internal_server(), 2);
    client.list_stages().send().await.unwrap();
    let requests = simulator.requests();
    // The simulator has verified all signatures: otherwise the status would be 403.
    let statuses: Vec<_> = requests.iter().flat_map(|request| request.status).collect();
    assert_eq!(statuses, [500, 500, 200]);
    for name in ["x-amz-date", "authorization"] {
        let different: BTreeSet<_> = values(&requests, name).into_iter().collect();
        assert_eq!(different.len(), 3, "{name}");
    }
    let bodies: BTreeSet<_> = requests.into_iter().map(|request| request.body).collect();
    assert_eq!(bodies.len(), 1);
}

#[tokio::test]
async fn permanent_failures_are_not_retried() {
    for fault in [
        Fault::validation(),
        Fault::service_quota_exceeded(),
        Fault::access_denied(),
        Fault::pending_verification(),
        Fault::resource_not_found(),
        Fault::conflict(),
        Fault::raw(501, ""),
        Fault::raw(400, "{}"),
    ] {
        let (simulator, client) = simulated().await;
        simulator.fail_next("ListStages", fault, 9);
        let error = client.list_stages().send().await.unwrap_err();
        assert!(!error.is_retryable(), "{error}");
        assert_eq!(simulator.requests().len(), 1, "{error}");
        assert_eq!(error.attempts().len(), 1, "{error}");
    }
}

#[tokio::test]
async fn an_error_lists_all_attempts() {
    let (simulator, client) = simulated().await;
    simulator.fail_next("ListStages", Fault::raw(503, ""), 1);
    simulator.fail_next("ListStages", Fault::dropped(), 1);
    let last = Fault::internal_server().header("x-amzn-requestid", "7a1c");
    simulator.fail_next("ListStages", last, 1);
    let error = client.list_stages().send().await.unwrap_err();
    let attempts: Vec<_> = error
        .attempts()
        .iter()
        .map(|it| (it.status.map(|it| it.as_u16()), it.delay.is_some()))
        .collect();
    assert_eq!(
        attempts,
        [(Some(503), true), (None, true), (Some(500), false)],
        "{:?}",
        error.attempts()
    );
    assert_eq!(error.attempts()[2].cause, "InternalServerException");
    assert!(error.is_internal_server() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "ListStages failed: InternalServerException: an internal error occurred (HTTP 500, request id \
         7a1c, 3 attempts)"
    );
}

#[tokio::test]
async fn max_attempts_comes_from_call_then_client_then_environment() {
    let (simulator, _) = simulated().await;
    let two = Environment::from_iter([("AWS_MAX_ATTEMPTS", "2")]);
    let settings = || builder_for(&simulator).environment(two.clone());
    let four = Retries::standard().max_attempts(4);
    let call = CallOptions::default;
    for (builder, options, expected) in [
        (settings(), call(), 2),
        (settings().retries(four), call(), 4),
        (settings().retries(Retries::off()), call(), 1),
        (settings().retries(four), call().max_attempts(5), 5),
        (settings().retries(four), call().max_attempts(1), 1),
        (settings().retries(four), call().max_attempts(0), 1),
    ] {
        let client = builder.build().unwrap();
        simulator.take_requests();
        simulator.fail_next("GetStage", Fault::internal_server(), expected);
        let error = client.get_stage(ARN).options(options).send().await;
        assert_eq!(error.unwrap_err().attempts().len(), expected);
        let requests = simulator.take_requests();
        assert_eq!(
            values(&requests, "amz-sdk-request").last(),
            Some(&format!("attempt={expected}; max={expected}"))
        );
    }
}

#[tokio::test]
async fn retry_after_sets_the_delay() {
    let busy = || Response::with_headers(503, &[("x-amz-retry-after", "30")], "");
    let (error, requests) =
        failing_call([busy(), busy(), busy()], async |client| client.get_stage(ARN).send().await)
            .await;
    let delays: Vec<_> = error.attempts().iter().map(|it| it.delay).collect();
    let delay = Some(Duration::from_millis(30));
    assert_eq!(delays, [delay, delay, None]);
    assert_eq!(requests, 3);
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
async fn a_response_that_is_not_http_is_retried() {
    let nonsense = || Response::raw("SSH-2.0-OpenSSH_9.6\r\n");
    let (error, requests) = failing_call([nonsense(), nonsense(), nonsense()], async |client| {
        client.list_stages().send().await
    })
    .await;
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert_eq!((requests, error.attempts().len()), (3, 3), "{error}");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let headers = [("location", "http://169.254.169.254/latest?token=t0p")];
    let (error, requests) =
        failing_call([Response::with_headers(307, &headers, "")], async |client| {
            client.list_stages().send().await
        })
        .await;
    assert_eq!(requests, 1);
    assert_eq!(
        error.to_string(),
        "ListStages failed: a redirect to http://169.254.169.254/latest, which is not followed: \
         requests are sent to the configured endpoint only (HTTP 307, 1 attempt)"
    );
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

#[tokio::test]
async fn an_invalid_signature_without_skew_is_not_retried() {
    let (simulator, _) = simulated().await;
    let wrong = Credentials::new(simulator.access_key_id(), "wrong", None);
    let client = builder_for(&simulator).credentials(wrong).build().unwrap();
    let error = client.list_stages().send().await.unwrap_err();
    let code = ErrorCode::Unknown("InvalidSignatureException".to_owned());
    assert_eq!(error.code(), Some(code));
    assert_eq!((error.status(), simulator.requests().len()), (Some(403), 1));
}

#[tokio::test]
async fn expired_static_credentials_are_not_retried() {
    let (simulator, client) = simulated().await;
    simulator.expire_credentials();
    let error = client.list_stages().send().await.unwrap_err();
    let code = ErrorCode::Unknown("ExpiredTokenException".to_owned());
    assert_eq!(error.code(), Some(code));
    assert_eq!(simulator.requests().len(), 1);
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
    // Each digit takes more than four values: 64 random digits do not by chance.
    let digits = |position: usize| tokens.iter().map(|it| it.as_bytes()[position]).collect();
    let template = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
    for (position, _) in template.char_indices().filter(|(_, it)| *it == 'x') {
        let digits: BTreeSet<u8> = digits(position);
        assert!(digits.len() > 4, "digit {position} is one of {digits:?}");
    }
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
