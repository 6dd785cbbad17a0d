//! Errors of the caller, which are reported before a request is sent.

use crate::support::{ARN, builder};
use generated_sdk::runtime::Environment;
use generated_sdk::{Client, Error, ErrorKind};
use sdk_runtime::testing::ScriptedTransport;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

fn assert_not_sent(error: &Error) {
    assert_eq!(error.attempts(), []);
    assert_eq!((error.status(), error.code()), (None, None));
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn path_members_that_are_not_segments_are_rejected() {
    let transport = ScriptedTransport::new([]);
    let client = builder().transport(transport.clone()).build().unwrap();
    for (value, problem) in [
        ("", "must not be empty: it is part of the path"),
        (".", "must not be `.` or `..`: it is part of the path"),
        ("..", "must not be `.` or `..`: it is part of the path"),
    ] {
        for (operation, result) in [
            ("ListTagsForResource", client.list_tags_for_resource(value).send().await.map(drop)),
            ("TagResource", client.tag_resource(value, [("k", "v")]).send().await.map(drop)),
            ("UntagResource", client.untag_resource(value, ["k"]).send().await.map(drop)),
        ] {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput);
            assert_eq!(error.operation(), Some(operation));
            assert_eq!(error.to_string(), format!("{operation} failed: resourceArn: {problem}"));
            assert_not_sent(&error);
        }
    }
    assert!(transport.take_requests().is_empty());
}

#[test]
fn invalid_settings_are_configuration_errors() {
    for (builder, start) in [
        (Client::builder().environment(Environment::empty()), "no region: "),
        (builder().region("evil.com/#"), "the builder's region is not a region: "),
        (builder().endpoint_url("ftp://host"), "the builder's endpoint_url"),
    ] {
        let error = builder.build().expect_err("the settings are invalid");
        assert_eq!((error.kind(), error.operation()), (ErrorKind::Configuration, None), "{error}");
        assert!(error.message().starts_with(start), "{error}");
        assert_not_sent(&error);
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
