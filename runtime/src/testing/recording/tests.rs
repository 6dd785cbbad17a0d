use serde_json::{Value, json};

use super::{Recorder, Replayer};
use crate::testing::{ScriptedTransport, Step};
use crate::transport::{TransportErrorKind, TransportLimits};
use crate::{
    Builder, CallOptions, Client, Credentials, DecodeError, Environment, Error, ErrorKind,
    Operation, OperationMeta, Request, Response, Retries, ServiceClient, ServiceMeta,
    Transport as _,
};

struct Tag;

impl Operation for Tag {
    type Input = (&'static str, Value);
    type Output = Value;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Tag");

    fn encode((arn, body): &Self::Input) -> Result<Request, Error> {
        let request = Request::new(http::Method::POST)
            .literal("/tags/")
            .label("arn", arn)?;
        request
            .query("key", "a b")
            .header("x-note", "note", "of 123456789012")?
            .json(body)
    }

    fn decode(response: &Response) -> Result<Value, DecodeError> {
        Ok(response.json_payload()?.unwrap_or_default())
    }
}

struct Service(Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "test",
        title: "Test",
        api_version: "1",
        endpoint_prefix: "test",
        signing_name: "test",
    };
    const SECRETS: &'static [&'static str] = &["pin"];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/a";
const SECRETS: &[&str] = &[
    "123456789012",
    "AKIAIOSFODNN7EXAMPLE",
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

fn answer() -> Value {
    json!({
        "arn": ARN,
        "token": {"text": "eyJhbGc.eyJzdWI.c2ln"},
        "message": "AKIAIOSFODNN7EXAMPLE said pin-hunter2",
    })
}

async fn tag(client: &Client, arn: &'static str, body: Value) -> Result<Value, Error> {
    client
        .send::<Tag>(&(arn, body), &CallOptions::default())
        .await
}

/// A session of three calls, the second of which succeeds at its second attempt.
async fn session() -> Recorder {
    let network = ScriptedTransport::new([
        Step::json(200, answer()),
        Step::Fail(TransportErrorKind::Reset),
        Step::answer(
            200,
            &[("set-cookie", "cookie-hunter2"), ("x-kept", "yes")],
            "[2]",
        ),
        Step::error(404, "NotFound", "no such thing in 123456789012"),
    ]);
    let recorder = Recorder::new(network).for_service::<Service>();
    let token = Some("session-hunter2".into());
    let client = Builder::<Service>::new(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "key-hunter2",
            token,
        ))
        .system(crate::testing::ManualSystem::default())
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
async fn a_recording_holds_all_but_what_tells_who_made_it() {
    let recorder = session().await;
    let text = recorder.to_text();
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} in {text}");
        assert!(!format!("{recorder:?}").contains(secret));
    }
    for gone in [
        "amz-sdk",
        "authorization",
        "user-agent",
        "\"host\"",
        "set-cookie",
    ] {
        assert!(!text.contains(gone), "{gone} in {text}");
    }
    let file: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(file["secrets"], json!(["pin"]));
    let first = &file["exchanges"][0];
    let account = first["request"]["body"]["json"]["owner"].to_string();
    assert_eq!(account.len(), 12);
    assert_eq!(
        first["request"]["path"],
        format!("/tags/arn%3Aaws%3Aivs%3Aus-east-1%3A{account}%3Astage%2Fa?key=a%20b")
    );
    assert_eq!(
        first["request"]["headers"]["x-note"],
        json!([format!("of {account}")])
    );
    let arn = format!("arn:aws:ivs:us-east-1:{account}:stage/a");
    assert_eq!(
        first["request"]["body"]["json"]["arns"],
        json!({(&arn): [&arn]})
    );
    assert_eq!(first["answer"]["body"]["json"]["arn"], arn);
    let pin = first["request"]["body"]["json"]["pin"].as_str().unwrap();
    let message = first["answer"]["body"]["json"]["message"].as_str().unwrap();
    assert!(
        message.ends_with(&format!(" said {pin}")),
        "{message}: the same for the same"
    );
    assert_eq!(file["exchanges"][1]["failure"], "Reset");
    assert_eq!(
        file["exchanges"][2]["answer"]["headers"],
        json!({"x-kept": ["yes"]})
    );
}

#[tokio::test]
async fn a_session_goes_as_it_went() {
    let replayer = Replayer::from_text(&session().await.to_text()).unwrap();
    let client = replayer.client::<Service>().0;
    let error = tag(&client, "c", json!({})).await.unwrap_err();
    assert_eq!(
        (error.code(), error.status().unwrap().as_u16()),
        (Some("NotFound"), 404)
    );
    let answer = tag(&client, ARN, body()).await.unwrap();
    assert_eq!(tag(&client, "b", json!({})).await.unwrap(), json!([2]));
    replayer.assert_all_played();

    // What the recording says of the account, the program may say again.
    let again = Replayer::from_text(&session().await.to_text()).unwrap();
    let arn: &'static str = answer["arn"].as_str().unwrap().to_owned().leak();
    let mut changed = body();
    changed["clientToken"] = json!("another, as every time");
    tag(&again.client::<Service>().0, arn, changed)
        .await
        .unwrap();
    assert_eq!(again.exchanges_left(), 3);
}

#[tokio::test]
async fn another_account_fits_if_it_is_the_same_throughout() {
    const OTHER: &str = "arn:aws:ivs:us-east-1:999999999999:stage/a";
    let text = session().await.to_text();
    let mut other = body();
    other["owner"] = json!(999_999_999_999_u64);
    other["arns"] = json!({(OTHER): [OTHER]});
    let client = Replayer::from_text(&text).unwrap().client::<Service>().0;
    tag(&client, OTHER, other.clone()).await.unwrap();

    other["owner"] = json!(888_888_888_888_u64);
    let client = Replayer::from_text(&text).unwrap().client::<Service>().0;
    let error = tag(&client, OTHER, other).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("names another account, key or secret than the requests before")
    );
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_compared_with_the_nearest() {
    let replayer = Replayer::from_text(&session().await.to_text()).unwrap();
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
         in exchange 1, the nearest, `body.name` was \"demo\" and is \"other\", `body.pin` was \
         \"<secret>\" and is null, `body.new` is true and was missing"
    );
    let error = tag(&client, "d", json!({})).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("nothing that is left has this method and path"),
        "{error}"
    );

    tag(&client, "b", json!({})).await.unwrap();
    let error = tag(&client, "b", json!({})).await.unwrap_err();
    assert!(
        error
            .message()
            .ends_with("recorded 2 time(s) and is sent once more"),
        "{error}"
    );

    let panic = std::panic::catch_unwind(|| replayer.assert_all_played()).unwrap_err();
    let panic = panic.downcast_ref::<String>().unwrap();
    assert_eq!(panic.lines().count(), 6, "{panic}");
    assert!(
        panic.contains("- exchange 4, POST /tags/c?key=a%20b, was not asked for\n"),
        "{panic}"
    );
}

#[tokio::test]
async fn a_recording_lies_in_a_file_and_one_that_is_none_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("session.json");
    session().await.save(&path).unwrap();
    assert_eq!(Replayer::load(&path).unwrap().exchanges_left(), 4);

    let error = Replayer::load(folder.path().join("none"))
        .unwrap_err()
        .to_string();
    assert!(error.contains("none: "), "{error}");
    let error = Replayer::from_text("{}").unwrap_err().to_string();
    assert!(
        error.starts_with("recording: missing field `exchanges`"),
        "{error}"
    );
}

#[tokio::test]
async fn requests_for_credentials_are_neither_kept_nor_answered() {
    let request = || http::Request::new(bytes::Bytes::new());
    let limits = TransportLimits::default();
    let recorder = Recorder::new(ScriptedTransport::new([Step::answer(
        200,
        &[],
        "key-hunter2",
    )]));
    recorder.send(request(), limits).await.unwrap();
    let text = recorder.to_text();
    assert!(text.contains("\"exchanges\": []"), "{text}");

    let replayer = Replayer::from_text(&text).unwrap();
    let error = replayer.send(request(), limits).await.unwrap_err();
    assert!(
        error.to_string().contains("holds no credentials"),
        "{error}"
    );
}

#[tokio::test]
async fn bodies_of_any_kind_come_back() {
    let limits = TransportLimits::default();
    for body in [&b""[..], b"{\"a\":1}", b"plain", b"\xff\x00"] {
        let network = ScriptedTransport::new([Step::answer(200, &[], body)]);
        let recorder = Recorder::new(network);
        let mut request = http::Request::new(bytes::Bytes::from_static(body));
        request
            .headers_mut()
            .insert(super::recorder::MARK, http::HeaderValue::from_static("1"));
        *request.uri_mut() = "https://h/".parse().unwrap();
        recorder.send(request.clone(), limits).await.unwrap();
        let replayer = Replayer::from_text(&recorder.to_text()).unwrap();
        assert_eq!(
            replayer.send(request, limits).await.unwrap().into_body(),
            body
        );
    }
}
