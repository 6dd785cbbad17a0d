//! Secrets are redacted in debug output, errors, logs, recordings and prepared requests.

use crate::support::{ARN, builder, scripted};
use e2e_tests::capture::Response;
use generated_sdk::operations::*;
use generated_sdk::types::ParticipantToken;
use generated_sdk::{CallOptions, Client, Credentials, Error, Secret};
use sdk_runtime::testing::{Recorder, ScriptedTransport, Step};
use sdk_runtime::{DecodeError, Environment};
use serde_json::json;
use std::error::Error as _;
use std::fmt::Debug;
use std::io::Write;
use std::sync::{Arc, Mutex};

const SECRETS: [&str; 5] =
    ["s3cr3t-key", "s3ss10n-token", "p4rt1c1pant-token", "str3am-key", "env1r0nment-secret"];

fn assert_redacted(shown: &str) {
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// Both forms of `Debug`.
fn assert_debug_redacted(value: &dyn Debug) {
    let shown = format!("{value:?} {value:#?}");
    assert!(shown.len() > 10, "{shown}");
    assert_redacted(&shown);
}

fn credentials() -> Credentials {
    Credentials::new("AKID", "s3cr3t-key", Some(Secret::from("s3ss10n-token")))
}

#[tokio::test]
async fn clients_builders_calls_and_lists_are_redacted() {
    assert_debug_redacted(&credentials());
    let environment = Environment::from_iter([
        ("AWS_SECRET_ACCESS_KEY", "env1r0nment-secret"),
        ("AWS_SESSION_TOKEN", "s3ss10n-token"),
    ]);
    let builder = builder().environment(environment).credentials(credentials());
    assert_debug_redacted(&builder);
    let client = builder.build().unwrap();
    assert_debug_redacted(&client);
    assert_debug_redacted(&client.create_participant_token(ARN).user_id("alice"));
    assert_debug_redacted(&client.list_stages().pages());
    assert_debug_redacted(&client.list_stages().items());
}

#[tokio::test]
async fn outputs_redact_only_secret_members() {
    let token = ParticipantToken::default().with_token("p4rt1c1pant-token").with_user_id("alice");
    let made = CreateParticipantTokenOutput::default().with_participant_token(token.clone());
    assert_debug_redacted(&made);
    assert_debug_redacted(&CreateStageOutput::default().with_participant_tokens([token.clone()]));
    let shown = format!("{token:?}");
    assert!(shown.contains("alice") && shown.contains("token: Some(**redacted**)"), "{shown}");
    assert_eq!(token.token.unwrap().expose(), "p4rt1c1pant-token");
}

/// The error of one attempt in all its forms, with its sources.
async fn shown(response: Response) -> String {
    let (server, _) = scripted([response]).await;
    let client = builder().credentials(credentials()).endpoint_url(server.endpoint_url());
    let client: Client = client.build().unwrap();
    let options = CallOptions::default().max_attempts(1);
    let call = client.create_participant_token(ARN).options(options);
    let error: Error = call.send().await.unwrap_err();
    let mut shown = format!(
        "{error} {error:?} {error:#?} {:?} {:?} {:?}",
        error.attempts(),
        error.as_runtime(),
        error.raw_response(),
    );
    let mut source = error.source();
    while let Some(cause) = source {
        shown.push_str(&format!(" {cause} {cause:?}"));
        source = cause.source();
    }
    // `source` passes over it.
    if let Some(cause) = error.as_runtime().find_source::<DecodeError>() {
        shown.push_str(&format!(" {cause} {cause:?}"));
    }
    shown
}

#[tokio::test]
async fn decoding_errors_contain_nothing_of_the_body() {
    for body in [
        r#"{"participantToken":{"token":"p4rt1c1pant-token""#,
        r#"{"participantToken":{"token":"p4rt1c1pant-token\q"}}"#,
        r#"{"participantToken":{"token":["p4rt1c1pant-token"]}}"#,
        r#"{"participantToken":{"token":{"p4rt1c1pant-token":1}}}"#,
        r#"{"participantToken":"p4rt1c1pant-token"}"#,
        r#"{"participantToken":{"token":"p4rt1c1pant-token","duration":"p4rt1c1pant-token"}}"#,
        r#"{"participantToken":{"expirationTime":"p4rt1c1pant-token"}}"#,
        "p4rt1c1pant-token",
    ] {
        assert_redacted(&shown(Response::json(200, body)).await);
    }
    // Only code and message of an error response are shown.
    let body = r#"{"__type":"X","message":"m","token":"p4rt1c1pant-token"}"#;
    let shown = shown(Response::json(400, body)).await;
    assert_redacted(&shown);
    assert!(shown.contains("CreateParticipantToken failed: X: m"), "{shown}");
}

/// The output of a tracing subscriber.
#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn contents(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn outputs_spans_recordings_and_prepared_requests_are_redacted() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    let watching = tracing::subscriber::set_default(subscriber);
    let network = ScriptedTransport::new([
        Step::json(
            200,
            json!({"participantToken": {"token": "p4rt1c1pant-token", "userId": "alice"}}),
        ),
        Step::json(200, json!({"ingestConfiguration": {"arn": ARN, "streamKey": "str3am-key"}})),
        Step::error(403, "AccessDeniedException", "not yours"),
    ]);
    let recorder = Recorder::new(network).for_service::<Client>();
    let client: Client =
        builder().credentials(credentials()).transport(recorder.clone()).build().unwrap();

    let call = client.create_participant_token(ARN).user_id("alice");
    assert_debug_redacted(&call.prepare().await.unwrap());
    let token = call.send().await.unwrap();
    assert_debug_redacted(&token);
    let ingest = client.create_ingest_configuration("RTMPS".into());
    let ingest = ingest.send().await.unwrap();
    assert_debug_redacted(&ingest);
    let error = client.list_stages().send().await.unwrap_err();
    assert_redacted(&format!("{error} {error:?} {error:#?}"));
    drop(watching);

    // The values are available to the caller.
    let token = token.participant_token.unwrap().token.unwrap();
    assert_eq!(token.expose(), "p4rt1c1pant-token");
    let key = ingest.ingest_configuration.unwrap().stream_key;
    assert_eq!(key.expose(), "str3am-key");

    let recording = recorder.to_json();
    assert_redacted(&recording);
    assert!(recording.contains("\"alice\""), "{recording}");
    let spans = log.contents();
    assert_redacted(&spans);
    for shown in ["CreateIngestConfiguration", "AccessDeniedException", "attempt{"] {
        assert!(spans.contains(shown), "{shown} is not in {spans}");
    }
}
