//! Errors of the caller, which are reported before a request is sent.

use crate::support::{ARN, builder};
use e2e_tests::capture::Capture;
use generated_sdk::runtime::Environment;
use generated_sdk::{Client, ClientBuilder, Credentials, Error, ErrorKind, Secret};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// The error of building a client.
fn build_error(builder: ClientBuilder) -> Error {
    let error = builder.build().expect_err("the settings are invalid");
    assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    assert_eq!(error.operation(), None);
    assert_not_sent(&error);
    error
}

fn assert_not_sent(error: &Error) {
    assert_eq!(error.attempts(), []);
    assert_eq!((error.status(), error.code()), (None, None));
    assert!(!error.is_retryable());
}

/// The error of a call that sends no request.
async fn call_error<T>(
    builder: ClientBuilder,
    call: impl AsyncFnOnce(&Client) -> Result<T, Error>,
) -> Error {
    let server = Capture::start([]).await.unwrap();
    let client = builder.endpoint_url(server.endpoint_url()).build().unwrap();
    let Err(error) = call(&client).await else {
        panic!("the call succeeded");
    };
    assert_eq!(server.requests(), []);
    assert_not_sent(&error);
    error
}

/// A builder with these environment variables only. Without credentials it must not call the instance metadata service.
fn environment<const N: usize>(variables: [(&str, &str); N]) -> ClientBuilder {
    let offline = [("AWS_EC2_METADATA_DISABLED", "true")];
    let variables = variables.into_iter().chain(offline);
    Client::builder().environment(Environment::from_iter(variables))
}

#[tokio::test]
async fn path_members_that_are_not_segments_are_rejected() {
    for (value, problem) in [
        ("", "must not be empty: it is part of the path"),
        (".", "must not be `.` or `..`: it is part of the path"),
        ("..", "must not be `.` or `..`: it is part of the path"),
    ] {
        let errors = [
            call_error(builder(), async |client| client.list_tags_for_resource(value).send().await)
                .await,
            call_error(builder(), async |client| {
                client.tag_resource(value, [("k", "v")]).send().await
            })
            .await,
            call_error(builder(), async |client| client.untag_resource(value, ["k"]).send().await)
                .await,
        ];
        let operations = ["ListTagsForResource", "TagResource", "UntagResource"];
        for (error, operation) in errors.into_iter().zip(operations) {
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert_eq!(error.operation(), Some(operation));
            assert_eq!(error.to_string(), format!("{operation} failed: resourceArn: {problem}"));
        }
    }
}

#[test]
fn a_missing_region_error_lists_all_sources() {
    let error = build_error(environment([]));
    let line = error.to_string();
    for part in [
        "no region: ",
        "the builder (not set)",
        "AWS_REGION (not set)",
        "AWS_DEFAULT_REGION (not set)",
        "the shared files (no profile 'default'",
        r#".region("us-east-1")"#,
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[test]
fn regions_that_are_not_host_labels_are_rejected() {
    for region in [
        "evil.com/#",
        "evil.com#",
        "us-east-1@evil.com",
        "us-east-1.evil.com",
        "us east 1",
        "US-EAST-1",
        "us-east-1\n",
        "-a",
        "é",
        &"a".repeat(64),
    ] {
        for (builder, source) in [
            (environment([]).region(region), "the builder's region"),
            (environment([("AWS_REGION", region)]), "AWS_REGION"),
            (environment([("AWS_DEFAULT_REGION", region)]), "AWS_DEFAULT_REGION"),
        ] {
            let error = build_error(builder);
            let start = format!("{source} '{region}' is not a region: ");
            assert!(error.message().starts_with(&start), "{error}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }
    // Unknown regions are valid.
    assert!(builder().region("mars-north-7").build().is_ok());
}

#[test]
fn invalid_endpoint_urls_are_rejected() {
    for url in [
        "",
        "127.0.0.1:8080",
        "localhost",
        "ftp://host",
        "http://",
        "http:///path",
        "http://host?x=1",
        "https://me@host",
        "http://ho st",
        "https://host\r\nx-evil: 1",
    ] {
        for (builder, source) in [
            (builder().endpoint_url(url), "the builder's endpoint_url"),
            (
                builder().environment(Environment::from_iter([
                    ("AWS_ENDPOINT_URL_IVS_REALTIME", url),
                    ("AWS_ENDPOINT_URL", "http://unused.invalid"),
                ])),
                "AWS_ENDPOINT_URL_IVS_REALTIME",
            ),
        ] {
            if url.is_empty() && source.starts_with("AWS") {
                continue; // An empty variable counts as unset.
            }
            let error = build_error(builder);
            assert!(error.message().starts_with(source), "{error}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
    }
    let error = build_error(builder().endpoint_url("http://me:hush@host"));
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn a_missing_credentials_error_lists_all_sources() {
    let builder = environment([]).region("us-east-1");
    let error = call_error(builder, async |client| client.list_stages().send().await).await;
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let line = error.to_string();
    assert!(line.starts_with("ListStages failed: no credentials: "), "{line}");
    for part in [
        "environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set",
        "profile: ",
        "web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set",
        "container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "instance metadata: AWS_EC2_METADATA_DISABLED is true",
    ] {
        assert!(line.contains(part), "{part} in {line}");
    }
}

#[tokio::test]
async fn an_access_key_id_without_secret_is_an_error() {
    let builder = environment([("AWS_ACCESS_KEY_ID", "AKID")]).region("us-east-1");
    let error = call_error(builder, async |client| client.list_stages().send().await).await;
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let line = error.to_string();
    assert!(line.contains("AWS_SECRET_ACCESS_KEY"), "{line}");
    assert!(line.contains("set both"), "{line}");
}

#[tokio::test]
async fn credentials_that_are_invalid_in_headers_are_rejected() {
    let token = |token: &str| Some(Secret::from(token));
    for credentials in [
        Credentials::new("AK\r\nx-evil: 1", "secret-key", None),
        Credentials::new("AKID", "secret-key", token("session\nx-evil: 1")),
    ] {
        let builder = builder().credentials(credentials);
        let error = call_error(builder, async |client| client.list_stages().send().await).await;
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(!format!("{error:?}").contains("evil"), "{error:?}");
    }
}

#[test]
fn a_call_outside_of_tokio_is_a_configuration_error() {
    let client = builder().endpoint_url("http://127.0.0.1:9").build().unwrap();
    let mut call = pin!(client.get_stage(ARN).send());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    else {
        panic!("the call waits without a tokio runtime");
    };
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("tokio"), "{error}");
}
