//! Strings that are redacted in debug output.
//!
//! [`Secret`] is the type of members whose value grants access: a token, a key, a password.

use std::fmt;

/// A string whose `Debug` output is `**redacted**` and that has no `Display`.
///
/// [`expose`](Self::expose) returns the value. Serialized, it is a plain string.
///
/// ```
/// # use sdk_runtime::Secret;
/// let token = Secret::from("eyJhbGciOi");
/// assert_eq!(format!("{token:?}"), "**redacted**");
/// assert_eq!(token.expose(), "eyJhbGciOi");
/// ```
///
/// It protects against disclosure in logs, not in the memory of the process: it does not erase its
/// value, because copies by serialization and TLS remain.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// Returns the value. Do not log it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

/// Replaces secrets in output.
pub(crate) const REDACTED: &str = "**redacted**";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_is_redacted_in_every_form() {
        let secret = Secret::from("hunter2");

        assert_eq!(format!("{secret:?}"), REDACTED);
        assert_eq!(format!("{:?}", Some(&secret)), "Some(**redacted**)");
        assert!(!format!("{:#?}", vec![secret]).contains("hunter2"));
    }

    #[test]
    fn a_secret_serializes_as_a_plain_string() {
        let secret: Secret = serde_json::from_str(r#""a\"b""#).unwrap();

        assert_eq!(secret, Secret::from(String::from("a\"b")));
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""a\"b""#);
    }
}
