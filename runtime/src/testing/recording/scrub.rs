//! Replaces secrets and identities in a session by placeholders.
//!
//! Scrubbing is idempotent, so that a request matches a recorded one if both are equal after it.

use std::ops::Range;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::{Body, Exchange, Outcome, RecordedRequest};
use crate::redact::is_secret;
use crate::uri::push_encoded;

/// AWS's example account.
const ACCOUNT: &str = "111122223333";
/// AWS's example access key.
const ACCESS_KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "<secret>";

/// Shorter secrets are not searched in other strings, where they may be part of anything.
const MIN_SECRET_LENGTH: usize = 8;

/// The names of idempotency tokens, which are random in each call.
const RANDOM_NAMES: &[&str] = &["clientToken", "clientRequestToken", "idempotencyToken"];

pub(super) struct Scrubber {
    /// The names of secret members in addition to those that are always secret.
    names: Vec<String>,
    /// Secrets that are replaced wherever they occur.
    secrets: Vec<String>,
}

impl Scrubber {
    /// `names` are those of secret members. `secrets` are replaced whatever their length, unless they are empty.
    pub(super) fn new(names: Vec<String>, mut secrets: Vec<String>) -> Self {
        secrets.retain(|secret| !secret.is_empty());
        Self { names, secrets }
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }

    /// Whether the value of a member, header or query parameter is a secret.
    pub(super) fn is_secret(&self, name: &str) -> bool {
        let names = self.names.iter().map(String::as_str);
        is_secret(name, names.chain(RANDOM_NAMES.iter().copied()))
    }

    /// Scrubs all exchanges, including secrets that occur under their name in one place and within other strings.
    pub(super) fn scrub_session(&mut self, exchanges: &mut [Exchange]) {
        for exchange in &*exchanges {
            self.collect(&exchange.request.body);
            if let Outcome::Response(response) = &exchange.outcome {
                self.collect(&response.body);
            }
        }
        // The longest first: a secret may be part of another one.
        self.secrets.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.secrets.dedup();
        for exchange in exchanges {
            self.scrub_request(&mut exchange.request);
            if let Outcome::Response(response) = &mut exchange.outcome {
                self.scrub_headers(response.headers.values_mut());
                self.scrub_body(&mut response.body);
            }
        }
    }

    pub(super) fn scrub_request(&self, request: &mut RecordedRequest) {
        request.path = self.target(&request.path);
        self.scrub_headers(request.headers.values_mut());
        self.scrub_body(&mut request.body);
    }

    fn collect(&mut self, body: &Body) {
        if let Body::Json(value) = body {
            self.collect_value(value, false);
        }
    }

    fn collect_value(&mut self, value: &Value, in_secret: bool) {
        match value {
            Value::String(string) if in_secret && string.len() >= MIN_SECRET_LENGTH => {
                self.secrets.push(string.clone());
            }
            Value::Array(elements) => {
                for element in elements {
                    self.collect_value(element, in_secret);
                }
            }
            Value::Object(members) => {
                for (name, member) in members {
                    self.collect_value(member, in_secret || self.is_secret(name));
                }
            }
            _ => {}
        }
    }

    fn scrub_headers<'a>(&self, headers: impl Iterator<Item = &'a mut Vec<String>>) {
        for value in headers.flatten() {
            *value = self.string(value);
        }
    }

    fn scrub_body(&self, body: &mut Body) {
        match body {
            Body::Json(value) => self.scrub_value(value, false),
            Body::Text(text) => *text = self.string(text),
            Body::Empty | Body::Bytes(_) => {}
        }
    }

    fn scrub_value(&self, value: &mut Value, in_secret: bool) {
        match value {
            Value::String(string) if in_secret => *string = SECRET.to_owned(),
            Value::String(string) => *string = self.string(string),
            Value::Number(_) if in_secret => *value = Value::from(0),
            Value::Number(number) => {
                if let Some(scrubbed) = self.string(&number.to_string()).parse().ok()
                    && number.is_u64()
                {
                    *value = Value::Number(scrubbed);
                }
            }
            Value::Array(elements) => {
                for element in elements {
                    self.scrub_value(element, in_secret);
                }
            }
            Value::Object(members) => {
                let mut scrubbed = Map::new();
                for (name, mut member) in std::mem::take(members) {
                    self.scrub_value(&mut member, in_secret || self.is_secret(&name));
                    scrubbed.insert(self.string(&name), member);
                }
                *members = scrubbed;
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Scrubs the segments of the path, and the names and values of the query.
    fn target(&self, target: &str) -> String {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let segments = path.split('/').map(|segment| self.component(segment, false));
        let mut scrubbed = segments.collect::<Vec<_>>().join("/");
        for (index, pair) in query.split('&').filter(|pair| !pair.is_empty()).enumerate() {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            scrubbed.push(if index == 0 { '?' } else { '&' });
            scrubbed.push_str(&self.component(name, false));
            scrubbed.push('=');
            scrubbed.push_str(&self.component(value, self.is_secret(&decoded(name))));
        }
        scrubbed
    }

    /// Scrubs a percent-encoded component.
    fn component(&self, component: &str, is_secret: bool) -> String {
        let mut encoded = String::new();
        match is_secret {
            true => push_encoded(&mut encoded, SECRET),
            false => push_encoded(&mut encoded, &self.string(&decoded(component))),
        }
        encoded
    }

    fn string(&self, string: &str) -> String {
        let mut string = string.to_owned();
        for secret in &self.secrets {
            string = string.replace(secret, SECRET);
        }
        let mut scrubbed = String::with_capacity(string.len());
        let mut end = 0;
        for (range, placeholder) in identities(&string) {
            scrubbed.push_str(string.get(end..range.start).unwrap_or_default());
            scrubbed.push_str(placeholder);
            end = range.end;
        }
        scrubbed.push_str(string.get(end..).unwrap_or_default());
        scrubbed
    }
}

/// A percent-encoded component, decoded.
pub(super) fn decoded(component: &str) -> String {
    percent_decode_str(component).decode_utf8_lossy().into_owned()
}

/// The account IDs, access keys and JSON web tokens in a string, each with its placeholder.
fn identities(string: &str) -> Vec<(Range<usize>, &'static str)> {
    let bytes = string.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut follows_word = false;
    while let Some(rest) = bytes.get(start..)
        && let Some(first) = rest.first()
    {
        let digits = run(rest, u8::is_ascii_digit);
        let (length, placeholder) = if let Some(length) = web_token(rest) {
            (length, Some(SECRET))
        } else if !follows_word && is_access_key(rest) {
            (ACCESS_KEY.len(), Some(ACCESS_KEY))
        } else {
            (digits.max(1), (digits == ACCOUNT.len()).then_some(ACCOUNT))
        };
        found.extend(placeholder.map(|placeholder| (start..start + length, placeholder)));
        follows_word = first.is_ascii_alphanumeric();
        start += length;
    }
    found
}

/// The length of the JSON web token at the start of `bytes`: three or more parts (RFC 7515, RFC 7516) in base64,
/// the first of which is a JSON object. Parts may be empty. A file extension or the like that follows is included,
/// because it may be a part.
fn web_token(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(b"eyJ") {
        return None;
    }
    let length = run(bytes, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'=' | b'.')
    });
    let dots = bytes.get(..length)?.iter().filter(|byte| **byte == b'.').count();
    (dots >= 2).then_some(length)
}

/// Whether `bytes` start with a word that is an access key ID.
fn is_access_key(bytes: &[u8]) -> bool {
    (bytes.starts_with(b"AKIA") || bytes.starts_with(b"ASIA"))
        && run(bytes, |byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()) == ACCESS_KEY.len()
        && run(bytes, u8::is_ascii_alphanumeric) == ACCESS_KEY.len()
}

/// The number of bytes at the start of `bytes` that `is_part` accepts.
fn run(bytes: &[u8], is_part: impl Fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is_part(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_replaced_and_nothing_else() {
        let scrubber = Scrubber::new(Vec::new(), vec!["pin-hunter2".to_owned()]);
        for (string, expected) in [
            (
                "arn:aws:ivs:us-east-1:123456789012:stage/a1",
                "arn:aws:ivs:us-east-1:111122223333:stage/a1",
            ),
            ("é123456789012é", "é111122223333é"),
            ("123456789012-210987654321.", "111122223333-111122223333."),
            ("key AKIA0123456789ABCDEF.", "key AKIAIOSFODNN7EXAMPLE."),
            ("bucket123456789012", "bucket111122223333"),
            ("joined eyJhbGc.eyJz_-.c2ln.", "joined <secret>"),
            ("https://h/?token=eyJhbGc.eyJz.c2ln", "https://h/?token=<secret>"),
            ("jwt_eyJhbGc.eyJz.c2ln", "jwt_<secret>"),
            ("eyJhbGc.eyJz.c2ln.more text", "<secret> text"),
            ("eyJhbGc.eyJz.c2ln.m3u8", "<secret>"),
            ("eyJhbGc.k.iv.ct.tag", "<secret>"),
            ("eyJhbGc..iv.ct.tag, eyJub25l.eyJz.", "<secret>, <secret>"),
            ("the pin is pin-hunter2", "the pin is <secret>"),
        ] {
            assert_eq!(scrubber.string(string), expected);
            assert_eq!(scrubber.string(expected), expected);
        }
        for string in [
            "",
            "12345678901",
            "1234567890123",
            "2026-01-01T00:00:00.123456Z",
            "eyJ.x",
            "XAKIA0123456789ABCDEF AKIA0123456789ABCDE",
        ] {
            assert_eq!(scrubber.string(string), string);
        }
    }

    #[test]
    fn empty_secrets_are_ignored_and_longer_ones_are_replaced_first() {
        let tokens = ["", "token", "token-hunter2", "token"].map(str::to_owned).into();
        let mut scrubber = Scrubber::new(Vec::new(), tokens);
        let body = serde_json::json!({
            "password": "token-hunter2-extended",
            "secret": "short",
            "message": "short token token-hunter2 token-hunter2-extended",
        });
        let request = RecordedRequest {
            method: "POST".to_owned(),
            path: "/".to_owned(),
            headers: std::collections::BTreeMap::new(),
            body: Body::Json(body),
        };
        let outcome = Outcome::Failure("Reset".to_owned());
        let mut exchanges = [Exchange { request, outcome }];
        scrubber.scrub_session(&mut exchanges);
        assert_eq!(scrubber.secrets, ["token-hunter2-extended", "token-hunter2", "token"]);
        let Body::Json(body) = &exchanges[0].request.body else { panic!("not JSON") };
        assert_eq!(body["message"], "short <secret> <secret> <secret>");
    }
}
