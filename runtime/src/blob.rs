//! Bytes as a member of the API.

use std::fmt;
use std::ops::Deref;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, PAD};
use bytes::Bytes;

/// Bytes, cheap to clone. In JSON they are base64; as a payload they are the body as it is.
///
/// `Debug` shows their number only: they may be a key, or many.
///
/// ```
/// use sdk_runtime::Blob;
///
/// let blob = Blob::from("hello");
/// assert_eq!(&*blob, b"hello");
/// assert_eq!(format!("{blob:?}"), "Blob(5 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Blob(Bytes);

/// Writes padding and does not insist on it.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The text in base64.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// The bytes of a text in base64, padded or not.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

impl Blob {
    /// The bytes as they stand in JSON or a header.
    #[must_use]
    pub fn to_base64(&self) -> String {
        to_base64(&self.0)
    }

    /// The bytes of a text in base64, padded or not; `None` if it is none.
    #[must_use]
    pub fn from_base64(text: &str) -> Option<Self> {
        from_base64(text).map(Self::from)
    }

    /// The bytes, without a copy.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl Deref for Blob {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.0.len())
    }
}

impl From<Bytes> for Blob {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

impl From<Blob> for Bytes {
    fn from(blob: Blob) -> Self {
        blob.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl<const N: usize> From<&[u8; N]> for Blob {
    fn from(bytes: &[u8; N]) -> Self {
        Self::from(bytes.as_slice())
    }
}

impl From<&str> for Blob {
    fn from(text: &str) -> Self {
        Self::from(text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_base64_in_json() {
        for (bytes, json) in [
            (&b""[..], r#""""#),
            (b"f", r#""Zg==""#),
            (b"\xff\x00\xfe", r#""/wD+""#),
        ] {
            let blob = Blob::from(bytes);
            assert_eq!(serde_json::to_string(&blob).unwrap(), json);
            assert_eq!(serde_json::from_str::<Blob>(json).unwrap(), blob);
        }
        assert_eq!(&*serde_json::from_str::<Blob>(r#""Zg""#).unwrap(), b"f");
    }

    #[test]
    fn what_is_no_base64_is_an_error() {
        for json in [r#""*""#, "7", "[102]"] {
            assert!(serde_json::from_str::<Blob>(json).is_err(), "{json}");
        }
    }
}
