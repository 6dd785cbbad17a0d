//! Published suites of calls: clock skew, recursion detection, and errors that are retried.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http::header::DATE;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::protocol::{AwsProtocol, classify, classify_code};
use crate::error::ServiceFailure;
use crate::error::modeled::complete;
use crate::provider::Protocol as _;
use crate::published::{self, NotApplicable, Suite};
use crate::retry::{RetryClass, classify_status};
use crate::test_fixtures::{SERVICE, builder, get_stage, response};
use crate::testing::ManualSystem;
use crate::transport::{Transport, TransportError, TransportLimits};
use crate::{BoxFuture, CallOptions, Client, Environment, ModeledError, OperationMeta, System};

/// Plays the attempts of an operation, and sets the time of each.
#[derive(Clone, Debug, Default)]
struct Service(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    now: Timestamp,
    attempts: VecDeque<Value>,
    problems: Vec<String>,
}

impl System for Service {
    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().now
    }

    fn ticks(&self) -> Duration {
        Duration::ZERO
    }

    /// A delay before a retry ends when the next attempt is sent. A time-out never ends.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        if duration.is_zero() {
            self.begin();
            return Box::pin(std::future::ready(()));
        }
        Box::pin(std::future::pending())
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

impl Service {
    fn begin(&self) {
        let mut state = self.0.lock().unwrap();
        if let Some(next) = state.attempts.front() {
            state.now = time(&next["clientTimeAtSend"]);
        }
    }
}

impl Transport for Service {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        _: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        let mut state = self.0.lock().unwrap();
        let attempt = state.attempts.pop_front().expect("one attempt too many");
        let signed = request.headers()["x-amz-date"].to_str().unwrap();
        let expected = time(&attempt["expectedSigningTime"]);
        if signed != expected.strftime("%Y%m%dT%H%M%SZ").to_string() {
            state.problems.push(format!("expected {expected}\n    found    {signed}"));
        }
        state.now = time(&attempt["clientTimeAtReceive"]);
        let response = &attempt["response"];
        let status = u16::try_from(response["statusCode"].as_u64().unwrap()).unwrap();
        let mut builder = http::Response::builder().status(status);
        for (name, value) in response["headers"].as_object().unwrap() {
            builder = builder.header(name, value.as_str().unwrap());
        }
        if let Some(code) = response["errorCode"].as_str() {
            builder = builder.header("x-amzn-errortype", code);
        }
        let response = builder.body(Bytes::from_static(b"{}")).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

fn time(value: &Value) -> Timestamp {
    value.as_str().unwrap().parse().unwrap()
}

/// The difference of the clocks that the client assumes, in seconds.
async fn skew(client: &Client, now: Timestamp) -> i64 {
    let authorizer = client.0.authorizer.as_ref().unwrap();
    let meta = OperationMeta::new("GetStage");
    let identity = authorizer.load_identity(&meta, None).await.unwrap();
    let mut request = http::Request::get("https://localhost/").body(Bytes::new()).unwrap();
    let signed_at = authorizer.authorize(&mut request, &meta, &identity).unwrap();
    signed_at.duration_since(now).as_secs()
}

async fn run_operation(client: &Client, service: &Service, operation: &Value) {
    service.0.lock().unwrap().attempts =
        operation["attempts"].as_array().unwrap().iter().cloned().collect();
    service.begin();
    let now = service.now();
    let initial = operation["initialClientSkew"].as_i64().unwrap();
    if skew(client, now).await != initial {
        let date = now + SignedDuration::from_secs(initial);
        let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&date);
        let date = HeaderValue::try_from(date.unwrap()).unwrap();
        let authorizer = client.0.authorizer.as_ref().unwrap();
        authorizer.observe(&HeaderMap::from_iter([(DATE, date)]), now);
    }
    let mut options = CallOptions::default();
    if let Some(max) = operation["maxAttempts"].as_u64() {
        options = options.max_attempts(u32::try_from(max).unwrap());
    }
    let outcome = match get_stage(client, options).await {
        Ok(_) => "success",
        Err(_) => "error",
    };
    let skew = skew(client, service.now()).await;
    let mut state = service.0.lock().unwrap();
    let left = state.attempts.len();
    let found = (outcome, skew, left);
    let expected = (
        operation["expectedOutcome"].as_str().unwrap(),
        operation["expectedClientSkew"].as_i64().unwrap(),
        0,
    );
    if found != expected {
        state.problems.push(format!("expected {expected:?}\n    found    {found:?}"));
    }
}

#[tokio::test]
#[ignore = "its data is fetched by cargo xtask suites"]
async fn clock_skew() {
    let data = published::json("aws-runtime/clock-skew-test-cases.json");
    let mut suite = Suite::new("clock skew", &[]);
    for case in data["tests"].as_array().unwrap() {
        let service = Service::default();
        let client = builder().transport(service.clone()).system(service.clone()).build();
        let client = client.unwrap().0;
        for operation in case["operations"].as_array().unwrap() {
            run_operation(&client, &service, operation).await;
        }
        let problems = std::mem::take(&mut service.0.lock().unwrap().problems);
        let result = if problems.is_empty() { Ok(()) } else { Err(problems.join("\n    ")) };
        suite.case(case["description"].as_str().unwrap(), result);
    }
    suite.finish();
}

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn recursion_detection() {
    let headers = |lines: &Value| -> HeaderMap {
        let lines = lines.as_array().unwrap().iter().map(|line| {
            let (name, value) = line.as_str().unwrap().split_once(": ").unwrap();
            let name: HeaderName = name.parse().unwrap();
            (name, HeaderValue::from_str(value).unwrap())
        });
        lines.collect()
    };
    let data = published::json("aws-runtime/recursion-detection.json");
    let mut suite = Suite::new("recursion detection", &[]);
    for case in data.as_array().unwrap() {
        let variables = case["env"].as_object().unwrap().iter();
        let environment = variables
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
            .collect::<Environment>();
        let protocol =
            AwsProtocol::new(&SERVICE, None, &environment, Arc::new(ManualSystem::default()));
        let mut found = headers(&case["requestHeadersBefore"]);
        protocol.add_call_headers(&mut found);
        let name = case["description"][0].as_str().unwrap_or_default();
        let found = found.get("x-amzn-trace-id");
        let expected = headers(&case["requestHeadersAfter"]);
        suite.case_eq(name, &found, &expected.get("x-amzn-trace-id"));
    }
    suite.finish();
}

const EXCEPTION: &str = "the error of a transport classifies itself";

#[test]
#[ignore = "its data is fetched by cargo xtask suites"]
fn retryable_errors() {
    const NOT_APPLICABLE: &[NotApplicable] = &[
        (
            "RETRYABLE_THROTTLING_STATUS_CODES (None, ConnectionError(error='unknown'), False),",
            EXCEPTION,
        ),
        ("RETRYABLE_TRANSIENT_ERRORS (None, ConnectionError(error='unknown'), True),", EXCEPTION),
        ("RETRYABLE_TRANSIENT_ERRORS (None, HTTPClientError(error='unknown'), True),", EXCEPTION),
        ("RETRYABLE_MODELED_ERRORS (None, ConnectionError(error='unknown'), False),", EXCEPTION),
    ];
    /// The errors of the model that the tests define.
    const MODEL: &[ModeledError] = &[
        ModeledError::new("ModeledThrottlingError").throttling(),
        ModeledError::new("ModeledRetryableError").retryable(),
        ModeledError::new("ErrorCodeRetryable").throttling(),
        ModeledError::new("NonRetryableError"),
    ];
    let file = published::path("botocore/tests/unit/retries/test_standard.py");
    let source = std::fs::read_to_string(file).unwrap();
    let mut suite = Suite::new("retryable errors", NOT_APPLICABLE);
    for RetryCase { table, text, status, code, expected } in retry_cases(&source) {
        let name = format!("{table} {text}");
        let Some(status) = status else {
            suite.case(&name, Err(EXCEPTION.to_owned()));
            continue;
        };
        let status = StatusCode::from_u16(status).unwrap();
        let by_code = code.and_then(classify_code);
        let by_model = || {
            let mut failure = ServiceFailure {
                code: code.map(str::to_owned),
                message: "".into(),
                request_id: None,
            };
            complete(MODEL, &response(status.as_u16(), &[], ""), &mut failure, by_code)
        };
        let found = match table {
            "RETRYABLE_THROTTLED_RESPONSES" => by_code == Some(RetryClass::Throttling),
            "RETRYABLE_THROTTLING_STATUS_CODES" => {
                classify_status(status) == RetryClass::Throttling
            }
            // An error may be in both tables, but has one class here.
            "RETRYABLE_TRANSIENT_ERRORS" if expected => classify(code, status).is_retryable(),
            "RETRYABLE_TRANSIENT_ERRORS" => classify(code, status) == RetryClass::Transient,
            "RETRYABLE_MODELED_ERRORS" | "test_standard_retry_conditions_with_model_on_429" => {
                by_model().is_retryable()
            }
            // One of botocore's checkers by itself.
            _ => continue,
        };
        suite.case_eq(&name, &found, &expected);
        // Together, all conditions retry what one of them does.
        if expected && !by_model().is_retryable() {
            suite.case(&name, Err("not retried by all conditions together".to_owned()));
        }
    }
    suite.finish();
}

struct RetryCase<'a> {
    /// The name of the list, or of the test that an unnamed list belongs to.
    table: &'a str,
    text: &'a str,
    /// `None` if the case is an exception.
    status: Option<u16>,
    code: Option<&'a str>,
    expected: bool,
}

/// The cases of all lists in a Python file: `(400, 'Throttling', True),`, one to a line.
fn retry_cases(source: &str) -> Vec<RetryCase<'_>> {
    let mut cases: Vec<RetryCase<'_>> = Vec::new();
    let mut table = "";
    for line in source.lines() {
        let text = line.trim();
        if let Some(name) = line.strip_suffix(" = [") {
            table = name;
        } else if text == "[" {
            table = "";
        } else if let Some(test) = line.strip_prefix("def ") {
            let name = test.split('(').next().unwrap_or_default();
            for case in cases.iter_mut().filter(|case| case.table.is_empty()) {
                case.table = name;
            }
        }
        let literals = text.strip_prefix('(').and_then(|text| text.strip_suffix("),"));
        let parts: Vec<_> = literals.into_iter().flat_map(|text| text.split(", ")).collect();
        let [status, code, expected @ ("True" | "False")] = parts[..] else { continue };
        let code = code.strip_prefix('\'').and_then(|code| code.strip_suffix('\''));
        let expected = expected == "True";
        cases.push(RetryCase { table, text, status: status.parse().ok(), code, expected });
    }
    cases
}
