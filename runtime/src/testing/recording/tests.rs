//! Recording and replaying a session, and the removal of its secrets.

use bytes::Bytes;
use serde_json::{Value, json};

use super::{Recorder, Replayer};
use crate::client::OperationRequest;
use crate::test_fixtures::PlainService;
#[cfg(not(feature = "aws"))]
use crate::test_fixtures::PlainService as Service;
#[cfg(feature = "aws")]
use crate::test_fixtures::Service;
use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::transport::{TransportErrorKind, TransportLimits};
use crate::{
    CallOptions, Client, ClientBuilder, DecodeError, EncodedRequest, Environment, Error, ErrorKind,
    Operation, OperationMeta, Response, Retries, Transport as _,
};

struct Tag;

impl Operation for Tag {
    type Input = (&'static str, Value);
    type Output = Value;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Tag").idempotent();

    fn encode((arn, body): &Self::Input) -> Result<EncodedRequest, Error> {
        let request =
            EncodedRequest::new(http::Method::POST).literal("/tags/").label("arn", arn)?;
        request.query("key", "a b").header("x-note", "note", "of 123456789012")?.json(body)
    }

    fn decode(response: &Response) -> Result<Value, DecodeError> {
        Ok(response.json_payload()?.unwrap_or_default())
    }
}

const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/a";
const SECRETS: &[&str] = &[
    "123456789012",
    "AKIA0123456789ABCDEF",
    "key-hunter2",
    "session-hunter2",
    "eyJhbGc.eyJzdWI.c2ln",
    "pin-hunter2",
    "random-hunter2",
    "cookie-hunter2",
];

fn body() -> Value {
    json!({
        "name": "demo",
        "pin": "pin-hunter2",
        "clientToken": "random-hunter2",
        "owner": 123_456_789_012_u64,
        "arns": {(ARN): [ARN]},
    })
}

fn response() -> Value {
    json!({
        "arn": ARN,
        "token": {"text": "eyJhbGc.eyJzdWI.c2ln"},
        "message": "AKIA0123456789ABCDEF used pin-hunter2",
    })
}

async fn tag(client: &Client, arn: &'static str, body: Value) -> Result<Value, Error> {
    client.send::<Tag>(&(arn, body), &CallOptions::default()).await
}

#[cfg(feature = "aws")]
fn builder() -> ClientBuilder<Service> {
    let token = Some("session-hunter2".into());
    let credentials = crate::Credentials::new("AKIA0123456789ABCDEF", "key-hunter2", token);
    ClientBuilder::new(Environment::empty()).region("us-east-1").credentials(credentials)
}

#[cfg(not(feature = "aws"))]
fn builder() -> ClientBuilder<Service> {
    plain_builder()
}

fn plain_builder() -> ClientBuilder<PlainService> {
    ClientBuilder::new(Environment::empty()).endpoint_url("https://service.example")
}

/// Three calls, the second of which succeeds in its second attempt.
async fn session() -> Recorder {
    let network = ScriptedTransport::new([
        Step::json(200, response()),
        Step::Fail(TransportErrorKind::Reset),
        Step::response(200, &[("set-cookie", "cookie-hunter2"), ("x-kept", "yes")], "[2]"),
        Step::json(404, json!({"code": "NotFound", "message": "no such thing in 123456789012"})),
    ]);
    let recorder = Recorder::new(network).for_service::<Service>();
    let client = builder()
        .system(ManualSystem::default())
        .retries(Retries::standard())
        .transport(recorder.clone())
        .build()
        .unwrap()
        .0;
    tag(&client, ARN, body()).await.unwrap();
    tag(&client, "b", json!({})).await.unwrap();
    tag(&client, "c", json!({})).await.unwrap_err();
    recorder
}

#[tokio::test]
async fn a_recording_contains_no_secrets_and_identities() {
    let recorder = session().await;
    let recording = recorder.to_json();
    for secret in SECRETS {
        assert!(!recording.contains(secret), "{secret} in {recording}");
        assert!(!format!("{recorder:?}").contains(secret));
    }
    for gone in ["amz-sdk", "authorization", "user-agent", "\"host\"", "set-cookie"] {
        assert!(!recording.contains(gone), "{gone} in {recording}");
    }
    let file: Value = serde_json::from_str(&recording).unwrap();
    assert_eq!(file["secrets"], json!(["pin"]));
    let first = &file["exchanges"][0];
    let account = first["request"]["body"]["json"]["owner"].to_string();
    assert_eq!(account, "111122223333");
    assert_eq!(
        first["request"]["path"],
        format!("/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A{account}%3Astage%2Fa?key=a%20b")
    );
    assert_eq!(first["request"]["headers"]["x-note"], json!([format!("of {account}")]));
    let arn = format!("arn:aws:ivs:us-east-1:{account}:stage/a");
    assert_eq!(first["request"]["body"]["json"]["arns"], json!({(&arn): [&arn]}));
    assert_eq!(first["response"]["body"]["json"]["arn"], arn);
    let pin = first["request"]["body"]["json"]["pin"].as_str().unwrap();
    let message = first["response"]["body"]["json"]["message"].as_str().unwrap();
    assert!(message.ends_with(&format!(" used {pin}")), "{message}");
    assert_eq!(file["exchanges"][1]["failure"], "Reset");
    assert_eq!(file["exchanges"][2]["response"]["headers"], json!({"x-kept": ["yes"]}));
}

#[tokio::test]
async fn calls_of_a_service_without_a_provider_are_recorded_and_replayed() {
    let network = ScriptedTransport::new([Step::json(200, response())]);
    let recorder = Recorder::new(network).for_service::<PlainService>();
    let client = plain_builder().transport(recorder.clone()).build().unwrap();
    tag(&client.0, ARN, body()).await.unwrap();
    let text = recorder.to_json();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
    }

    let replayer = Replayer::from_json(&text).unwrap();
    assert_eq!(replayer.exchanges_left(), 1);
    tag(&replayer.client::<PlainService>().0, ARN, body()).await.unwrap();
    replayer.assert_all_played();
}

#[cfg(feature = "aws")]
#[tokio::test]
async fn session_tokens_repeated_by_the_service_are_scrubbed() {
    let message = "The Canonical String for this request should have been\n'POST\n/tags/c\n\n\
                   x-amz-security-token:session-hunter2\n'";
    let refusals =
        [Step::error(403, "InvalidSignatureException", message), Step::response(403, &[], message)];
    let recorder = Recorder::new(ScriptedTransport::new(refusals));
    let client = builder().transport(recorder.clone()).build().unwrap().0;
    for _ in 0..2 {
        tag(&client, "c", json!({})).await.unwrap_err();
    }
    let recording = recorder.to_json();
    assert!(recording.contains("x-amz-security-token:"), "{recording}");
    assert!(!recording.contains("hunter2"), "{recording}");
}

#[tokio::test]
async fn requests_for_credentials_are_neither_recorded_nor_replayed() {
    let request = || http::Request::new(Bytes::new());
    let limits = TransportLimits::default();
    let recorder = Recorder::new(ScriptedTransport::new([Step::response(200, &[], "key-hunter2")]));
    recorder.send(request(), limits).await.unwrap();
    let recording = recorder.to_json();
    assert!(recording.contains("\"exchanges\": []"), "{recording}");

    let replayer = Replayer::from_json(&recording).unwrap();
    let error = replayer.send(request(), limits).await.unwrap_err();
    assert!(error.to_string().contains("contains no credentials"), "{error}");
}

#[tokio::test]
async fn bodies_of_all_forms_are_replayed() {
    let limits = TransportLimits::default();
    for body in [&b""[..], b"{\"a\":1}", b"plain", b"\xff\x00"] {
        let network = ScriptedTransport::new([Step::response(200, &[], body)]);
        let recorder = Recorder::new(network);
        let mut request = http::Request::new(Bytes::from_static(body));
        request.extensions_mut().insert(OperationRequest);
        *request.uri_mut() = "https://h/".parse().unwrap();
        recorder.send(request.clone(), limits).await.unwrap();
        let replayer = Replayer::from_json(&recorder.to_json()).unwrap();
        assert_eq!(replayer.send(request, limits).await.unwrap().into_body(), body);
    }
}

/// An operation with a secret in its path.
struct Enter;

impl Operation for Enter {
    type Input = &'static str;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Enter");

    fn encode(pin: &&'static str) -> Result<EncodedRequest, Error> {
        let request = EncodedRequest::new(http::Method::POST).literal("/doors/");
        request.label("pin", pin)?.json(&json!({}))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn secrets_in_the_path_are_scrubbed_and_match_any_value() {
    let recorder = Recorder::new(ScriptedTransport::new([Step::response(200, &[], "{}")]));
    let recorder = recorder.for_service::<Service>();
    let client = builder().transport(recorder.clone()).build().unwrap();
    let options = CallOptions::default();
    client.0.send::<Enter>(&"pin-hunter2", &options).await.unwrap();
    let recording = recorder.to_json();
    assert!(!recording.contains("hunter2"), "{recording}");

    let replayer = Replayer::from_json(&recording).unwrap();
    let client = replayer.client::<Service>().0;
    client.send::<Enter>(&"another-pin", &options).await.unwrap();
    replayer.assert_all_played();
}

#[tokio::test]
async fn exchanges_are_replayed_in_any_order() {
    let replayer = Replayer::from_json(&session().await.to_json()).unwrap();
    let client = replayer.client::<Service>().0;
    let error = tag(&client, "c", json!({})).await.unwrap_err();
    assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("NotFound"), 404));
    let output = tag(&client, ARN, body()).await.unwrap();
    assert_eq!(tag(&client, "b", json!({})).await.unwrap(), json!([2]));
    replayer.assert_all_played();

    // The program may repeat the placeholders of the recording.
    let again = Replayer::from_json(&session().await.to_json()).unwrap();
    let arn: &'static str = output["arn"].as_str().unwrap().to_owned().leak();
    let mut changed = body();
    changed["clientToken"] = json!("another, as every time");
    tag(&again.client::<Service>().0, arn, changed).await.unwrap();
    assert_eq!(again.exchanges_left(), 3);
}

#[tokio::test]
async fn another_account_matches() {
    const OTHER: &str = "arn:aws:ivs:us-east-1:999999999999:stage/a";
    let mut other = body();
    other["owner"] = json!(999_999_999_999_u64);
    other["arns"] = json!({(OTHER): [OTHER]});
    let replayer = Replayer::from_json(&session().await.to_json()).unwrap();
    let client = replayer.client::<Service>().0;
    tag(&client, OTHER, other).await.unwrap();
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_compared_with_the_most_similar() {
    let replayer = Replayer::from_json(&session().await.to_json()).unwrap();
    let client = replayer.client::<Service>().0;
    let mut changed = body();
    changed["name"] = json!("other");
    changed["new"] = json!(true);
    changed["pin"] = Value::Null;
    let error = tag(&client, ARN, changed).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(
        error.message(),
        "POST /tags/arn%3Aaws%3Aivs%3Aus-east-1%3A123456789012%3Astage%2Fa is not in the recording: \
         in exchange 1, the most similar, `body.name` was \"demo\" and is \"other\", `body.pin` was \
         \"<secret>\" and is null, `body.new` is true and was missing"
    );
    let error = tag(&client, "d", json!({})).await.unwrap_err();
    assert!(error.message().ends_with("no exchange left has this method and path"), "{error}");

    tag(&client, "b", json!({})).await.unwrap();
    let error = tag(&client, "b", json!({})).await.unwrap_err();
    assert!(error.message().ends_with("recorded 2 time(s) and is sent once more"), "{error}");

    let panic = std::panic::catch_unwind(|| replayer.assert_all_played()).unwrap_err();
    let panic = panic.downcast_ref::<String>().unwrap();
    assert_eq!(panic.lines().count(), 6, "{panic}");
    assert!(panic.contains("- exchange 4, POST /tags/c?key=a%20b, was not requested\n"), "{panic}");
}

#[tokio::test]
async fn recordings_are_stored_in_files_and_invalid_ones_are_errors() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.json");
    session().await.save(&path).unwrap();
    assert_eq!(Replayer::load(&path).unwrap().exchanges_left(), 4);

    let error = Replayer::load(folder.path().join("none")).unwrap_err().to_string();
    assert!(error.contains("none: "), "{error}");
    let error = Replayer::from_json("{}").unwrap_err().to_string();
    assert!(error.starts_with("recording: missing field `exchanges`"), "{error}");
}
