//! Redaction by name: headers, parameters and members whose values are secrets; and by value, where
//! a text repeats a known secret.
//!
//! For data without generated types, which redact their own secrets, such as a recorded session.

use std::borrow::Cow;
use std::sync::Arc;

#[cfg(any(feature = "auth", feature = "aws"))]
use crate::Secret;
use crate::secret::REDACTED;

/// Names of secret headers, parameters and members. Compared without case, `_` and `-`.
const SECRET_NAMES: &[&str] = &[
    "accesstoken",
    "apikey",
    "authorization",
    "clientsecret",
    "cookie",
    "credential",
    "idtoken",
    "passphrase",
    "password",
    "privatekey",
    "proxyauthorization",
    "refreshtoken",
    "secret",
    "secretaccesskey",
    "secretkey",
    "securitytoken",
    "sessiontoken",
    "setcookie",
    "signature",
    "streamkey",
    "token",
    "xamzcredential",
    "xamzsecuritytoken",
    "xamzsignature",
];

/// Whether `name` is the name of a secret, in general or because `more` contains it.
pub(crate) fn is_secret(name: &str, more: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    let name = normalized(name);
    SECRET_NAMES.contains(&name.as_str())
        || more.into_iter().any(|other| normalized(other.as_ref()) == name)
}

fn normalized(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).map(|c| c.to_ascii_lowercase()).collect()
}

/// The length from which on a secret is found within words. A shorter one, such as the `test` of local services, is
/// part of many words that are not secret.
#[cfg(any(feature = "auth", feature = "aws"))]
const LONG_SECRET: usize = 8;

/// Replaces `secrets` in `text`, whether they are literal or percent-encoded, in whole or in part;
/// `None` if `text` contains none. To be called before a text is shortened, because a part of a
/// secret is not found.
#[cfg(any(feature = "auth", feature = "aws"))]
pub(crate) fn without_secrets<'s>(
    text: &[u8],
    secrets: impl IntoIterator<Item = &'s Secret>,
) -> Option<Vec<u8>> {
    let mut redacted: Option<Vec<u8>> = None;
    for secret in secrets.into_iter().map(Secret::expose).filter(|secret| !secret.is_empty()) {
        let mut rest = redacted.as_deref().unwrap_or(text);
        let mut out = Vec::new();
        let mut is_found = false;
        while let Some((byte, after)) = rest.split_first() {
            let found = strip_encoded(rest, secret.as_bytes());
            let is_within_word = |after: &[u8]| {
                let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
                secret.len() < LONG_SECRET && (is_letter(out.last()) || is_letter(after.first()))
            };
            if let Some(after) = found.filter(|after| !is_within_word(after)) {
                out.extend_from_slice(REDACTED.as_bytes());
                is_found = true;
                rest = after;
            } else {
                out.push(*byte);
                rest = after;
            }
        }
        if is_found {
            redacted = Some(out);
        }
    }
    redacted
}

/// Removes `secret` from the start of `text`. Each of its bytes may be percent-encoded.
#[cfg(any(feature = "auth", feature = "aws"))]
fn strip_encoded<'t>(text: &'t [u8], secret: &[u8]) -> Option<&'t [u8]> {
    secret.iter().try_fold(text, |text, &byte| match text {
        [first, rest @ ..] if *first == byte => Some(rest),
        [b'%', high, low, rest @ ..] => {
            let digit = |digit: u8| char::from(digit).to_digit(16);
            (digit(*high)? * 16 + digit(*low)? == u32::from(byte)).then_some(rest)
        }
        _ => None,
    })
}

/// [`without_secrets`] for a string.
#[cfg(feature = "default-chain")]
pub(crate) fn redact_secrets<'s>(
    text: &str,
    secrets: impl IntoIterator<Item = &'s Secret>,
) -> Option<String> {
    let redacted = without_secrets(text.as_bytes(), secrets)?;
    Some(String::from_utf8_lossy(&redacted).into_owned())
}

/// The secret parts of a request's URL, as an extension of the request: the URL alone does not show which of its parts
/// are secrets.
#[derive(Clone)]
pub(crate) struct SecretLabels(Arc<[String]>);

impl SecretLabels {
    /// From the encoded values; `None` if there are none.
    pub(crate) fn new<'a>(values: impl Iterator<Item = &'a str>) -> Option<Self> {
        let values: Arc<[String]> = values.map(str::to_owned).collect();
        (!values.is_empty()).then_some(Self(values))
    }

    /// Those of both.
    pub(crate) fn joined(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => {
                Some(Self(one.0.iter().chain(&*other.0).cloned().collect()))
            }
            (one, other) => one.or(other),
        }
    }

    /// The URL, or a part of it, with the secrets redacted wherever they occur.
    pub(crate) fn shown<'t>(secrets: Option<&Self>, url: &'t str) -> Cow<'t, str> {
        let secrets = secrets.iter().flat_map(|secrets| &*secrets.0);
        secrets.fold(Cow::Borrowed(url), |url, secret| Cow::Owned(url.replace(secret, REDACTED)))
    }
}

/// Path and query of a request, with its secret labels redacted.
pub(crate) fn shown_target<B>(request: &http::Request<B>) -> Cow<'_, str> {
    let target = request.uri().path_and_query();
    let target = target.map_or("/", |target| target.as_str());
    SecretLabels::shown(request.extensions().get(), target)
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[cfg(feature = "default-chain")]
    #[test]
    fn secrets_are_replaced_in_each_encoding() {
        use super::{Secret, redact_secrets};

        let secrets = [Secret::from("hu+sh/é="), Secret::from("another!"), Secret::default()];
        for (text, expected) in [
            ("a hu+sh/é= b", Some("a **redacted** b")),
            ("?t=hu%2Bsh%2F%C3%A9%3D&u=1", Some("?t=**redacted**&u=1")),
            ("?t=hu%2bsh/%c3%a9=", Some("?t=**redacted**")),
            ("hu+sh/é=another!an%6Fther!", Some("**redacted****redacted****redacted**")),
            ("hu+sh/hu+sh/é=", Some("hu+sh/**redacted**")),
            ("hu+sh/é %4 %", None),
            ("", None),
        ] {
            assert_eq!(redact_secrets(text, &secrets).as_deref(), expected, "{text}");
        }
    }

    #[cfg(feature = "default-chain")]
    #[test]
    fn short_secrets_are_not_found_within_words() {
        use super::{Secret, redact_secrets};

        for (text, expected) in [
            ("The latest test page", Some("The latest **redacted** page")),
            ("test?t=test&u=tested", Some("**redacted**?t=**redacted**&u=tested")),
            ("?t=t%65st", Some("?t=**redacted**")),
            ("latest", None),
        ] {
            let redacted = redact_secrets(text, &[Secret::from("test")]);
            assert_eq!(redacted.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_of_secrets_are_recognized_in_any_spelling() {
        for name in ["token", "streamKey", "StreamKey", "x-amz-security-token", "SECRET_KEY"] {
            assert!(is_secret(name, [""; 0]), "{name}");
        }
        for name in ["nextToken", "participantToken", "publicKey", "tokens", "key"] {
            assert!(!is_secret(name, [""; 0]), "{name}");
        }
        assert!(is_secret("pin-code", ["pinCode"]));
    }
}
