//! The kept key is used when it is right, and only then.

use http::{HeaderMap, HeaderValue, Method, Uri};
use jiff::SignedDuration;

use super::super::{PayloadHash, SigningKeyCache, SigningParams, sign_headers};
use super::params;
use crate::Credentials;

fn signature(params: &SigningParams<'_>) -> HeaderValue {
    let uri = Uri::from_static("https://example.amazonaws.com/");
    let mut headers = HeaderMap::new();
    sign_headers(
        &Method::GET,
        &uri,
        &mut headers,
        &PayloadHash::of(b""),
        params,
    )
    .unwrap();
    headers.remove("authorization").unwrap()
}

/// The same parameters as a client that has just been made would sign with.
fn signature_without_memory(params: &SigningParams<'_>) -> HeaderValue {
    let keys = SigningKeyCache::default();
    signature(&SigningParams {
        keys: &keys,
        ..*params
    })
}

#[test]
fn every_part_of_the_scope_and_the_secret_tell_keys_apart() {
    let keys = SigningKeyCache::default();
    let old = Credentials::new("AKID", "old", None);
    // A refresh may keep the access key id and change the secret only.
    let refreshed = Credentials::new("AKID", "new", None);
    let base = params(&old, &keys);
    let tomorrow = base
        .time
        .checked_add(SignedDuration::from_hours(24))
        .unwrap();
    let variants = [
        base,
        SigningParams {
            credentials: &refreshed,
            ..base
        },
        SigningParams {
            region: "eu-west-1",
            ..base
        },
        SigningParams {
            service: "ivs",
            ..base
        },
        // Region and service could be cut elsewhere in the same text.
        SigningParams {
            region: "us-east-1ser",
            service: "vice",
            ..base
        },
        SigningParams {
            time: tomorrow,
            ..base
        },
    ];

    // Each variant after each other, so that every kept key meets every request.
    let mut different = std::collections::HashSet::new();
    for first in &variants {
        for second in &variants {
            let _ = signature(first);
            let second_signature = signature(second);
            assert_eq!(second_signature, signature_without_memory(second));
            different.insert(second_signature);
        }
    }
    assert_eq!(different.len(), variants.len());
}

#[test]
fn the_key_lasts_to_the_last_second_of_the_day() {
    let (keys, credentials) = (
        SigningKeyCache::default(),
        Credentials::new("AKID", "s", None),
    );
    let base = params(&credentials, &keys);
    for time in [
        "2015-08-30T23:59:59.999Z",
        "2015-08-31T00:00:00Z",
        "2015-08-30T23:59:59Z",
    ] {
        let params = SigningParams {
            time: time.parse().unwrap(),
            ..base
        };
        assert_eq!(
            signature(&params),
            signature_without_memory(&params),
            "{time}"
        );
    }
}

#[test]
fn threads_share_it() {
    let keys = SigningKeyCache::default();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let keys = &keys;
            scope.spawn(move || {
                let secret = format!("secret {}", number % 3);
                let credentials = Credentials::new("AKID", secret, None);
                let params = params(&credentials, keys);
                let expected = signature_without_memory(&params);
                for _ in 0..500 {
                    assert_eq!(signature(&params), expected);
                }
            });
        }
    });
}
