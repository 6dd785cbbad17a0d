//! The signer against AWS's published vectors, the official signer, and invalid input.

mod oracle;
mod suite;

use std::collections::HashSet;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use jiff::SignedDuration;

use super::{
    PayloadHash, SigningError, SigningKeyCache, SigningOptions, SigningParams, presign,
    sign_headers,
};
use crate::Credentials;

const URI: &str = "https://example.amazonaws.com/";

/// Credentials and the key cache, which [`SigningParams`] borrow.
struct Keys {
    credentials: Credentials,
    cache: SigningKeyCache,
}

impl Keys {
    fn of(credentials: Credentials) -> Self {
        Self { credentials, cache: SigningKeyCache::default() }
    }

    fn lasting() -> Self {
        Self::of(Credentials::new("AKID", "s", None))
    }

    /// The region, service and time of all published vectors.
    fn params(&self) -> SigningParams<'_> {
        SigningParams {
            credentials: &self.credentials,
            region: "us-east-1",
            service: "service",
            time: "2015-08-30T12:36:00Z".parse().unwrap(),
            options: SigningOptions::default(),
            keys: &self.cache,
        }
    }
}

fn header_map<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.as_ref().parse().unwrap();
        let value = HeaderValue::from_bytes(value.as_ref().as_bytes()).unwrap();
        map.append(name, value);
    }
    map
}

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
    let (uri, headers) = (uri.parse().unwrap(), HeaderMap::new());
    let payload = PayloadHash::UNSIGNED;
    presign(&Method::GET, &uri, &headers, &payload, params, expires)
}

/// The `authorization` header of a request with these headers in addition to `host` and the date.
fn authorization(headers: &[(&str, &str)], params: &SigningParams<'_>) -> String {
    let mut headers = header_map(headers);
    signed(URI, &mut headers, params).unwrap();
    headers["authorization"].to_str().unwrap().to_owned()
}

#[test]
fn headers_that_proxies_change_are_not_signed() {
    let keys = Keys::lasting();
    let authorization = |name| authorization(&[(name, "any")], &keys.params());
    let plain = authorization("authorization");
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
        assert_eq!(authorization(name), plain, "{name}");
    }
}

#[test]
fn all_other_headers_are_signed() {
    let keys = Keys::lasting();
    for name in ["accept", "content-type", "amz-sdk-request", "range", "zzz"] {
        let [one, other] = ["1", "2"].map(|value| authorization(&[(name, value)], &keys.params()));
        assert!(one.contains(name), "{one}");
        assert_ne!(one, other, "{name}");
    }
}

#[test]
fn white_space_that_http_drops_is_not_signed() {
    let keys = Keys::lasting();
    let note = |value| authorization(&[("x-note", value)], &keys.params());
    for value in ["\t a b\tc", "a b\tc \t", "a  b\tc"] {
        assert_eq!(note(value), note("a b\tc"), "{value:?}");
    }
    assert_ne!(note("a b c"), note("a b\tc"));
}

#[test]
fn host_header_is_kept_or_derived_from_the_uri() {
    let keys = Keys::lasting();
    for (uri, given, host) in [
        ("https://example.com/", None, "example.com"),
        ("https://example.com:443/", None, "example.com"),
        ("http://example.com:80/", None, "example.com"),
        ("http://example.com:443/", None, "example.com:443"),
        ("http://[::1]:8080/", None, "[::1]:8080"),
        ("https://example.com/", Some("other"), "other"),
    ] {
        let given: Vec<_> = given.map(|host| ("host", host)).into_iter().collect();
        let mut headers = header_map(&given);
        signed(uri, &mut headers, &keys.params()).unwrap();
        assert_eq!(headers["host"], host, "{uri}");
    }
}

#[test]
fn signing_again_replaces_the_earlier_signature() {
    let temporary = Keys::of(Credentials::new("ASIA", "s", Some("token".into())));
    let lasting = Keys::of(Credentials::new("AKID", "t", None));
    let second =
        SigningParams { time: "2016-01-02T03:04:05Z".parse().unwrap(), ..lasting.params() };
    let mut twice = HeaderMap::new();
    signed(URI, &mut twice, &temporary.params()).unwrap();
    signed(URI, &mut twice, &second).unwrap();

    let mut once = HeaderMap::new();
    signed(URI, &mut once, &second).unwrap();
    assert_eq!(twice, once);
}

#[test]
fn a_presigned_request_is_valid_for_a_second_to_a_week() {
    let keys = Keys::lasting();
    let week = Duration::from_secs(604_800);
    for invalid in
        [Duration::ZERO, Duration::from_millis(999), week + Duration::from_nanos(1), Duration::MAX]
    {
        let error = presigned(URI, &keys.params(), invalid).unwrap_err();
        assert_eq!(error, SigningError::ExpiryOutOfRange);
    }
    for (valid, expected) in [
        (Duration::from_secs(1), "X-Amz-Expires=1&"),
        (Duration::from_millis(1_999), "X-Amz-Expires=1&"),
        (week, "X-Amz-Expires=604800&"),
    ] {
        let uri = presigned(URI, &keys.params(), valid).unwrap();
        assert!(uri.query().unwrap().contains(expected), "{uri}");
    }
}

#[test]
fn a_host_is_required() {
    let keys = Keys::lasting();
    let error = signed("/no/host", &mut HeaderMap::new(), &keys.params()).unwrap_err();
    assert_eq!(error, SigningError::NoHost);
    let error = presigned("/no/host", &keys.params(), Duration::from_secs(60)).unwrap_err();
    assert_eq!(error, SigningError::NoHost);

    let mut headers = header_map(&[("host", "h")]);
    assert_eq!(signed("/no/host", &mut headers, &keys.params()), Ok(()));
}

#[test]
fn invalid_header_values_are_errors_that_do_not_show_them() {
    let bad_token = Keys::of(Credentials::new("AKID", "s", Some("tok\nen".into())));
    let bad_id = Keys::of(Credentials::new("AK\nID", "s", None));
    let keys = Keys::lasting();
    let with_region = |region| SigningParams { region, ..keys.params() };
    let with_service = |service| SigningParams { service, ..keys.params() };
    for (params, expected) in [
        (bad_token.params(), SigningError::BadSessionToken),
        (bad_id.params(), SigningError::BadScope),
        (with_region("us\r\neast"), SigningError::BadScope),
        (with_service("i\0vs"), SigningError::BadScope),
    ] {
        let mut headers = HeaderMap::new();
        let error = signed(URI, &mut headers, &params).unwrap_err();
        assert_eq!(error, expected);
        assert!(!error.to_string().contains("tok\nen"));
        assert!(!headers.contains_key("authorization"));
    }
    let mut headers = HeaderMap::new();
    headers.insert("x-note", HeaderValue::from_bytes(b"\xe9").unwrap());
    let error = signed(URI, &mut headers, &keys.params()).unwrap_err();
    assert_eq!(error, SigningError::BadHeader);
}

#[test]
fn a_presigned_uri_that_is_too_long_is_an_error() {
    let token = "t".repeat(70_000);
    let keys = Keys::of(Credentials::new("AKID", "s", Some(token.into())));
    let error = presigned(URI, &keys.params(), Duration::from_secs(60)).unwrap_err();
    assert_eq!(error, SigningError::BadUri);
}

#[test]
fn debug_output_shows_no_secret() {
    const SECRET: &str = "the+secret/key";
    const TOKEN: &str = "the+session/token=";
    let keys = Keys::of(Credentials::new("AKID", SECRET, Some(TOKEN.into())));
    let params = keys.params();
    let mut headers = HeaderMap::new();
    signed(URI, &mut headers, &params).unwrap();

    let authorization = headers["authorization"].to_str().unwrap();
    let cache = &keys.cache;
    let shown = format!("{params:?} {params:#?} {cache:?} {headers:?} {authorization}");
    for secret in [SECRET, TOKEN, "the%2Bsession%2Ftoken%3D"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    let shown = format!("{headers:?}");
    assert!(!shown.contains("Signature="), "{shown}");
}

/// The signature that a new client would make.
fn signature_without_cache(params: &SigningParams<'_>) -> String {
    let keys = &SigningKeyCache::default();
    authorization(&[], &SigningParams { keys, ..*params })
}

#[test]
fn a_cached_key_is_used_only_for_its_secret_day_region_and_service() {
    let old = Keys::of(Credentials::new("AKID", "old", None));
    // A refresh may change the secret only.
    let refreshed = Credentials::new("AKID", "new", None);
    let base = old.params();
    let tomorrow = base.time.checked_add(SignedDuration::from_hours(24));
    let variants = [
        base,
        SigningParams { credentials: &refreshed, ..base },
        SigningParams { region: "eu-west-1", ..base },
        SigningParams { service: "ivs", ..base },
        // Region and service may be equal when concatenated.
        SigningParams { region: "us-east-1ser", service: "vice", ..base },
        SigningParams { time: tomorrow.unwrap(), ..base },
    ];

    // Each variant after each other one, so that every cached key is there for every request.
    let mut signatures = HashSet::new();
    for first in &variants {
        for second in &variants {
            let _ = authorization(&[], first);
            let signature = authorization(&[], second);
            assert_eq!(signature, signature_without_cache(second));
            signatures.insert(signature);
        }
    }
    assert_eq!(signatures.len(), variants.len());
}

#[test]
fn a_cached_key_is_valid_to_the_last_second_of_its_day() {
    let keys = Keys::lasting();
    for time in ["2015-08-30T23:59:59.999Z", "2015-08-31T00:00:00Z", "2015-08-30T23:59:59Z"] {
        let params = SigningParams { time: time.parse().unwrap(), ..keys.params() };
        let signature = authorization(&[], &params);
        assert_eq!(signature, signature_without_cache(&params), "{time}");
    }
}

#[test]
fn threads_share_the_key_cache() {
    let keys = Keys::lasting();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let keys = &keys;
            scope.spawn(move || {
                let credentials = Credentials::new("AKID", format!("secret {}", number % 3), None);
                let params = SigningParams { credentials: &credentials, ..keys.params() };
                let expected = signature_without_cache(&params);
                for _ in 0..500 {
                    assert_eq!(authorization(&[], &params), expected);
                }
            });
        }
    });
}
