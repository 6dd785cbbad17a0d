//! Requests: endpoint, headers, and a new signature for each attempt.

use std::sync::Arc;
use std::time::Duration;

use crate::test_fixtures::{
    Fixture, GetStage, RotatingProvider, Service, get_stage, ok, service_error, status,
};
use crate::testing::{ScriptedTransport, Step};
use crate::{
    CallOptions, Client, ClientBuilder, Credentials, Environment, Error, ErrorKind, ServiceClient,
    ServiceMeta,
};

#[tokio::test]
async fn a_request_is_signed_and_has_the_headers_of_aws() {
    let fixture = Fixture::new([ok()]);
    assert_eq!(fixture.call().await.unwrap()["name"], "demo");

    let requests = fixture.transport.take_requests();
    let [request] = requests.as_slice() else {
        panic!("{requests:?}");
    };
    assert_eq!(request.uri(), "https://ivsrealtime.eu-west-1.amazonaws.com/GetStage/a%3Ab");
    assert_eq!(request.headers()["host"], "ivsrealtime.eu-west-1.amazonaws.com");
    assert_eq!(request.headers()["x-amz-date"], "20260101T000000Z");
    assert_eq!(request.headers()["x-amz-security-token"], "session-token");
    assert_eq!(request.headers()["amz-sdk-request"], "attempt=1; max=3");
    assert_eq!(request.body(), r#"{"arn":"a:b"}"#);
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(
        authorization.contains("Credential=AKID/20260101/eu-west-1/ivs/aws4_request"),
        "{authorization}"
    );
    for name in ["amz-sdk-invocation-id", "amz-sdk-request", "content-type", "host"] {
        assert!(authorization.contains(name), "{name} in {authorization}");
    }
    let agent = request.headers()["user-agent"].to_str().unwrap();
    assert!(agent.contains("api/ivs-realtime#2020-07-14"), "{agent}");
}

/// A service whose endpoint rules name one host for a partition.
struct GlobalService(Client);

impl ServiceClient for GlobalService {
    const SERVICE: ServiceMeta =
        ServiceMeta { endpoint_prefix: "networkmanager", ..Service::SERVICE };
    const SECRETS: &'static [&'static str] = &[];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

#[tokio::test]
async fn requests_to_a_global_host_are_signed_for_its_region() {
    let transport = ScriptedTransport::new([ok()]);
    let client = ClientBuilder::<GlobalService>::new(Environment::empty())
        .region("eu-west-1")
        .credentials(Credentials::new("AKID", "secret", None))
        .transport(transport.clone())
        .build()
        .unwrap();
    get_stage(&client.0, CallOptions::default()).await.unwrap();
    let request = transport.take_requests().remove(0);
    assert_eq!(request.headers()["host"], "networkmanager.us-west-2.amazonaws.com");
    let authorization = request.headers()["authorization"].to_str().unwrap();
    assert!(authorization.contains("/us-west-2/ivs/aws4_request"), "{authorization}");
}

#[tokio::test]
async fn attempts_share_the_invocation_id_and_are_signed_anew() {
    let fixture = Fixture::new([]);
    for step in [status(503), status(500), ok()] {
        // Signatures have a resolution of one second, and the first delays are shorter.
        let clock = Arc::new(fixture.system.clone());
        fixture.transport.push(Step::Delay(clock, Duration::from_secs(2), Box::new(step)));
    }
    fixture.call().await.unwrap();

    let requests = fixture.transport.take_requests();
    let header = |name: &str| -> Vec<String> {
        requests
            .iter()
            .map(|request| request.headers()[name].to_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        header("amz-sdk-request"),
        ["attempt=1; max=3", "attempt=2; max=3", "attempt=3; max=3"]
    );
    let mut ids = header("amz-sdk-invocation-id");
    ids.dedup();
    assert_eq!(ids.len(), 1);
    for name in ["authorization", "x-amz-date"] {
        let mut values = header(name);
        values.dedup();
        assert_eq!(values.len(), 3, "{name}");
    }
}

#[tokio::test]
async fn an_invalid_input_is_not_sent() {
    let fixture = Fixture::new([]);
    let error = fixture
        .client()
        .send::<GetStage>(&String::new(), &CallOptions::default())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().starts_with("GetStage failed: arn: "), "{error}");
    assert!(error.attempts().is_empty());
    assert!(fixture.transport.take_requests().is_empty());
}

#[test]
fn a_client_without_region_is_not_built() {
    let error = ClientBuilder::<Service>::new(Environment::empty()).build().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().starts_with("no region: "), "{error}");
}

#[tokio::test]
async fn an_invalid_session_token_is_an_error() {
    let fixture = Fixture::new([]);
    let client = fixture
        .builder()
        .credentials(Credentials::new("AKID", "k", Some("to\nken".into())))
        .build()
        .unwrap()
        .0;
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(!error.to_string().contains("ken\""), "{error}");
    assert!(fixture.transport.take_requests().is_empty());
}

#[tokio::test]
async fn the_next_call_after_a_rejected_key_loads_another() {
    let rejected = service_error(403, "ExpiredTokenException");
    let fixture =
        Fixture::new([ok(), rejected, ok(), service_error(403, "AccessDeniedException"), ok()]);
    let builder = fixture.builder().credentials_provider(RotatingProvider::default());
    let client = builder.build().unwrap().0;
    let mut outcomes = Vec::new();
    for _ in 0..5 {
        let outcome = get_stage(&client, CallOptions::default()).await;
        outcomes.push(outcome.is_ok());
        fixture.system.advance(Duration::from_secs(40));
    }
    assert_eq!(outcomes, [true, false, true, false, true]);
    let requests = fixture.transport.take_requests();
    let keys: Vec<_> = requests
        .iter()
        .map(|request| {
            let signed = request.headers()["authorization"].to_str().unwrap();
            signed["AWS4-HMAC-SHA256 Credential=".len()..][..4].to_owned()
        })
        .collect();
    assert_eq!(keys, ["KEY0", "KEY0", "KEY1", "KEY1", "KEY1"]);
}

fn skewed(code: &'static str, date: &'static str) -> Step {
    Step::response(403, &[("x-amzn-errortype", code), ("date", date)], "{}")
}

#[tokio::test]
async fn the_clock_is_corrected_by_the_rejection() {
    let fixture = Fixture::new([
        skewed("InvalidSignatureException", "Thu, 01 Jan 2026 01:00:00 GMT"),
        ok(),
        ok(),
    ]);
    let client = fixture.client();
    get_stage(&client, CallOptions::default()).await.unwrap();
    get_stage(&client, CallOptions::default()).await.unwrap();
    let dates: Vec<_> = fixture
        .transport
        .take_requests()
        .iter()
        .map(|request| request.headers()["x-amz-date"].clone())
        .collect();
    assert_eq!(dates, ["20260101T000000Z", "20260101T010000Z", "20260101T010000Z"]);
}

#[tokio::test]
async fn a_wrong_key_is_not_a_clock_skew() {
    for step in [
        skewed("SignatureDoesNotMatch", "Thu, 01 Jan 2026 00:00:30 GMT"),
        service_error(403, "SignatureDoesNotMatch"),
        skewed("AccessDeniedException", "Thu, 01 Jan 2026 00:00:30 GMT"),
        skewed("ConflictException", "Thu, 01 Jan 2026 01:00:00 GMT"),
    ] {
        let fixture = Fixture::new([step, ok()]);
        let error = fixture.call().await.unwrap_err();
        assert_eq!(error.attempts().len(), 1, "{error}");
        assert!(!error.is_retryable());
    }
}

#[test]
fn the_metadata_of_a_client_has_service_region_and_endpoint() {
    let builder = Fixture::new([]).builder().region("cn-north-1");
    let meta = builder.build().unwrap().0.meta();
    assert_eq!(meta.service_id, "ivs-realtime");
    assert_eq!(meta.api_version, "2020-07-14");
    assert_eq!(meta.signing_name, "ivs");
    assert_eq!(meta.region, "cn-north-1");
    assert_eq!(meta.partition, "aws-cn");
    assert_eq!(meta.endpoint_url, "https://ivsrealtime.cn-north-1.amazonaws.com.cn");
}

#[test]
fn a_builder_shows_no_password() {
    let builder = Fixture::new([]).builder().endpoint_url("https://me:hush@service.test");
    let shown = format!("{builder:?}");
    assert!(shown.contains("@service.test") && !shown.contains("hush"), "{shown}");
    let error = builder.build().map(|_| ()).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
}
