//! Errors of calls, from the response to the message, and redaction of secrets in them.

use std::error::Error as _;
use std::fmt::Write as _;

use crate::test_fixtures::{Fixture, get_stage, status};
use crate::testing::Step;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{CallOptions, DecodeError, Environment, ErrorKind};

#[tokio::test]
async fn a_service_error_has_code_message_and_request_id() {
    let fixture = Fixture::new([Step::response(
        404,
        &[("x-amzn-errortype", "ResourceNotFoundException"), ("x-amzn-requestid", "7a1c")],
        r#"{"exceptionMessage":"no such stage"}"#,
    )]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: ResourceNotFoundException: no such stage (HTTP 404, request id 7a1c, 1 attempt)"
    );
    assert_eq!(error.operation(), Some("GetStage"));
    assert_eq!(error.message(), "no such stage");
    assert_eq!(error.request_id(), Some("7a1c"));
    assert_eq!(error.body().unwrap(), r#"{"exceptionMessage":"no such stage"}"#);
    assert!(error.source().is_none());
}

#[tokio::test]
async fn the_model_completes_an_error_response() {
    let busy = || {
        let headers = [("x-amzn-errortype", "StageBusy")];
        Step::response(409, &headers, r#"{"reason":"wait a little"}"#)
    };
    let error = Fixture::new([busy(), busy(), busy()]).call().await.unwrap_err();
    assert_eq!(error.message(), "wait a little");
    assert!(error.is_throttling() && error.is_retryable());
    assert_eq!(error.attempts().len(), 3);
}

#[tokio::test]
async fn an_html_error_page_is_described() {
    let page = "<html><head><title>Sign in</title></head></html>";
    let fixture = Fixture::new([Step::response(403, &[("content-type", "text/html")], page)]);
    let line = fixture.call().await.unwrap_err().to_string();
    assert!(line.contains("an HTML page"), "{line}");
    assert!(line.contains("\"Sign in\" (HTTP 403, 1 attempt)"), "{line}");
}

#[tokio::test]
async fn an_html_page_with_a_success_status_is_an_error() {
    for media in ["text/html", "Text/HTML; charset=utf-8"] {
        let fixture = Fixture::new([Step::response(200, &[("content-type", media)], "{}")]);
        assert!(fixture.call().await.is_err(), "{media}");
    }
}

#[tokio::test]
async fn an_undecodable_response_has_the_response_and_the_attempts() {
    let fixture = Fixture::new([
        Step::response(500, &[], "{}"),
        Step::response(200, &[("x-amzn-requestid", "9")], "{\"name\": \"cut"),
    ]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(!error.is_retryable());
    assert_eq!(error.attempts().len(), 2);
    assert_eq!(error.raw_response().unwrap().body, "{\"name\": \"cut");
    assert!(error.find_source::<DecodeError>().is_some());
    assert!(error.to_string().ends_with("(HTTP 200, request id 9, 2 attempts)"), "{error}");
}

#[tokio::test]
async fn an_error_without_a_message_has_the_name_of_its_status() {
    let headers = &[("x-amzn-errortype", "ThrottlingException")];
    let fixture = Fixture::new([Step::response(429, headers, "")]);
    let options = CallOptions::default().max_attempts(1);
    let error = get_stage(&fixture.client(), options).await.unwrap_err();
    assert_eq!(error.message(), "Too Many Requests");
    assert!(error.to_string().starts_with("GetStage failed: ThrottlingException (HTTP 429"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let fixture =
        Fixture::new([Step::response(307, &[("location", "https://other.example/")], "")]);
    let error = fixture.call().await.unwrap_err();
    assert!(error.to_string().contains("a redirect to https://other.example/"), "{error}");
    assert_eq!(fixture.transport.take_requests().len(), 1);
}

#[tokio::test]
async fn the_source_is_the_error_of_the_transport() {
    let fixture = Fixture::new([Step::Fail(TransportErrorKind::Tls)]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let source = error.find_source::<TransportError>().unwrap();
    assert_eq!(source.kind(), TransportErrorKind::Tls);
    assert!(source.never_sent());
    // Its text is part of the error's.
    assert!(error.to_string().contains(&source.to_string()), "{error}");
    assert!(error.source().is_none());
}

#[tokio::test]
async fn an_error_without_credentials_names_every_source() {
    let fixture = Fixture::new([Step::Fail(TransportErrorKind::Connect)]);
    let environment = Environment::from_iter([("HOME", "/nowhere")]);
    let client = crate::ClientBuilder::<crate::test_fixtures::Service>::new(environment)
        .region("eu-west-1")
        .transport(fixture.transport.clone())
        .system(fixture.system.clone())
        .build()
        .unwrap()
        .0;
    let error = get_stage(&client, CallOptions::default()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(error.attempts().is_empty());
    let line = error.to_string();
    let expected: &[&str] = if cfg!(feature = "default-chain") {
        &[
            "GetStage failed: no credentials: environment: AWS_ACCESS_KEY_ID",
            "; profile: /nowhere/.aws/config does not exist",
            "; web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
            "; container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "; instance metadata: ",
        ]
    } else {
        &["GetStage failed: no credentials: environment: AWS_ACCESS_KEY_ID"]
    };
    for part in expected {
        assert!(line.contains(part), "{part} in {line}");
    }
}

const SECRETS: [&str; 5] =
    ["secret-key", "session-t", "session%2Dt", "env-secret", "participant-token"];

fn check(shown: &str) {
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn clients_and_builders_show_no_secret() {
    let fixture = Fixture::new([]);
    let environment = Environment::from_iter([
        ("AWS_ACCESS_KEY_ID", "AKID"),
        ("AWS_SECRET_ACCESS_KEY", "env-secret"),
    ]);
    let builder = fixture.builder().environment(environment);
    check(&format!("{builder:?} {builder:#?}"));
    let client = builder.build().unwrap().0;
    check(&format!("{client:?} {client:#?} {:?}", client.0.authorizer));
}

#[tokio::test]
async fn errors_show_no_secret() {
    let html = &[("content-type", "text/html")];
    let html_of_service = &[("content-type", "text/html"), ("x-amzn-requestid", "id")];
    for step in [
        status(500),
        Step::Fail(TransportErrorKind::Refused),
        Step::response(403, &[("set-cookie", "participant-token")], "{}"),
        // AWS's response to a signature that does not match.
        Step::error(
            403,
            "InvalidSignatureException",
            "The Canonical String for this request should have been\n'POST\n/\n\n\
             x-amz-security-token:session-token\n'",
        ),
        Step::response(400, &[], "x-amz-security-token:session-token"),
        Step::response(400, &[("x-amzn-errortype", "session-token")], ""),
        Step::error(403, "AccessDenied", "X-Amz-Security-Token=session%2Dtoken&X-Amz-Date=x"),
        // Cut after 80 characters, within the token.
        Step::response(503, &[], format!("{:x>70}session-token", "")),
        Step::response(200, html, "<title>Log in to ?t=session%2dtoken</title>"),
        Step::response(200, html_of_service, "<title>session-token</title>"),
        Step::response(200, &[("x-amzn-requestid", "session-token")], "["),
        Step::response(200, &[], r#"{"token":"participant-token""#),
        Step::response(200, &[], r#"["participant-token"#),
    ] {
        let fixture = Fixture::new([step]);
        let options = CallOptions::default().max_attempts(1);
        let error = get_stage(&fixture.client(), options).await.unwrap_err();
        let mut shown = format!("{error} {error:?} {error:#?} {:?}", error.attempts());
        for cause in error.causes() {
            write!(shown, " {cause} {cause:?}").unwrap();
        }
        check(&shown);
    }
}

#[tokio::test]
async fn a_signed_request_shows_no_secret_in_debug() {
    let fixture = Fixture::new([status(404)]);
    get_stage(&fixture.client(), CallOptions::default()).await.unwrap_err();
    let requests = fixture.transport.take_requests();
    check(&format!("{requests:?}"));
    assert!(requests[0].headers()["authorization"].is_sensitive());
}
