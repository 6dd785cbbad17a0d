//! What cannot be signed is an error that says why, and what was signed before is undone.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, Uri};

use super::super::{
    PayloadHash, SigningError, SigningKeyCache, SigningParams, presign, sign_headers,
};
use super::params;
use crate::Credentials;

fn signed(
    uri: &str,
    headers: &mut HeaderMap,
    params: &SigningParams<'_>,
) -> Result<(), SigningError> {
    let uri: Uri = uri.parse().unwrap();
    sign_headers(&Method::GET, &uri, headers, &PayloadHash::of(b""), params)
}

fn presigned(
    uri: &str,
    params: &SigningParams<'_>,
    expires: Duration,
) -> Result<Uri, SigningError> {
    let uri: Uri = uri.parse().unwrap();
    presign(
        &Method::GET,
        &uri,
        &HeaderMap::new(),
        &PayloadHash::UNSIGNED,
        params,
        expires,
    )
}

#[test]
fn a_presigned_request_lasts_a_second_to_a_week() {
    let (keys, credentials) = (
        SigningKeyCache::default(),
        Credentials::new("AKID", "s", None),
    );
    let params = params(&credentials, &keys);
    let week = Duration::from_secs(604_800);
    let nanosecond = Duration::from_nanos(1);
    for bad in [
        Duration::ZERO,
        Duration::from_millis(999),
        week + nanosecond,
        Duration::MAX,
    ] {
        let error = presigned("https://example.com/", &params, bad).unwrap_err();
        assert_eq!(error, SigningError::ExpiryOutOfRange);
    }
    for (good, text) in [
        (Duration::from_secs(1), "X-Amz-Expires=1&"),
        (Duration::from_millis(1_999), "X-Amz-Expires=1&"),
        (week, "X-Amz-Expires=604800&"),
    ] {
        let uri = presigned("https://example.com/", &params, good).unwrap();
        assert!(uri.query().unwrap().contains(text), "{uri}");
    }
}

#[test]
fn a_host_is_needed() {
    let (keys, credentials) = (
        SigningKeyCache::default(),
        Credentials::new("AKID", "s", None),
    );
    let params = params(&credentials, &keys);
    let error = signed("/no/host", &mut HeaderMap::new(), &params).unwrap_err();
    assert_eq!(error, SigningError::NoHost);
    let error = presigned("/no/host", &params, Duration::from_secs(60)).unwrap_err();
    assert_eq!(error, SigningError::NoHost);

    let mut headers = HeaderMap::from_iter([(http::header::HOST, HeaderValue::from_static("h"))]);
    assert_eq!(signed("/no/host", &mut headers, &params), Ok(()));
}

#[test]
fn what_no_header_can_hold_is_refused_and_not_shown() {
    let keys = SigningKeyCache::default();
    let bad_token = Credentials::new("AKID", "s", Some("tok\nen".into()));
    let bad_key = Credentials::new("AK\nID", "s", None);
    let good = Credentials::new("AKID", "s", None);
    let good = params(&good, &keys);
    for (params, expected) in [
        (
            SigningParams {
                credentials: &bad_token,
                ..good
            },
            SigningError::BadSessionToken,
        ),
        (
            SigningParams {
                credentials: &bad_key,
                ..good
            },
            SigningError::BadScope,
        ),
        (
            SigningParams {
                region: "us\r\neast",
                ..good
            },
            SigningError::BadScope,
        ),
        (
            SigningParams {
                service: "i\0vs",
                ..good
            },
            SigningError::BadScope,
        ),
    ] {
        let mut headers = HeaderMap::new();
        let error = signed("https://example.com/", &mut headers, &params).unwrap_err();
        assert_eq!(error, expected);
        assert!(!error.to_string().contains("tok\nen"));
        assert!(!headers.contains_key("authorization"));
    }
    let mut headers = HeaderMap::new();
    headers.insert("x-note", HeaderValue::from_bytes(b"\xe9").unwrap());
    let error = signed("https://example.com/", &mut headers, &good).unwrap_err();
    assert_eq!(error, SigningError::BadHeader);
}

#[test]
fn a_uri_that_gets_too_long_is_refused() {
    let keys = SigningKeyCache::default();
    let credentials = Credentials::new("AKID", "s", Some("t".repeat(70_000).as_str().into()));
    let params = params(&credentials, &keys);
    let error = presigned("https://example.com/", &params, Duration::from_secs(60)).unwrap_err();
    assert_eq!(error, SigningError::BadUri);
}

#[test]
fn signing_again_leaves_nothing_of_the_former_signature() {
    let keys = SigningKeyCache::default();
    let temporary = Credentials::new("ASIA", "s", Some("token".into()));
    let lasting = Credentials::new("AKID", "t", None);
    let first = params(&temporary, &keys);
    let second = SigningParams {
        credentials: &lasting,
        time: "2016-01-02T03:04:05Z".parse().unwrap(),
        ..first
    };
    let mut again = HeaderMap::new();
    signed("https://example.com/", &mut again, &first).unwrap();
    signed("https://example.com/", &mut again, &second).unwrap();

    let mut once = HeaderMap::new();
    signed("https://example.com/", &mut once, &second).unwrap();
    assert_eq!(again, once);
}
