//! The test vectors that AWS publishes for Signature Version 4, in `vectors.json`.
//!
//! Names are those of the suite. The suite gives paths unencoded and its service encodes no path
//! twice. Its folded header value is given unfolded: HTTP no longer has folding.

use std::time::Duration;

use http::{HeaderMap, Method, Uri};
use serde::Deserialize;

use super::super::canonical::{SignedHeaders, canonical_request};
use super::super::key::Scope;
use super::super::{SigningOptions, SigningParams, add_headers, presign, sign_headers};
use super::{Keys, PayloadHash, header_map};
use crate::{Credentials, uri};

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Vector {
    name: String,
    method: String,
    path: String,
    query: String,
    headers: Vec<(String, String)>,
    session_token: Option<String>,
    body: String,
    normalize_path: Option<bool>,
    sign_session_token: Option<bool>,
    send_payload_hash: Option<bool>,
    canonical_path: String,
    canonical_query: String,
    canonical_headers: Vec<String>,
    canonical_request_sha256: String,
    header_signature: String,
    /// Absent where the suite has none.
    query_signature: Option<String>,
}

impl Vector {
    /// Calls `check` with each vector and its parameters.
    fn for_each(check: impl Fn(&Self, &SigningParams<'_>)) {
        let vectors: Vec<Self> = serde_json::from_str(include_str!("vectors.json")).unwrap();
        assert_eq!(vectors.len(), 39);
        for vector in vectors {
            let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
            let token = vector.session_token.as_deref().map(Into::into);
            let keys = Keys::of(Credentials::new("AKIDEXAMPLE", secret, token));
            let options = SigningOptions {
                encode_path_again: false,
                normalize_path: vector.normalize_path.unwrap_or(true),
                sign_session_token: vector.sign_session_token.unwrap_or(true),
                send_payload_hash: vector.send_payload_hash.unwrap_or(false),
            };
            check(&vector, &SigningParams { options, ..keys.params() });
        }
    }

    fn method(&self) -> Method {
        self.method.parse().unwrap()
    }

    /// The URI as it is sent.
    fn uri(&self) -> Uri {
        let mut uri = "https://example.amazonaws.com".to_owned();
        uri::push_encoded_path(&mut uri, &self.path);
        if !self.query.is_empty() {
            uri.push('?');
            uri.push_str(&self.query);
        }
        uri.parse().unwrap()
    }

    fn headers(&self) -> HeaderMap {
        header_map(&self.headers)
    }

    fn payload(&self) -> PayloadHash {
        PayloadHash::of(self.body.as_bytes())
    }

    fn signed_names(&self) -> String {
        let names = self.canonical_headers.iter();
        let names: Vec<_> = names.filter_map(|line| line.split(':').next()).collect();
        names.join(";")
    }
}

#[test]
fn canonical_request_and_string_to_sign_are_the_published_ones() {
    Vector::for_each(|vector, params| {
        let (uri, payload) = (vector.uri(), vector.payload());
        let mut headers = vector.headers();
        let scope = Scope::new(params.time, params.region, params.service);
        add_headers(&uri, &mut headers, &payload, &scope, params).unwrap();
        let signed = SignedHeaders::new(&headers, params.options).unwrap();
        let request = canonical_request(&vector.method(), &uri, &signed, &payload, params.options);

        let expected = [
            vector.method.as_str(),
            &vector.canonical_path,
            &vector.canonical_query,
            &vector.canonical_headers.join("\n"),
            "",
            &vector.signed_names(),
            payload.as_str(),
        ];
        assert_eq!(request, expected.join("\n"), "{}", vector.name);
        assert_eq!(
            scope.string_to_sign(&request),
            format!(
                "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\n{}",
                vector.canonical_request_sha256
            ),
            "{}",
            vector.name
        );
    });
}

#[test]
fn header_signatures_are_the_published_ones() {
    Vector::for_each(|vector, params| {
        let mut headers = vector.headers();
        let (method, uri, payload) = (vector.method(), vector.uri(), vector.payload());
        sign_headers(&method, &uri, &mut headers, &payload, params).unwrap();

        let expected = format!(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, \
             SignedHeaders={}, Signature={}",
            vector.signed_names(),
            vector.header_signature
        );
        assert_eq!(headers["authorization"], expected, "{}", vector.name);
        assert_eq!(headers["x-amz-date"], "20150830T123600Z", "{}", vector.name);
        let token = headers.get("x-amz-security-token");
        let token = token.map(|value| value.to_str().unwrap());
        assert_eq!(token, vector.session_token.as_deref(), "{}", vector.name);
    });
}

#[test]
fn query_signatures_are_the_published_ones() {
    Vector::for_each(|vector, params| {
        let Some(expected) = &vector.query_signature else {
            return;
        };
        let (method, uri, payload) = (vector.method(), vector.uri(), vector.payload());
        let hour = Duration::from_secs(3600);
        let uri = presign(&method, &uri, &vector.headers(), &payload, params, hour).unwrap();

        let query = uri.query().unwrap();
        let (_, signature) = query.split_once("&X-Amz-Signature=").unwrap();
        // A token that is not signed follows the signature's other parameters.
        assert_eq!(signature, expected, "{}", vector.name);
        let has_token = query.contains("X-Amz-Security-Token=");
        assert_eq!(has_token, vector.session_token.is_some(), "{}", vector.name);
    });
}
