//! The conventions of AWS services with a JSON protocol: headers of calls and attempts, the form of
//! error responses, and the classification of error codes for retries.
//!
//! The error code is the header `x-amzn-errortype`, else the member `code` or `Code` of the body, else
//! `__type`; in AWS JSON `__type` precedes the others, which may be members of the error. A code may have
//! a namespace before `#` and a URL after `:`. The last resort is the header `x-amzn-query-error` of
//! services that had the protocol query (`CODE;Sender`). The message is one of four members. The code
//! tables are those that AWS's SDKs share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use http::header::{CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use percent_encoding::{CONTROLS, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::codec::json;
use crate::error::{ServiceFailure, unexpected};
use crate::provider::{Protocol, agent_token};
use crate::retry::RetryClass;
use crate::system::{random_number, uuid};
use crate::{Environment, Response, ServiceMeta, System};

const ATTEMPT: HeaderName = HeaderName::from_static("amz-sdk-request");
const INVOCATION_ID: HeaderName = HeaderName::from_static("amz-sdk-invocation-id");
/// The content types of AWS JSON 1.0 and 1.1.
const AWS_JSON: &str = "application/x-amz-json-";
/// Lambda finds by it that functions call each other without end.
const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// The protocol of the clients of one service.
#[derive(Debug)]
pub(crate) struct AwsProtocol {
    user_agent: HeaderValue,
    /// Read in each call: Lambda sets another trace id for each invocation.
    environment: Environment,
    is_lambda: bool,
    invocations: InvocationIds,
    system: Arc<dyn System>,
}

impl AwsProtocol {
    pub(crate) fn new(
        service: &ServiceMeta,
        app_id: Option<&str>,
        environment: &Environment,
        system: Arc<dyn System>,
    ) -> Self {
        Self {
            user_agent: user_agent(service, app_id),
            is_lambda: environment.get("AWS_LAMBDA_FUNCTION_NAME").is_some(),
            environment: environment.clone(),
            invocations: InvocationIds::default(),
            system,
        }
    }
}

impl Protocol for AwsProtocol {
    #[cfg(feature = "tracing")]
    fn name(&self) -> &'static str {
        "aws-api"
    }

    #[cfg(feature = "tracing")]
    fn request_id_field(&self) -> &'static str {
        "aws.request_id"
    }

    fn add_call_headers(&self, headers: &mut HeaderMap) {
        headers.insert(USER_AGENT, self.user_agent.clone());
        if let Some(id) = self.invocations.next(&*self.system) {
            headers.insert(INVOCATION_ID, id);
        }
        if self.is_lambda
            && let Some(id) = self.environment.get("_X_AMZN_TRACE_ID")
            && let Ok(id) = HeaderValue::try_from(utf8_percent_encode(&id, CONTROLS).to_string())
        {
            headers.entry(TRACE_ID).or_insert(id);
        }
    }

    fn add_attempt_headers(&self, headers: &mut HeaderMap, attempt: u32, max_attempts: u32) {
        if let Ok(value) = HeaderValue::try_from(format!("attempt={attempt}; max={max_attempts}")) {
            headers.insert(ATTEMPT, value);
        }
    }

    fn request_id<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        request_id(headers)
    }

    /// AWS sets a request id on each response. An HTML page without one is that of a captive portal
    /// or a proxy, regardless of its status: the operation was not carried out.
    fn is_from_service(&self, response: &Response) -> bool {
        const HTML: &[u8] = b"text/html";
        let media = response.headers.get(CONTENT_TYPE);
        let is_html = media
            .and_then(|media| media.as_bytes().get(..HTML.len()))
            .is_some_and(|media| media.eq_ignore_ascii_case(HTML));
        !is_html || request_id(&response.headers).is_some()
    }

    fn read_failure(&self, response: &Response) -> ServiceFailure {
        read_failure(response)
    }

    fn retries_only_safe(&self) -> bool {
        false
    }

    /// By the code alone.
    fn classify(&self, _: &Response, failure: &ServiceFailure) -> Option<RetryClass> {
        failure.code.as_deref().and_then(classify_code)
    }

    fn retry_after(&self, headers: &HeaderMap, _now: Timestamp) -> Option<Duration> {
        retry_after(headers)
    }

    fn delay(&self, own: Duration, requested: Duration) -> Option<Duration> {
        Some(delay(own, requested))
    }
}

/// The delay before the next attempt, by the rule of AWS's SDKs: what the service requests, but neither less than the
/// client's own delay nor over 5 s more.
pub(crate) fn delay(own: Duration, requested: Duration) -> Duration {
    requested.clamp(own, own.saturating_add(Duration::from_secs(5)))
}

/// The header `x-amz-retry-after`, in milliseconds.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("x-amz-retry-after")?.to_str().ok()?;
    value.trim().parse().ok().map(Duration::from_millis)
}

/// Reads code, message and request id of an error response. The body may be anything.
pub(crate) fn read_failure(response: &Response) -> ServiceFailure {
    let header = |name: &str| response.headers.get(name).and_then(|value| value.to_str().ok());
    let header_code = header("x-amzn-errortype").and_then(bare_code);
    let query_code = || header("x-amzn-query-error")?.split(';').next().and_then(bare_code);
    let is_aws_json = header("content-type").is_some_and(|media| media.starts_with(AWS_JSON));
    let keys = match is_aws_json {
        true => ["__type", "code", "Code"],
        false => ["code", "Code", "__type"],
    };
    let request_id = request_id(&response.headers).map(str::to_owned);
    match json::object(&response.body) {
        Some(body) => ServiceFailure {
            code: header_code
                .or_else(|| keys.iter().find_map(|key| string(&body, key).and_then(bare_code)))
                .or_else(query_code)
                .map(str::to_owned),
            message: ["message", "Message", "errorMessage", "exceptionMessage"]
                .iter()
                .find_map(|key| string(&body, key))
                .unwrap_or_default()
                .to_owned()
                .into(),
            request_id,
        },
        None => ServiceFailure {
            message: match header_code {
                // A response with a code usually has no body.
                Some(_) if response.body.is_empty() => "".into(),
                _ => unexpected::describe_failure(response).into(),
            },
            code: header_code.map(str::to_owned),
            request_id,
        },
    }
}

fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"]
        .iter()
        .find_map(|name| headers.get(*name))
        .and_then(|value| value.to_str().ok())
}

fn string<'a>(body: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    body.get(key).and_then(Value::as_str)
}

/// `namespace#Code:http://…` becomes `Code`.
fn bare_code(code: &str) -> Option<&str> {
    let code = code.split(':').next().unwrap_or(code);
    let code = code.rsplit('#').next().unwrap_or(code).trim();
    (!code.is_empty()).then_some(code)
}

const THROTTLING: [&str; 14] = [
    "BandwidthLimitExceeded",
    "EC2ThrottledException",
    "LimitExceededException",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
];

const TRANSIENT: [&str; 2] = ["RequestTimeout", "RequestTimeoutException"];

/// Classifies an error response by its code, then by its status.
#[cfg(any(test, feature = "default-chain"))]
pub(crate) fn classify(code: Option<&str>, status: http::StatusCode) -> RetryClass {
    code.and_then(classify_code).unwrap_or_else(|| crate::retry::classify_status(status))
}

pub(super) fn classify_code(code: &str) -> Option<RetryClass> {
    if THROTTLING.contains(&code) {
        return Some(RetryClass::Throttling);
    }
    TRANSIENT.contains(&code).then_some(RetryClass::Transient)
}

/// The user agent in the format of AWS's logs:
/// `sdk-runtime/0.1.0 ua/2.1 api/ivs-realtime#2020-07-14 os/linux md/arch#x86_64 lang/rust app/shop`.
fn user_agent(service: &ServiceMeta, app_id: Option<&str>) -> HeaderValue {
    let system = match std::env::consts::OS {
        name @ ("linux" | "windows" | "macos" | "ios" | "android") => name,
        _ => "other",
    };
    let mut value = format!(
        "sdk-runtime/{} ua/2.1 api/{}#{} os/{system} md/arch#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        agent_token(service.id, ""),
        agent_token(service.api_version, ""),
        std::env::consts::ARCH,
    );
    if let Some(app_id) = app_id {
        value.push_str(" app/");
        value.push_str(&agent_token(app_id, "#,"));
    }
    // All characters are valid in a header, so the fallback is never used.
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("sdk-runtime"))
}

/// Generates invocation ids, which all attempts of a call share, in the form of random UUIDs.
///
/// Only the start is random: a random number per id took 2 % of the time of a small call. Ids of two processes can
/// coincide only if one was restored from a memory image of the other; the time of day then makes them differ.
#[derive(Debug, Default)]
struct InvocationIds {
    start: OnceLock<u128>,
    count: AtomicU64,
}

impl InvocationIds {
    fn next(&self, system: &dyn System) -> Option<HeaderValue> {
        let start = self.start.get_or_init(|| random_number(system));
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        let time = system.now().as_nanosecond().cast_unsigned() << 64;
        let number = mix(start.wrapping_add(time | u128::from(count)));
        HeaderValue::from_bytes(&uuid(number)).ok()
    }
}

/// A bijection that spreads small differences over all bits, because some bits of a UUID are fixed.
fn mix(number: u128) -> u128 {
    // The first bits of pi, made odd, so that the multiplication is invertible.
    const ODD: u128 = 0x243f_6a88_85a3_08d3_1319_8a2e_0370_7345;
    let number = number.wrapping_mul(ODD);
    let number = (number ^ number >> 64).wrapping_mul(ODD);
    number ^ number >> 64
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use http::StatusCode;

    use super::*;
    use crate::test_fixtures::{SERVICE, response};
    use crate::testing::ManualSystem;

    #[test]
    fn code_and_message_are_read_by_precedence_and_without_namespace() {
        let header = &[("x-amzn-errortype", "NotFound:http://internal/")][..];
        for (headers, body, code, message) in [
            (
                header,
                r#"{"code":"Other","exceptionMessage":"no such stage"}"#,
                Some("NotFound"),
                "no such stage",
            ),
            (&[], r#"{"code":"A#Conflict:x","__type":"B","Message":"m"}"#, Some("Conflict"), "m"),
            (
                &[],
                r#"{"__type":"com.amazon#Throttled","errorMessage":"slow"}"#,
                Some("Throttled"),
                "slow",
            ),
            (
                &[],
                r#"{"Code":"ThrottlingException","__type":"B"}"#,
                Some("ThrottlingException"),
                "",
            ),
            (&[], r#"{"code":"a#One","Code":"Two"}"#, Some("One"), ""),
            (
                &[("content-type", "application/x-amz-json-1.1")],
                r#"{"__type":"a#InvalidInput","code":"member"}"#,
                Some("InvalidInput"),
                "",
            ),
            (&[("x-amzn-query-error", "Queue.Missing;Sender")], "{}", Some("Queue.Missing"), ""),
            (&[], r#"{"code":7,"message":null}"#, None, ""),
            (header, "", Some("NotFound"), ""),
        ] {
            let failure = read_failure(&response(400, headers, body));
            assert_eq!(failure.code.as_deref(), code, "{body}");
            assert_eq!(failure.message, message, "{body}");
        }
    }

    #[test]
    fn deeply_nested_json_is_not_an_error_object() {
        let deep = response(500, &[], "[".repeat(100_000));
        assert_eq!(read_failure(&deep).code, None);
    }

    #[test]
    fn a_request_id_is_found_under_each_of_its_names() {
        for name in ["x-amzn-requestid", "x-amzn-request-id", "x-amz-request-id"] {
            let response = response(200, &[(name, "id")], "");
            assert_eq!(request_id(&response.headers), Some("id"));
        }
        assert_eq!(request_id(&HeaderMap::new()), None);
    }

    #[test]
    fn errors_are_classified_by_code_and_then_by_status() {
        let class = |code: &str, status| {
            let status = StatusCode::from_u16(status).unwrap();
            classify((!code.is_empty()).then_some(code), status)
        };
        for code in THROTTLING {
            assert_eq!(class(code, 400), RetryClass::Throttling, "{code}");
            assert_eq!(class(code, 503), RetryClass::Throttling, "{code}");
        }
        assert_eq!(class("RequestTimeout", 400), RetryClass::Transient);
        assert_eq!(class("InternalServerException", 500), RetryClass::Transient);
        assert_eq!(class("", 429), RetryClass::Throttling);
        for (code, status) in [
            ("ValidationException", 400),
            ("AccessDeniedException", 403),
            ("ResourceNotFoundException", 404),
        ] {
            assert_eq!(class(code, status), RetryClass::Never, "{code} {status}");
        }
    }

    #[test]
    fn the_service_can_raise_the_delay_by_five_seconds_and_never_lower_it() {
        let millis = Duration::from_millis;
        for (requested, expected) in [(100, 500), (1_500, 1_500), (60_000, 5_500)] {
            assert_eq!(delay(millis(500), millis(requested)), millis(expected), "{requested}");
        }
    }

    #[test]
    fn retry_after_is_a_number_of_milliseconds() {
        let read = |value| {
            let response = response(429, &[("x-amz-retry-after", value)], "");
            retry_after(&response.headers)
        };
        assert_eq!(read("1500"), Some(Duration::from_millis(1500)));
        assert_eq!(read("soon"), None);
        assert_eq!(read("-1"), None);
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }

    #[test]
    fn the_user_agent_names_library_api_system_and_application() {
        let value = user_agent(&SERVICE, Some("my shop\n1#a,b"));
        let value = value.to_str().unwrap();
        assert!(value.starts_with("sdk-runtime/"), "{value}");
        assert!(value.contains(" ua/2.1 api/ivs-realtime#2020-07-14 os/"), "{value}");
        assert!(value.ends_with(" lang/rust app/my-shop-1#a,b"), "{value}");
    }

    #[test]
    fn a_call_within_lambda_has_the_trace_id_of_the_invocation() {
        let trace_id = |variables: &[(&str, &str)], before: Option<&'static str>| {
            let environment = Environment::from_iter(variables.iter().copied());
            let system = Arc::new(ManualSystem::default());
            let protocol = AwsProtocol::new(&SERVICE, None, &environment, system);
            let before = before.map(|before| (TRACE_ID, HeaderValue::from_static(before)));
            let mut headers = HeaderMap::from_iter(before);
            protocol.add_call_headers(&mut headers);
            headers.get(TRACE_ID).map(|value| value.to_str().unwrap().to_owned())
        };
        let function = ("AWS_LAMBDA_FUNCTION_NAME", "f");
        let id = ("_X_AMZN_TRACE_ID", "Root=1-5;Parent=53 9\n\u{bc}");
        assert_eq!(trace_id(&[id], None), None);
        assert_eq!(trace_id(&[function], None), None);
        assert_eq!(
            trace_id(&[function, id], None).as_deref(),
            Some("Root=1-5;Parent=53 9%0A%C2%BC")
        );
        assert_eq!(trace_id(&[function, id], Some("own")).as_deref(), Some("own"));
    }

    #[test]
    fn invocation_ids_are_unique() {
        let system = ManualSystem::default();
        let (one, restored) = (InvocationIds::default(), InvocationIds::default());
        let mut seen = BTreeSet::new();
        for invocations in [&one, &restored] {
            // The clock of the test does not advance.
            for _ in 0..10_000 {
                let id = invocations.next(&system).unwrap();
                let id = id.to_str().unwrap().to_owned();
                assert_eq!((id.len(), &id[14..15]), (36, "4"), "{id}");
                assert!(seen.insert(id));
            }
        }
    }

    #[test]
    fn invocation_ids_of_copies_of_a_process_differ_by_time() {
        let at = |system: &dyn System| {
            let copy = InvocationIds::default();
            copy.start.set(7).unwrap();
            copy.next(system).unwrap()
        };
        let system = ManualSystem::default();
        let first = at(&system);
        assert_eq!(first, at(&system));
        system.advance(Duration::from_nanos(1));
        assert_ne!(first, at(&system));
    }
}
