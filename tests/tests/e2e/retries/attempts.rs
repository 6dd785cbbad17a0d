//! Which failures are worth another attempt, what each attempt carries, and when it is enough.

use crate::fixture::{ARN, NoBackoff, builder, builder_for, failing_call, simulated};
use e2e_tests::capture::Response;
use e2e_tests::simulator::{Fault, RecordedRequest};
use generated_sdk::runtime::Environment;
use generated_sdk::{CallOptions, Client, ErrorKind, Retries};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use std::time::Duration;

fn values(requests: &[RecordedRequest], name: &str) -> Vec<String> {
    requests
        .iter()
        .flat_map(|request| request.header(name))
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn a_failure_that_mends_itself_is_not_seen() {
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
        let ids: BTreeSet<_> = values(&requests, "amz-sdk-invocation-id")
            .into_iter()
            .collect();
        assert_eq!(ids.len(), 1, "{case}");
    }
}

#[tokio::test]
async fn each_attempt_is_signed_anew() {
    let (simulator, _) = simulated().await;
    let system = NoBackoff::stepping(SignedDuration::from_secs(1));
    let client = builder_for(&simulator).system(system).build().unwrap();
    simulator.fail_next("ListStages", Fault::internal_server(), 2);
    client.list_stages().send().await.unwrap();
    let requests = simulator.requests();
    // The simulator has verified all three: else the first two had been 403 and not tried again.
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
async fn the_callers_mistakes_are_made_once() {
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
async fn what_stays_broken_is_told_with_every_attempt() {
    let (simulator, client) = simulated().await;
    simulator.fail_next("ListStages", Fault::raw(503, ""), 1);
    simulator.fail_next("ListStages", Fault::dropped(), 1);
    let last = Fault::internal_server().header("x-amzn-requestid", "7a1c");
    simulator.fail_next("ListStages", last, 1);
    let error = client.list_stages().send().await.unwrap_err();
    let told: Vec<_> = error
        .attempts()
        .iter()
        .map(|it| (it.status.map(|it| it.as_u16()), it.delay.is_some()))
        .collect();
    assert_eq!(
        told,
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
async fn the_number_of_attempts_is_the_calls_else_the_clients_else_the_environments() {
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
async fn the_service_says_how_long_to_wait() {
    let busy = || Response::with_headers(503, &[("x-amz-retry-after", "30")], "");
    let (error, requests) = failing_call([busy(), busy(), busy()], async |client| {
        client.get_stage(ARN).send().await
    })
    .await;
    let delays: Vec<_> = error.attempts().iter().map(|it| it.delay).collect();
    let asked = Some(Duration::from_millis(30));
    assert_eq!(delays, [asked, asked, None]);
    assert_eq!(requests, 3);
}

#[tokio::test]
async fn a_client_stops_hammering_a_service_that_is_down() {
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
    // 500 in the quota, 14 for a retry.
    assert_eq!(retries, 35);
    let line = error.to_string();
    assert!(
        line.ends_with("1 attempt, no further attempt: too many of this client's calls fail)"),
        "{line}"
    );
    // The quota is the client's, clones included, and nobody else's.
    let clone = client.clone();
    let again = clone.list_stages().send().await.unwrap_err();
    assert_eq!(again.attempts().len(), 1);
    let other: Client = builder_for(&simulator).build().unwrap();
    let error = other.list_stages().send().await.unwrap_err();
    assert_eq!(error.attempts().len(), 3);
}

#[tokio::test]
async fn where_nobody_listens_the_error_says_so() {
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
async fn an_answer_that_is_no_http_is_tried_again_and_then_named() {
    let nonsense = || Response::raw("SSH-2.0-OpenSSH_9.6\r\n");
    let (error, requests) = failing_call([nonsense(), nonsense(), nonsense()], async |client| {
        client.list_stages().send().await
    })
    .await;
    assert_eq!(error.kind(), ErrorKind::Connection, "{error}");
    assert_eq!((requests, error.attempts().len()), (3, 3), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let headers = [("location", "http://169.254.169.254/latest?token=t0p")];
    let (error, requests) = failing_call(
        [Response::with_headers(307, &headers, "")],
        async |client| client.list_stages().send().await,
    )
    .await;
    assert_eq!(requests, 1);
    assert_eq!(
        error.to_string(),
        "ListStages failed: a redirect to http://169.254.169.254/latest, which is not followed: a signed \
         request goes to no other address (HTTP 307, 1 attempt)"
    );
}
