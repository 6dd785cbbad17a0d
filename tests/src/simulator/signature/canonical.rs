//! The canonical request, for the message of a signature error.
//!
//! It is not used for verification: the `aws-sigv4` crate does that, but does not expose its canonical request. A
//! test compares this one with the crate's signatures. Paths are not normalized; no operation has one with dots or
//! empty segments.

use super::Received;
use super::claims::{Claims, Form};
use crate::simulator::routes::query_pairs;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
const PATH: &AsciiSet = &UNRESERVED.remove(b'/');

/// The canonical request of SigV4.
#[derive(Debug)]
pub(super) struct CanonicalRequest(pub(super) String);

impl CanonicalRequest {
    pub(super) fn new(received: Received<'_>, claims: &Claims) -> Self {
        let (path, query) = received
            .target
            .split_once('?')
            .unwrap_or((received.target, ""));
        let mut pairs: Vec<(String, String)> = query_pairs(query)
            .unwrap_or_default()
            .into_iter()
            .filter(|(key, _)| claims.form == Form::Header || key != "X-Amz-Signature")
            .map(|(key, value)| (encode(&key), encode(&value)))
            .collect();
        pairs.sort();
        let pairs: Vec<String> = pairs
            .into_iter()
            .map(|(key, value)| format!("{key}={value}"))
            .collect();
        let mut names = claims.signed_headers.clone();
        names.sort();
        let mut headers = String::new();
        for name in &names {
            let values: Vec<String> = received
                .headers
                .get_all(name)
                .iter()
                .map(|value| trim_all(value.as_bytes()))
                .collect();
            headers.push_str(&format!("{name}:{}\n", values.join(",")));
        }
        Self(format!(
            "{}\n{}\n{}\n{headers}\n{}\n{}",
            received.method,
            utf8_percent_encode(path, PATH),
            pairs.join("&"),
            names.join(";"),
            sha256(received.body),
        ))
    }

    pub(super) fn string_to_sign(&self, claims: &Claims) -> String {
        format!(
            "AWS4-HMAC-SHA256\n{}\n{}/{}/{}/{}\n{}",
            claims.time.strftime("%Y%m%dT%H%M%SZ"),
            claims.date,
            claims.region,
            claims.service,
            claims.terminator,
            sha256(self.0.as_bytes()),
        )
    }
}

fn encode(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

/// A header value with surrounding and repeated spaces removed.
fn trim_all(value: &[u8]) -> String {
    String::from_utf8_lossy(value)
        .split_ascii_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::RawClient;
    use http::header::HeaderValue;
    use std::time::{Duration, SystemTime};

    #[test]
    fn the_canonical_request_gives_the_signature_of_aws_sigv4() {
        let address = "127.0.0.1:80".parse().unwrap();
        let client = RawClient::new(address, "us-east-1", "AKID", "secret");
        let target =
            "/tags/arn%3Aaws%3Aivs%2Fa-b_c.d~?tagKeys=b%20c&tagKeys=%C3%BC%2F&a-b=1&a=2&flag";
        for presigned in [false, true] {
            let body = serde_json::json!({"a": "ü"});
            let mut request = client
                .request(&http::Method::POST, target, Some(&body))
                .unwrap();
            request
                .headers_mut()
                .append("x-many", HeaderValue::from_static(" a   b "));
            request
                .headers_mut()
                .append("x-many", HeaderValue::from_static("c"));
            match presigned {
                true => client
                    .presign(&mut request, Duration::from_secs(60))
                    .unwrap(),
                false => client.sign(&mut request).unwrap(),
            }
            let target = request.uri().to_string();
            let received = Received {
                method: request.method().as_str(),
                target: &target,
                headers: request.headers(),
                body: request.body(),
            };
            let claims = Claims::read(received).unwrap();
            let string_to_sign = CanonicalRequest::new(received, &claims).string_to_sign(&claims);
            let time = SystemTime::from(claims.time);
            let key = aws_sigv4::sign::v4::generate_signing_key("secret", time, "us-east-1", "ivs");
            let signature =
                aws_sigv4::sign::v4::calculate_signature(key, string_to_sign.as_bytes());
            assert_eq!(signature, claims.signature, "presigned: {presigned}");
        }
    }
}
