//! Redaction of secrets in debug output and errors.

use std::error::Error as _;
use std::fmt::Write as _;

use crate::test_fixtures::{Fixture, get_stage, status};
use crate::testing::Step;
use crate::transport::TransportErrorKind;
use crate::{CallOptions, Environment};

const SECRETS: [&str; 4] = [
    "secret-key",
    "session-token",
    "env-secret",
    "participant-token",
];

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
        Step::response(200, &[], r#"{"token":"participant-token""#),
        Step::response(200, &[], r#"["participant-token"#),
    ] {
        let fixture = Fixture::new([step]);
        let options = CallOptions::default().max_attempts(1);
        let error = get_stage(&fixture.client(), options).await.unwrap_err();
        let mut shown = format!("{error} {error:?} {error:#?} {:?}", error.attempts());
        let mut source = error.source();
        while let Some(cause) = source {
            write!(shown, " {cause} {cause:?}").unwrap();
            source = cause.source();
        }
        check(&shown);
    }
}

#[tokio::test]
async fn a_signed_request_shows_no_secret_in_debug() {
    let fixture = Fixture::new([status(404)]);
    get_stage(&fixture.client(), CallOptions::default())
        .await
        .unwrap_err();
    let requests = fixture.transport.take_requests();
    check(&format!("{requests:?}"));
    assert!(requests[0].headers()["authorization"].is_sensitive());
}
