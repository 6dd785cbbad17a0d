//! Errors of calls, from the response to the message.

use std::error::Error as _;

use crate::test_fixtures::{Fixture, get_stage};
use crate::testing::Step;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{CallOptions, Environment, ErrorKind};

#[tokio::test]
async fn a_service_error_has_code_message_and_request_id() {
    let fixture = Fixture::new([Step::response(
        404,
        &[
            ("x-amzn-errortype", "ResourceNotFoundException"),
            ("x-amzn-requestid", "7a1c"),
        ],
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
    assert_eq!(
        error.body().unwrap(),
        r#"{"exceptionMessage":"no such stage"}"#
    );
    assert!(error.source().is_none());
}

#[tokio::test]
async fn the_model_completes_an_error_response() {
    let busy = || {
        let headers = [("x-amzn-errortype", "StageBusy")];
        Step::response(409, &headers, r#"{"reason":"wait a little"}"#)
    };
    let error = Fixture::new([busy(), busy(), busy()])
        .call()
        .await
        .unwrap_err();
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
    assert!(error.source().is_some());
    assert!(
        error
            .to_string()
            .ends_with("(HTTP 200, request id 9, 2 attempts)"),
        "{error}"
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let fixture = Fixture::new([Step::response(
        307,
        &[("location", "https://elsewhere.example/")],
        "",
    )]);
    let error = fixture.call().await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("a redirect to https://elsewhere.example/"),
        "{error}"
    );
    assert_eq!(fixture.transport.take_requests().len(), 1);
}

#[tokio::test]
async fn the_source_is_the_error_of_the_transport() {
    let fixture = Fixture::new([Step::Fail(TransportErrorKind::Tls)]);
    let error = fixture.call().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connection);
    let source = error.source().unwrap();
    let source = source.downcast_ref::<TransportError>().unwrap();
    assert_eq!(source.kind(), TransportErrorKind::Tls);
    assert!(source.never_sent());
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
    let error = get_stage(&client, CallOptions::default())
        .await
        .unwrap_err();
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
