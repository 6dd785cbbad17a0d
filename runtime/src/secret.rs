//! Text that must not be seen.
//!
//! [`Secret`] is what a member of the API becomes when its value lets the holder do something:
//! a token, a key, a password. It knows that it must not be printed, and nothing else.

use std::fmt;

/// A text whose `Debug` output is `**redacted**` and that has no `Display`.
///
/// Reading it takes a deliberate call of [`expose`](Self::expose). On the wire it is a plain
/// string.
///
/// ```
/// use sdk_runtime::Secret;
///
/// let token = Secret::from("eyJhbGciOi");
/// assert_eq!(format!("{token:?}"), "**redacted**");
/// assert_eq!(token.expose(), "eyJhbGciOi");
/// ```
///
/// It guards against logs, not against someone who can read the memory of the process: copies
/// that serialization and TLS make are beyond its reach, so it does not pretend to wipe them.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Secret(String);

impl Secret {
    /// The text itself. Do not log it.
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
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// What stands wherever a secret would have been printed.
pub(crate) const REDACTED: &str = "**redacted**";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_text_in_every_form() {
        let secret = Secret::from("hunter2");

        assert_eq!(format!("{secret:?}"), REDACTED);
        assert_eq!(format!("{:?}", Some(&secret)), "Some(**redacted**)");
        assert!(!format!("{:#?}", vec![secret]).contains("hunter2"));
    }

    #[test]
    fn on_the_wire_it_is_a_plain_string() {
        let secret: Secret = serde_json::from_str(r#""a\"b""#).unwrap();

        assert_eq!(secret, Secret::from(String::from("a\"b")));
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""a\"b""#);
    }
}
