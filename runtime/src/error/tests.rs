use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use proptest::prelude::*;

use super::{Error, ErrorKind, MAX_DISPLAYED, ServiceFailure, unexpected};
use crate::Response;
use crate::provider::{HttpProtocol, Protocol};
use crate::retry::RetryClass;
use crate::test_fixtures::response;

fn not_found() -> Error {
    let response = response(404, &[], "{\"secret\":\"do not show\"}");
    let failure = ServiceFailure {
        code: Some("ResourceNotFoundException".to_owned()),
        message: "no such stage".into(),
        request_id: Some("7a1c".to_owned()),
    };
    let error = Error::service(response, failure, RetryClass::Never).of_operation("GetStage");
    let attempt = error.as_attempt();
    error.with_attempts(vec![attempt])
}

#[test]
fn display_is_one_line_with_code_message_and_context() {
    assert_eq!(
        not_found().to_string(),
        "GetStage failed: ResourceNotFoundException: no such stage (HTTP 404, request id 7a1c, 1 attempt)"
    );
    let error = not_found().with_note(Some("retry quota"));
    assert!(error.to_string().ends_with("1 attempt, retry quota)"), "{error}");
}

#[test]
fn an_error_before_sending_has_no_context() {
    let error = Error::invalid_input("arn", "must not be empty").of_operation("GetStage");
    assert_eq!(error.to_string(), "GetStage failed: arn: must not be empty");
}

#[test]
fn display_replaces_control_characters_and_truncates() {
    let error = Error::configuration(format!("a\nb\u{1b}[31m{}", "x".repeat(2000)));
    let line = error.to_string();
    assert!(line.starts_with("a b [31m"), "{line}");
    assert_eq!(line.chars().count(), MAX_DISPLAYED + 1);
    assert!(line.ends_with('…'));
    assert!(error.message().len() > 2000);
}

#[test]
fn debug_shows_no_body() {
    let shown = format!("{:?}", not_found());
    assert!(!shown.contains("do not show"), "{shown}");
    assert!(shown.contains("body_length"), "{shown}");
}

#[test]
fn the_error_of_a_header_speaks_of_the_header() {
    let response = response(200, &[("x-count", "many"), ("content-type", "text/html")], "<html>");
    let problem = response.parsed_header::<i64>("x-count").unwrap_err();
    assert_eq!(
        Error::undecodable(response.clone(), problem).message(),
        "the response could not be decoded: the header `x-count` is not a number or a boolean"
    );
    let problem = response.json::<crate::Json>().unwrap_err();
    let error = Error::undecodable(response, problem);
    assert!(error.message().contains("an HTML page"), "{error}");
}

#[test]
fn an_error_is_one_pointer_wide() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

/// Responses with unusual values of the headers and members that are read.
fn responses() -> impl Strategy<Value = Response> {
    let header = (
        prop::sample::select(vec![
            "x-amzn-errortype",
            "content-type",
            "location",
            "x-amzn-requestid",
            "x-request-id",
        ]),
        prop_oneof![
            prop::collection::vec(0x20_u8..=0xff, 0..30),
            prop::sample::select(vec!["text/html", "a#b:c", "#", ":", "application/json"])
                .prop_map(|value| value.as_bytes().to_vec()),
        ],
    );
    let body = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        r#"(<html>|<title>|</title>|<!DOCTYPE html|<\?xml|\{"code":|"__type":|"message":|[\[{}"a:,\n]){0,30}"#
            .prop_map(String::into_bytes),
        r#"\{"(code|__type|error|message|Message|errorMessage)":("[^"]{0,40}"|7|null|\{\})\}"#
            .prop_map(String::into_bytes),
    ];
    (100_u16..1000, prop::collection::vec(header, 0..4), body).prop_map(
        |(status, headers, body)| {
            let headers: HeaderMap = headers
                .into_iter()
                .filter_map(|(name, value)| {
                    let value = HeaderValue::from_bytes(&value).ok()?;
                    Some((HeaderName::from_static(name), value))
                })
                .collect();
            Response {
                status: StatusCode::from_u16(status).unwrap(),
                headers,
                body: Bytes::from(body),
            }
        },
    )
}

fn check_line(response: &Response, failure: ServiceFailure) -> Result<(), TestCaseError> {
    let error = Error::service(response.clone(), failure, RetryClass::Never);
    let line = error.to_string();
    prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
    prop_assert!(line.chars().count() < 1800, "{}", line.len());
    prop_assert!(!line.is_empty());
    prop_assert_eq!(error.body(), Some(&response.body));
    let _ = format!("{error:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_error_response_is_one_line(response in responses()) {
        check_line(&response, HttpProtocol::new("", None).read_failure(&response))?;
        #[cfg(feature = "aws")]
        {
            let failure = crate::aws::protocol::read_failure(&response);
            prop_assert_ne!(failure.code.as_deref(), Some(""));
            check_line(&response, failure)?;
        }
    }

    #[test]
    fn any_undecodable_response_is_one_line(response in responses()) {
        let _ = unexpected::describe_body(&response);
        if let Err(problem) = response.json_payload::<Vec<std::collections::BTreeMap<String, i32>>>() {
            let line = Error::undecodable(response, problem).to_string();
            prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        }
    }
}

#[test]
fn kinds_are_parsed_from_their_names() {
    for kind in ErrorKind::ALL {
        assert_eq!(kind.as_str().parse::<ErrorKind>().unwrap(), kind);
    }
    assert_eq!("Timeout".parse::<ErrorKind>().unwrap_err().kind(), ErrorKind::InvalidInput);
}

#[test]
fn a_cause_that_shows_a_secret_is_dropped() {
    let redact = |text: &[u8]| text.starts_with(b"hush").then(|| b"**redacted**".to_vec());
    let of = |cause: &'static str| {
        let error = Error::new(ErrorKind::Response, "no").with_source(std::io::Error::other(cause));
        error.redacted(redact)
    };
    assert!(of("hush: a page").find_source::<std::io::Error>().is_none());
    assert!(of("a page").find_source::<std::io::Error>().is_some());
}

#[test]
fn causes_that_the_message_contains_are_no_source() {
    let refused = || std::io::Error::other("refused");
    let contained = Error::new(ErrorKind::Connection, "no connection: refused");
    let contained = contained.with_source(refused());
    assert!(std::error::Error::source(&contained).is_none());
    let other = Error::new(ErrorKind::Connection, "no connection").with_source(refused());
    assert_eq!(std::error::Error::source(&other).unwrap().to_string(), "refused");
}
