//! What is written down, and what is not.

use serde_json::{Value, json};

use super::super::{Recorder, Replayer, recorder};
use super::{SECRETS, Service, session};
use crate::testing::{ScriptedTransport, Step};
use crate::transport::TransportLimits;
use crate::{
    CallOptions, DecodeError, Error, Operation, OperationMeta, Request, Response, Transport as _,
};

#[tokio::test]
async fn a_recording_holds_all_but_what_tells_who_made_it() {
    let recorder = session().await;
    let text = recorder.to_json();
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
async fn a_session_token_that_the_service_repeats_stays_out() {
    let message = "The Canonical String for this request should have been\n'POST\n/tags/c\n\n\
                   x-amz-security-token:session-hunter2\n'";
    let refusals = [
        Step::error(403, "InvalidSignatureException", message),
        Step::response(403, &[], message),
    ];
    let recorder = Recorder::new(ScriptedTransport::new(refusals));
    let client = super::builder().transport(recorder.clone()).build();
    let client = client.unwrap().0;
    for _ in 0..2 {
        super::tag(&client, "c", json!({})).await.unwrap_err();
    }
    let text = recorder.to_json();
    assert!(text.contains("x-amz-security-token:"), "{text}");
    assert!(!text.contains("hunter2"), "{text}");
}

#[tokio::test]
async fn requests_for_credentials_are_neither_kept_nor_answered() {
    let request = || http::Request::new(bytes::Bytes::new());
    let limits = TransportLimits::default();
    let recorder = Recorder::new(ScriptedTransport::new([Step::response(
        200,
        &[],
        "key-hunter2",
    )]));
    recorder.send(request(), limits).await.unwrap();
    let text = recorder.to_json();
    assert!(text.contains("\"exchanges\": []"), "{text}");

    let replayer = Replayer::from_json(&text).unwrap();
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
        let network = ScriptedTransport::new([Step::response(200, &[], body)]);
        let recorder = Recorder::new(network);
        let mut request = http::Request::new(bytes::Bytes::from_static(body));
        request
            .headers_mut()
            .insert(recorder::MARK, http::HeaderValue::from_static("1"));
        *request.uri_mut() = "https://h/".parse().unwrap();
        recorder.send(request.clone(), limits).await.unwrap();
        let replayer = Replayer::from_json(&recorder.to_json()).unwrap();
        assert_eq!(
            replayer.send(request, limits).await.unwrap().into_body(),
            body
        );
    }
}

/// A call whose path holds a secret.
struct Enter;

impl Operation for Enter {
    type Input = &'static str;
    type Output = ();
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Enter");

    fn encode(pin: &&'static str) -> Result<Request, Error> {
        let request = Request::new(http::Method::POST).literal("/doors/");
        request.label("pin", pin)?.json(&json!({}))
    }

    fn decode(_: &Response) -> Result<(), DecodeError> {
        Ok(())
    }
}

#[tokio::test]
async fn a_secret_of_the_path_stays_out_and_any_other_fits() {
    let recorder = Recorder::new(ScriptedTransport::new([Step::response(200, &[], "{}")]));
    let recorder = recorder.for_service::<Service>();
    let client = super::builder()
        .transport(recorder.clone())
        .build()
        .unwrap();
    let options = CallOptions::default();
    client
        .0
        .send::<Enter>(&"pin-hunter2", &options)
        .await
        .unwrap();
    let text = recorder.to_json();
    assert!(!text.contains("hunter2"), "{text}");

    let replayer = Replayer::from_json(&text).unwrap();
    let client = replayer.client::<Service>().0;
    client
        .send::<Enter>(&"another-pin", &options)
        .await
        .unwrap();
    replayer.assert_all_played();
}
