//! SHA-256 in the form that signatures use.

use std::borrow::Cow;

use ring::digest::{SHA256, digest};

/// The payload hash of a signature. Computed once for a call, used by each of its attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PayloadHash(Cow<'static, str>);

impl PayloadHash {
    /// The payload is not signed (`UNSIGNED-PAYLOAD`). Few services accept it: S3, over TLS.
    pub const UNSIGNED: Self = Self(Cow::Borrowed("UNSIGNED-PAYLOAD"));

    /// The SHA-256 of `body`, which may be empty.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Cow::Owned(sha256(body)))
    }

    /// The value in the canonical request: 64 lower-case hexadecimal digits, or
    /// `UNSIGNED-PAYLOAD`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The SHA-256 of `bytes` in lower-case hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// `bytes` in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| match nibble {
        0..=9 => char::from(b'0' + nibble),
        _ => char::from(b'a' + nibble - 10),
    };
    let mut digits = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        digits.push(digit(byte >> 4));
        digits.push(digit(byte & 15));
    }
    digits
}
