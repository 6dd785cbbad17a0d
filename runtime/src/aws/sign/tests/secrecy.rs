//! What is secret shows up nowhere but where it must be sent.

use std::time::Duration;

use http::{HeaderMap, Method, Uri};

use super::super::{PayloadHash, SigningKeyCache, explain_headers, explain_presign, sign_headers};
use super::params;
use crate::Credentials;

const SECRET: &str = "the+secret/key";
const TOKEN: &str = "the+session/token=";
const TOKEN_IN_QUERY: &str = "the%2Bsession%2Ftoken%3D";

fn assert_clean(shown: &str) {
    for secret in [SECRET, TOKEN, TOKEN_IN_QUERY] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn no_debug_output_shows_a_secret() {
    let keys = SigningKeyCache::default();
    let credentials = Credentials::new("AKID", SECRET, Some(TOKEN.into()));
    let params = params(&credentials, &keys);
    let uri = Uri::from_static("https://example.amazonaws.com/");
    let mut headers = HeaderMap::new();
    sign_headers(
        &Method::GET,
        &uri,
        &mut headers,
        &PayloadHash::of(b""),
        &params,
    )
    .unwrap();

    assert_clean(&format!("{params:?} {params:#?}"));
    assert_clean(&format!("{keys:?} {headers:?}"));
    let signature = headers.get("authorization").unwrap().to_str().unwrap();
    assert_clean(signature);
    assert!(
        !format!("{headers:?}").contains("Signature="),
        "{headers:?}"
    );
}

#[test]
fn an_explanation_shows_all_but_the_session_token() {
    let keys = SigningKeyCache::default();
    let credentials = Credentials::new("AKID", SECRET, Some(TOKEN.into()));
    let params = params(&credentials, &keys);
    let uri = Uri::from_static("https://example.amazonaws.com/?b=2&a=1");
    let (headers, payload) = (HeaderMap::new(), PayloadHash::of(b""));

    let in_headers = explain_headers(&Method::GET, &uri, &headers, &payload, &params).unwrap();
    let minute = Duration::from_secs(60);
    let in_query =
        explain_presign(&Method::GET, &uri, &headers, &payload, &params, minute).unwrap();

    for explanation in [&in_headers, &in_query] {
        assert_clean(&format!("{explanation:?}"));
        assert_clean(&explanation.canonical_request);
        assert_clean(&explanation.string_to_sign);
    }
    let lines: Vec<_> = in_headers.canonical_request.lines().collect();
    assert_eq!(lines[2], "a=1&b=2");
    assert_eq!(lines[5], "x-amz-security-token:**redacted**");
    assert!(
        in_query
            .canonical_request
            .contains("&X-Amz-Security-Token=**redacted**&")
    );
    assert!(in_query.canonical_request.contains("&X-Amz-Expires=60&"));
}
