//! The test vectors that AWS publishes for Signature Version 4, as facts.
//!
//! Each vector tells a request, the lines of its canonical form, the hash of that form, and the
//! signature in header and query form. Names are the suite's own. The suite gives paths as a
//! person would write them; on the wire they are percent-encoded, and the suite's service encodes
//! nothing twice. A folded header value is given unfolded: HTTP no longer has folding.

mod bodies;
mod headers;
mod paths;
mod queries;

use std::time::Duration;

use http::{Method, Uri};

use super::super::{
    PayloadHash, SigningKeyCache, SigningOptions, explain_headers, presign, sign_headers,
};
use super::{header_map, params};
use crate::{Credentials, uri};

struct Vector {
    name: &'static str,
    method: Method,
    path: &'static str,
    query: &'static str,
    headers: &'static [(&'static str, &'static str)],
    token: Option<&'static str>,
    body: &'static str,
    options: fn(&mut SigningOptions),
    /// Path, query, and the lines of all headers, `host` included.
    canonical: [&'static str; 3],
    /// SHA-256 of the canonical request, the last line of the string to sign.
    hash: &'static str,
    header_signature: &'static str,
    /// Empty where the suite has none.
    query_signature: &'static str,
}

const HOST_AND_DATE: &str = "host:example.amazonaws.com\nx-amz-date:20150830T123600Z\n";

/// What most vectors are: a plain GET of the root.
const VANILLA: Vector = Vector {
    name: "get-vanilla",
    method: Method::GET,
    path: "/",
    query: "",
    headers: &[],
    token: None,
    body: "",
    options: |_| {},
    canonical: ["/", "", HOST_AND_DATE],
    hash: "bb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
    header_signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    query_signature: "e93c787ed7f371d5c6b165c1b38ede9550f4dce4144713e844b25b7192d3865d",
};

const POST: Vector = Vector {
    name: "post-vanilla",
    method: Method::POST,
    hash: "553f88c9e4d10fc9e109e2aeb65f030801b70c2f6468faca261d401ae622fc87",
    header_signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    query_signature: "2ce6e6d2e0cf2f9d1b55fafec88cd20574c31dc2e7631979f71ba2310083e95b",
    ..VANILLA
};

/// All of them.
fn vectors() -> impl Iterator<Item = &'static Vector> {
    let groups = [
        &[VANILLA, POST],
        paths::VECTORS,
        queries::VECTORS,
        headers::VECTORS,
        bodies::VECTORS,
    ];
    groups.into_iter().flatten()
}

impl Vector {
    fn credentials(&self) -> Credentials {
        Credentials::new(
            "AKIDEXAMPLE",
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            self.token.map(Into::into),
        )
    }

    /// The URI as it goes on the wire.
    fn uri(&self) -> Uri {
        let mut text = "https://example.amazonaws.com".to_owned();
        uri::push_encoded_path(&mut text, self.path);
        if !self.query.is_empty() {
            text.push('?');
            text.push_str(self.query);
        }
        text.parse().unwrap()
    }

    fn options(&self) -> SigningOptions {
        let mut options = SigningOptions {
            encode_path_again: false,
            ..SigningOptions::default()
        };
        (self.options)(&mut options);
        options
    }

    fn payload(&self) -> PayloadHash {
        PayloadHash::of(self.body.as_bytes())
    }

    /// The whole canonical request, less the session token: people do not get to see that.
    fn canonical_request(&self) -> String {
        let [path, query, headers] = self.canonical;
        let names: Vec<_> = headers
            .lines()
            .filter_map(|line| line.split(':').next())
            .collect();
        let shown: String = headers
            .lines()
            .map(|line| match line.split_once(':') {
                Some(("x-amz-security-token", _)) => "x-amz-security-token:**redacted**\n".into(),
                _ => format!("{line}\n"),
            })
            .collect();
        let (method, names, payload) = (&self.method, names.join(";"), self.payload());
        format!(
            "{method}\n{path}\n{query}\n{shown}\n{names}\n{}",
            payload.as_str()
        )
    }
}

#[test]
fn the_canonical_request_and_the_string_to_sign_are_the_published_ones() {
    for vector in vectors() {
        let (keys, credentials) = (SigningKeyCache::default(), vector.credentials());
        let mut params = params(&credentials, &keys);
        params.options = vector.options();

        let headers = header_map(vector.headers);
        let explanation = explain_headers(
            &vector.method,
            &vector.uri(),
            &headers,
            &vector.payload(),
            &params,
        )
        .unwrap();

        let name = vector.name;
        assert_eq!(
            explanation.canonical_request,
            vector.canonical_request(),
            "{name}"
        );
        let hash = vector.hash;
        assert_eq!(
            explanation.string_to_sign,
            format!(
                "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n{hash}"
            ),
            "{name}"
        );
    }
}

#[test]
fn the_signature_in_the_header_is_the_published_one() {
    for vector in vectors() {
        let (keys, credentials) = (SigningKeyCache::default(), vector.credentials());
        let mut params = params(&credentials, &keys);
        params.options = vector.options();

        let mut headers = header_map(vector.headers);
        sign_headers(
            &vector.method,
            &vector.uri(),
            &mut headers,
            &vector.payload(),
            &params,
        )
        .unwrap();

        let (name, signature) = (vector.name, vector.header_signature);
        let canonical = vector.canonical_request();
        let names = canonical.lines().rev().nth(1).unwrap();
        assert_eq!(
            headers.get("authorization").unwrap(),
            &format!(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
                 SignedHeaders={names}, Signature={signature}"
            ),
            "{name}"
        );
        assert_eq!(
            headers.get("x-amz-date").unwrap(),
            "20150830T123600Z",
            "{name}"
        );
        let token = headers
            .get("x-amz-security-token")
            .map(|value| value.to_str().unwrap());
        assert_eq!(token, vector.token, "{name}");
    }
}

#[test]
fn the_signature_in_the_query_is_the_published_one() {
    for vector in vectors().filter(|vector| !vector.query_signature.is_empty()) {
        let (keys, credentials) = (SigningKeyCache::default(), vector.credentials());
        let mut params = params(&credentials, &keys);
        params.options = vector.options();

        let uri = presign(
            &vector.method,
            &vector.uri(),
            &header_map(vector.headers),
            &vector.payload(),
            &params,
            Duration::from_secs(3600),
        )
        .unwrap();

        let (_, signature) = uri
            .query()
            .unwrap()
            .split_once("&X-Amz-Signature=")
            .unwrap();
        assert_eq!(signature, vector.query_signature, "{}", vector.name);
        assert_eq!(
            uri.query().unwrap().contains("X-Amz-Security-Token="),
            vector.token.is_some(),
            "{}",
            vector.name
        );
    }
}
