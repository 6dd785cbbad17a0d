//! The hash of a body, as a signature wants it.

use ring::digest::{SHA256, SHA256_OUTPUT_LEN, digest};

/// What a signature says about the body. Made once for a call, used for each of its attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadHash(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Unsigned,
    Sha256(Hex),
}

impl PayloadHash {
    /// The body is not signed (`UNSIGNED-PAYLOAD`). Few services allow it: S3, over TLS.
    pub const UNSIGNED: Self = Self(Kind::Unsigned);

    /// The SHA-256 of `body`, which may be empty.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Kind::Sha256(sha256(body)))
    }

    /// As it stands in the canonical request: 64 lower-case hexadecimal digits, or the marker.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kind::Unsigned => "UNSIGNED-PAYLOAD",
            Kind::Sha256(hex) => hex.as_str(),
        }
    }
}

/// A SHA-256 in lower-case hexadecimal, on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hex([u8; SHA256_OUTPUT_LEN * 2]);

impl Hex {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let mut digits = [b'0'; SHA256_OUTPUT_LEN * 2];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(bytes) {
            if let [high, low] = pair {
                *high = digit(byte >> 4);
                *low = digit(byte & 15);
            }
        }
        Self(digits)
    }

    pub(super) fn as_str(&self) -> &str {
        // Digits are ASCII, so there is always a text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

pub(super) fn sha256(bytes: &[u8]) -> Hex {
    Hex::new(digest(&SHA256, bytes).as_ref())
}

fn digit(nibble: u8) -> u8 {
    match nibble {
        0..=9 => b'0' + nibble,
        _ => b'a' + nibble - 10,
    }
}
