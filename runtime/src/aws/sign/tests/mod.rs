//! The signer against the published vectors, against another signer, and against mistakes.

mod key_cache;
mod oracle;
mod random;
mod refusals;
mod secrecy;
mod signed_headers;
mod suite;

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;

use super::{SigningKeyCache, SigningOptions, SigningParams};
use crate::Credentials;

/// The moment that all published vectors are signed at.
fn suite_time() -> Timestamp {
    "2015-08-30T12:36:00Z".parse().unwrap()
}

fn params<'a>(credentials: &'a Credentials, keys: &'a SigningKeyCache) -> SigningParams<'a> {
    SigningParams {
        credentials,
        region: "us-east-1",
        service: "service",
        time: suite_time(),
        options: SigningOptions::default(),
        keys,
    }
}

fn header_map<N: AsRef<str>, V: AsRef<str>>(headers: &[(N, V)]) -> HeaderMap {
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        let name: HeaderName = name.as_ref().parse().unwrap();
        map.append(
            name,
            HeaderValue::from_bytes(value.as_ref().as_bytes()).unwrap(),
        );
    }
    map
}
