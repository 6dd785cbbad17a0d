//! Which headers the signature protects.

use http::{HeaderName, HeaderValue, Method, Uri};

use super::super::{PayloadHash, SigningKeyCache, sign_headers};
use super::{header_map, params};
use crate::Credentials;

/// The `authorization` header of a request with one header more than `host` and the date.
fn authorization(name: &str, value: &str) -> String {
    let (keys, credentials) = (
        SigningKeyCache::default(),
        Credentials::new("AKID", "s", None),
    );
    let uri = Uri::from_static("https://example.amazonaws.com/");
    let mut headers = header_map(&[(name, value)]);
    let payload = PayloadHash::of(b"");
    sign_headers(
        &Method::GET,
        &uri,
        &mut headers,
        &payload,
        &params(&credentials, &keys),
    )
    .unwrap();
    headers
        .get("authorization")
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned()
}

#[test]
fn what_changes_on_the_way_is_not_signed() {
    let plain = authorization("authorization", "of a former attempt");
    assert!(plain.contains("SignedHeaders=host;x-amz-date,"), "{plain}");
    for name in [
        "connection",
        "expect",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "user-agent",
        "x-amzn-trace-id",
    ] {
        assert_eq!(authorization(name, "any"), plain, "{name}");
    }
}

#[test]
fn every_other_header_is_signed() {
    for name in ["accept", "content-type", "amz-sdk-request", "range", "zzz"] {
        let (one, other) = (authorization(name, "1"), authorization(name, "2"));
        assert!(one.contains(name), "{one}");
        assert_ne!(one, other, "{name}");
    }
}

#[test]
fn white_space_that_http_drops_is_not_signed() {
    let plain = authorization("x-note", "a b\tc");
    for value in ["\t a b\tc", "a b\tc \t", "a  b\tc"] {
        assert_eq!(authorization("x-note", value), plain, "{value:?}");
    }
    assert_ne!(authorization("x-note", "a b c"), plain);
}

#[test]
fn a_host_header_that_is_there_stays() {
    let (keys, credentials) = (
        SigningKeyCache::default(),
        Credentials::new("AKID", "s", None),
    );
    let payload = PayloadHash::of(b"");
    for (uri, given, host) in [
        ("https://example.com/", None, "example.com"),
        ("https://example.com:443/", None, "example.com"),
        ("http://example.com:80/", None, "example.com"),
        ("http://example.com:443/", None, "example.com:443"),
        ("http://[::1]:8080/", None, "[::1]:8080"),
        ("https://example.com/", Some("other"), "other"),
    ] {
        let uri: Uri = uri.parse().unwrap();
        let given = given.map(|host| {
            (
                HeaderName::from_static("host"),
                HeaderValue::from_static(host),
            )
        });
        let mut headers = given.into_iter().collect();
        sign_headers(
            &Method::GET,
            &uri,
            &mut headers,
            &payload,
            &params(&credentials, &keys),
        )
        .unwrap();
        assert_eq!(headers.get("host").unwrap(), host, "{uri}");
    }
}
