//! Binary members.

use std::fmt;
use std::ops::Deref;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, PAD};
use bytes::Bytes;

/// Bytes, cheap to clone: base64 in JSON and headers, the unencoded body as a payload.
///
/// `Debug` shows the length only, since the bytes may be secret or many.
///
/// ```
/// # use sdk_runtime::Blob;
/// let blob = Blob::from("hello");
/// assert_eq!(&*blob, b"hello");
/// assert_eq!(format!("{blob:?}"), "Blob(5 bytes)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Blob(Bytes);

/// Writes padding and does not require it.
const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// Encodes bytes in base64.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Decodes base64 in either alphabet of RFC 4648, with or without padding; `None` if it is invalid. Google's services
/// send the URL-safe one.
pub(crate) fn from_base64(base64: &str) -> Option<Vec<u8>> {
    match base64.contains(['-', '_']) {
        true => BASE64.decode(base64.replace('-', "+").replace('_', "/")).ok(),
        false => BASE64.decode(base64).ok(),
    }
}

impl Blob {
    /// Encodes the bytes in base64.
    #[must_use]
    pub fn to_base64(&self) -> String {
        to_base64(&self.0)
    }

    /// Decodes base64 in the standard or the URL-safe alphabet, with or without padding; `None` if it is invalid.
    #[must_use]
    pub fn from_base64(base64: &str) -> Option<Self> {
        from_base64(base64).map(Self::from)
    }

    /// Returns the bytes, without a copy.
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
    fn from(string: String) -> Self {
        Self(string.into())
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
    fn from(string: &str) -> Self {
        Self::from(string.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blobs_are_base64_in_json() {
        for (bytes, json) in
            [(&b""[..], r#""""#), (b"f", r#""Zg==""#), (b"\xff\x00\xfe", r#""/wD+""#)]
        {
            let blob = Blob::from(bytes);
            assert_eq!(serde_json::to_string(&blob).unwrap(), json);
            assert_eq!(serde_json::from_str::<Blob>(json).unwrap(), blob);
        }
        assert_eq!(&*serde_json::from_str::<Blob>(r#""Zg""#).unwrap(), b"f");
        assert_eq!(&*serde_json::from_str::<Blob>(r#""_wD-""#).unwrap(), b"\xff\x00\xfe");
    }

    #[test]
    fn invalid_base64_is_an_error() {
        for json in [r#""*""#, "7", "[102]"] {
            assert!(serde_json::from_str::<Blob>(json).is_err(), "{json}");
        }
    }
}
