//! Whatever a server sends, the reader of errors reads it, and what it says stays on one line.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use proptest::prelude::*;

use super::{Error, oddity, wire};
use crate::response::Response;
use crate::retry::RetryClass;

/// Answers that are odd in the places that are looked at.
fn answers() -> impl Strategy<Value = Response> {
    let header = (
        prop::sample::select(vec![
            "x-amzn-errortype",
            "content-type",
            "location",
            "x-amzn-requestid",
        ]),
        prop_oneof![
            prop::collection::vec(0x20_u8..=0xff, 0..30),
            prop::sample::select(vec!["text/html", "a#b:c", "#", ":", "application/json"])
                .prop_map(|text| text.as_bytes().to_vec()),
        ],
    );
    let body = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        r#"(<html>|<title>|</title>|<!DOCTYPE html|<\?xml|\{"code":|"__type":|"message":|[\[{}"a:,\n]){0,30}"#
            .prop_map(String::into_bytes),
        r#"\{"(code|__type|message|Message|errorMessage)":("[^"]{0,40}"|7|null|\{\})\}"#
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_answer_makes_a_line(response in answers()) {
        let fault = wire::read(&response);
        prop_assert_ne!(fault.code.as_deref(), Some(""));
        let error = Error::service(response.clone(), fault, RetryClass::Never);
        let line = error.to_string();
        prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        prop_assert!(line.chars().count() < 1200, "{}", line.len());
        prop_assert!(!line.is_empty());
        prop_assert_eq!(error.body(), Some(&response.body));
        let _ = format!("{error:?}");
    }

    #[test]
    fn any_success_that_cannot_be_read_makes_a_line(response in answers()) {
        let _ = oddity::oddity(&response);
        if let Err(problem) = response.json_payload::<Vec<std::collections::BTreeMap<String, i32>>>() {
            let line = Error::undecodable(response, problem).to_string();
            prop_assert!(!line.chars().any(char::is_control), "{:?}", line);
        }
    }
}
