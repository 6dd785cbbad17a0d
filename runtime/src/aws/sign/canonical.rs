//! The canonical request: the string that client and service both derive from a request, and its
//! hash.

use std::borrow::Cow;

use http::{HeaderMap, Method, Uri};
use ring::digest::{SHA256, digest};

use super::normalize::{canonical_query_component, normalize_path};
use super::options::{SigningError, SigningOptions};
use crate::uri::push_encoded_path;

/// The header of the session token.
pub(super) const SESSION_TOKEN: &str = "x-amz-security-token";

/// The payload hash of a signature. It depends on the body only, so it can be reused to sign a
/// request anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadHash(Cow<'static, str>);

impl PayloadHash {
    /// The payload is not signed (`UNSIGNED-PAYLOAD`). Few services accept it: S3, over TLS.
    pub const UNSIGNED: Self = Self(Cow::Borrowed("UNSIGNED-PAYLOAD"));

    /// Computes the SHA-256 of `body`, which may be empty.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Cow::Owned(sha256(body)))
    }

    /// Returns the value in the canonical request: 64 lower-case hexadecimal digits, or
    /// `UNSIGNED-PAYLOAD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Returns the canonical request.
pub(super) fn canonical_request(
    method: &Method,
    uri: &Uri,
    headers: &SignedHeaders<'_>,
    payload: &PayloadHash,
    options: SigningOptions,
) -> String {
    let mut out = String::with_capacity(1024);
    out.push_str(method.as_str());
    out.push('\n');
    push_path(&mut out, uri.path(), options);
    out.push('\n');
    push_query(&mut out, uri.query().unwrap_or_default());
    out.push('\n');
    headers.push_values(&mut out);
    out.push('\n');
    headers.push_names(&mut out);
    out.push('\n');
    out.push_str(payload.as_str());
    out
}

/// The headers that are signed, sorted by name. A repeated header has several entries, in the
/// order of its values.
pub(super) struct SignedHeaders<'a>(Vec<(&'a str, &'a str)>);

impl<'a> SignedHeaders<'a> {
    /// # Errors
    ///
    /// If a value is not UTF-8: services differ in how they decode it.
    pub(super) fn new(
        headers: &'a HeaderMap,
        options: SigningOptions,
    ) -> Result<Self, SigningError> {
        let mut signed = Vec::with_capacity(headers.len());
        for (name, value) in headers {
            if is_signed(name.as_str(), options) {
                let value =
                    str::from_utf8(value.as_bytes()).map_err(|_| SigningError::BadHeader)?;
                signed.push((name.as_str(), value));
            }
        }
        signed.sort_by_key(|(name, _)| *name);
        Ok(Self(signed))
    }

    /// `host;x-amz-date`
    pub(super) fn names(&self) -> String {
        let mut names = String::with_capacity(128);
        self.push_names(&mut names);
        names
    }

    fn push_names(&self, out: &mut String) {
        let mut last = "";
        for (name, _) in &self.0 {
            if *name != last {
                if !last.is_empty() {
                    out.push(';');
                }
                out.push_str(name);
                last = name;
            }
        }
    }

    /// Appends a line for each name, its values joined by commas.
    fn push_values(&self, out: &mut String) {
        let mut last = "";
        for (name, value) in &self.0 {
            if *name == last {
                out.push(',');
            } else {
                if !last.is_empty() {
                    out.push('\n');
                }
                out.push_str(name);
                out.push(':');
                last = name;
            }
            push_trimmed(out, value);
        }
        if !last.is_empty() {
            out.push('\n');
        }
    }
}

/// Whether a header is part of the signature: all are, except what proxies may change, which are
/// the headers of one connection (RFC 9110, 7.6.1) and those of tracing, and the signature itself.
fn is_signed(name: &str, options: SigningOptions) -> bool {
    match name {
        "authorization"
        | "connection"
        | "expect"
        | "keep-alive"
        | "proxy-authenticate"
        | "proxy-authorization"
        | "proxy-connection"
        | "te"
        | "trailer"
        | "transfer-encoding"
        | "upgrade"
        | "user-agent"
        | "x-amzn-trace-id" => false,
        SESSION_TOKEN => options.sign_session_token,
        _ => true,
    }
}

fn push_path(out: &mut String, path: &str, options: SigningOptions) {
    let path = if options.normalize_path { normalize_path(path) } else { path.into() };
    if options.encode_path_again {
        push_encoded_path(out, &path);
    } else {
        out.push_str(&path);
    }
}

/// Appends the pairs of a query, encoded in the canonical way and sorted by key, then by value.
fn push_query(out: &mut String, query: &str) {
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (canonical_query_component(key), canonical_query_component(value))
        })
        .collect();
    // By key and value, not by the whole pair: `a-b=1` comes after `a=1` although `-` is less than
    // `=`.
    pairs.sort_unstable();
    for (index, (key, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        out.push_str(key);
        out.push('=');
        out.push_str(value);
    }
}

/// Appends a header value, trimmed, with runs of spaces replaced by one.
fn push_trimmed(out: &mut String, value: &str) {
    // Tabs are trimmed, not merged: HTTP drops them at the ends only (RFC 9110, 5.5).
    let value = value.trim_matches([' ', '\t']);
    let mut words = value.split(' ').filter(|word| !word.is_empty());
    out.push_str(words.next().unwrap_or_default());
    for word in words {
        out.push(' ');
        out.push_str(word);
    }
}

/// The SHA-256 of `bytes` in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// `bytes` in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| match nibble {
        0..=9 => b'0' + nibble,
        _ => b'a' + nibble - 10,
    };
    let digits = bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    // Digits are ASCII.
    String::from_utf8(digits.collect()).unwrap_or_default()
}
