//! The order of hooks, and the effect of their changes.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::HeaderValue;

use crate::sign::{PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers};
use crate::test_fixtures::{Fixture, get_stage, ok, status};
use crate::testing::Step;
use crate::{CallContext, CallOptions, Error, ErrorKind, Interceptor, Response, System as _};

type Log = Arc<Mutex<Vec<String>>>;

/// Logs its hooks.
#[derive(Debug)]
struct Logger(&'static str, Log);

impl Logger {
    fn note(&self, call: &CallContext<'_>, what: &str) {
        let name = call.operation.name;
        let line = format!("{} {name} {} {what}", self.0, call.attempt);
        self.1.lock().unwrap().push(line);
    }
}

fn shown(outcome: Result<&Response, &Error>) -> String {
    match outcome {
        Ok(response) => response.status.as_u16().to_string(),
        Err(error) => error.to_string(),
    }
}

impl Interceptor for Logger {
    fn before_signing(
        &self,
        call: &CallContext<'_>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        assert!(!request.headers().contains_key("authorization"));
        self.note(call, "signing");
        Ok(())
    }

    fn before_sending(&self, call: &CallContext<'_>, request: &http::Request<Bytes>) {
        assert!(request.headers().contains_key("authorization"));
        self.note(call, "sending");
    }

    fn after_attempt(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        self.note(call, &format!("attempt: {}", shown(outcome)));
    }

    fn after_call(&self, call: &CallContext<'_>, outcome: Result<&Response, &Error>) {
        self.note(call, &format!("call: {}", shown(outcome)));
    }
}

async fn logged(
    steps: impl IntoIterator<Item = Step>,
) -> (Result<serde_json::Value, Error>, Vec<String>) {
    let fixture = Fixture::new(steps);
    let log = Log::default();
    let client = fixture
        .builder()
        .interceptor(Logger("a", Arc::clone(&log)))
        .interceptor(Logger("b", Arc::clone(&log)))
        .build()
        .unwrap()
        .0;
    let outcome = get_stage(&client, CallOptions::default()).await;
    let log = std::mem::take(&mut *log.lock().unwrap());
    (outcome, log)
}

#[tokio::test]
async fn hooks_run_in_order_before_and_in_reverse_after_sending() {
    let (outcome, log) = logged([status(503), ok()]).await;
    outcome.unwrap();
    assert_eq!(
        log,
        [
            "a GetStage 1 signing",
            "b GetStage 1 signing",
            "a GetStage 1 sending",
            "b GetStage 1 sending",
            "b GetStage 1 attempt: the service returned neither code nor message (HTTP 503)",
            "a GetStage 1 attempt: the service returned neither code nor message (HTTP 503)",
            "a GetStage 2 signing",
            "b GetStage 2 signing",
            "a GetStage 2 sending",
            "b GetStage 2 sending",
            "b GetStage 2 attempt: 200",
            "a GetStage 2 attempt: 200",
            "b GetStage 2 call: 200",
            "a GetStage 2 call: 200",
        ]
    );
}

#[tokio::test]
async fn an_undecodable_response_is_a_failed_call() {
    let (outcome, log) = logged([Step::response(200, &[], "{")]).await;
    let line = outcome.unwrap_err().to_string();
    assert_eq!(log[4], "b GetStage 1 attempt: 200");
    assert_eq!(log[6], format!("b GetStage 1 call: {line}"));
    assert_eq!(log.len(), 8);
}

/// Changes header, body and URI.
#[derive(Debug)]
struct Changes;

impl Interceptor for Changes {
    fn before_signing(
        &self,
        _: &CallContext<'_>,
        request: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        request.headers_mut().insert("x-tenant", HeaderValue::from_static("blue"));
        *request.body_mut() = Bytes::from_static(b"{\"other\":1}");
        *request.uri_mut() = "https://other.example:8443/path".parse().unwrap();
        Ok(())
    }
}

#[tokio::test]
async fn the_signature_covers_changes() {
    let fixture = Fixture::new([ok()]);
    let client = fixture.builder().interceptor(Changes).build().unwrap().0;
    get_stage(&client, CallOptions::default()).await.unwrap();
    let request = fixture.transport.take_requests().remove(0);
    assert_eq!(request.uri(), "https://other.example:8443/path");
    assert_eq!(request.headers()["host"], "other.example:8443");
    assert_eq!(request.headers()["x-tenant"], "blue");

    // Signing the sent request again yields the same signature.
    let mut headers = request.headers().clone();
    let signature = headers.remove("authorization").unwrap();
    for name in ["x-amz-date", "x-amz-security-token"] {
        headers.remove(name);
    }
    let credentials = crate::test_fixtures::credentials();
    let params = SigningParams {
        credentials: &credentials,
        region: "eu-west-1",
        service: "ivs",
        time: fixture.system.now(),
        options: SigningOptions::default(),
        keys: &SigningKeyCache::default(),
    };
    let payload = PayloadHash::of(request.body());
    sign_headers(request.method(), request.uri(), &mut headers, &payload, &params).unwrap();
    assert_eq!(headers["authorization"], signature);
}

/// Stops every call.
#[derive(Debug)]
struct Stops;

impl Interceptor for Stops {
    fn before_signing(
        &self,
        call: &CallContext<'_>,
        _: &mut http::Request<Bytes>,
    ) -> Result<(), Error> {
        Err(Error::interceptor(format!("{} is not allowed here", call.operation.name)))
    }
}

#[tokio::test]
async fn an_interceptor_stops_a_call() {
    let fixture = Fixture::new([]);
    let client = fixture.builder().interceptor(Stops).build().unwrap().0;
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interceptor);
    assert_eq!(error.to_string(), "GetStage failed: GetStage is not allowed here");
    assert!(error.attempts().is_empty());
    assert!(fixture.transport.take_requests().is_empty());
}
