//! Time-outs of attempts, calls and clients, in real and in virtual time.

use crate::support::{ARN, builder, failing_call, scripted};
use e2e_tests::capture::Response;
use generated_sdk::{CallOptions, Client, ErrorKind, Timeouts};
use sdk_runtime::System;
use sdk_runtime::testing::{ManualSystem, ScriptedTransport, Step};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const NEVER: Duration = Duration::from_secs(60);

fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// A client with virtual time.
fn virtual_client(steps: impl IntoIterator<Item = Step>) -> (ManualSystem, Client) {
    let system = ManualSystem::default().with_random(0);
    let client =
        builder().system(system.clone()).transport(ScriptedTransport::new(steps)).build().unwrap();
    (system, client)
}

#[tokio::test]
async fn an_attempt_that_times_out_is_retried() {
    let (server, client) = scripted([
        Response::json(200, r#"{"stage":{"arn":"late"}}"#).after(NEVER),
        Response::json(200, r#"{"stage":{"arn":"in time"}}"#),
    ])
    .await;
    let options = CallOptions::default().attempt_timeout(millis(50));
    let call = client.get_stage(ARN).options(options);
    let stage = call.send().await.unwrap().stage.unwrap();
    assert_eq!(stage.arn, "in time");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn the_overall_timeout_ends_a_call() {
    let begun = Instant::now();
    let slow = || Response::json(200, "{}").after(NEVER);
    let (error, requests) = failing_call([slow(), slow(), slow()], async |client| {
        let options =
            CallOptions::default().attempt_timeout(millis(600)).overall_timeout(millis(900));
        client.get_stage(ARN).options(options).send().await
    })
    .await;
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(requests, 2);
    assert_eq!(
        error.to_string(),
        "GetStage failed: the call exceeded its time-out of 900ms (2 attempts, no time \
         left for another attempt)"
    );
}

#[tokio::test]
async fn the_attempt_timeout_includes_the_body() {
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{";
    // The rest is never sent, and the connection stays open: a capture server would close it.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let client = builder().endpoint_url(url).build().unwrap();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert_ne!(stream.read(&mut [0; 1024]).await.unwrap(), 0);
        stream.write_all(head.as_bytes()).await.unwrap();
        std::future::pending::<()>().await;
    };
    let options = CallOptions::default().attempt_timeout(millis(50)).max_attempts(1);
    let call = client.get_stage(ARN).options(options).send();
    let error = tokio::select! {
        response = call => response.unwrap_err(),
        () = server => unreachable!("the server never ends"),
    };
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.to_string(), "GetStage failed: no complete response within 50ms (1 attempt)");
}

#[tokio::test]
async fn a_retry_delay_beyond_the_overall_timeout_ends_the_call() {
    let busy = || Response::with_headers(503, &[("x-amz-retry-after", "60000")], "");
    let begun = Instant::now();
    let (error, requests) = failing_call([busy()], async |client| {
        let options = CallOptions::default().overall_timeout(Duration::from_secs(3));
        client.get_stage(ARN).options(options).send().await
    })
    .await;
    assert!(begun.elapsed() < Duration::from_secs(2));
    assert_eq!((error.status(), requests), (Some(503), 1));
    let line = error.to_string();
    assert!(line.ends_with("(HTTP 503, 1 attempt, no time left for another attempt)"), "{line}");
}

#[tokio::test]
async fn the_default_attempt_timeout_is_30_seconds() {
    let (system, client) = virtual_client([Step::Hang, Step::Hang, Step::Hang]);
    let error = client.get_stage(ARN).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_retryable());
    assert_eq!(system.ticks(), Duration::from_secs(90));
    assert_eq!(error.to_string(), "GetStage failed: no complete response within 30s (3 attempts)");
}

#[tokio::test]
async fn the_default_overall_timeout_is_two_minutes() {
    let (system, client) = virtual_client((0..9).map(|_| Step::Hang));
    let options = CallOptions::default().max_attempts(9);
    let call = client.get_stage(ARN).options(options);
    let error = call.send().await.unwrap_err();
    assert_eq!(system.ticks(), Duration::from_secs(120));
    assert_eq!(error.attempts().len(), 4);
}

#[tokio::test]
async fn client_timeouts_apply_unless_the_call_overrides_them() {
    let system = ManualSystem::default().with_random(0);
    let client = builder()
        .system(system.clone())
        .transport(ScriptedTransport::new((0..4).map(|_| Step::Hang)))
        .timeouts(Timeouts::default().attempt(None).overall(millis(700)))
        .build()
        .unwrap();
    let error = client.get_stage(ARN).send().await.unwrap_err();
    assert_eq!((error.attempts().len(), system.ticks()), (1, millis(700)));
    let options = CallOptions::default().attempt_timeout(millis(300));
    let call = client.get_stage(ARN).options(options);
    let error = call.send().await.unwrap_err();
    // Twice 300 ms; the overall timeout ends the third attempt after 100 ms.
    assert_eq!((error.attempts().len(), system.ticks()), (3, millis(700 + 700)));
}
