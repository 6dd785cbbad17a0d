//! Redaction by name: headers, parameters and members whose values are secrets.
//!
//! For data without generated types, which redact their own secrets, such as a recorded session.

use std::borrow::Cow;
use std::sync::Arc;

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

/// The secret labels of a request's path, as an extension of the request: the path alone does not
/// show which of its parts are secrets.
#[derive(Clone)]
pub(crate) struct SecretLabels(Arc<[String]>);

impl SecretLabels {
    /// From the encoded values; `None` if there are none.
    pub(crate) fn new<'a>(values: impl Iterator<Item = &'a str>) -> Option<Self> {
        let values: Arc<[String]> = values.map(str::to_owned).collect();
        (!values.is_empty()).then_some(Self(values))
    }

    /// Redacts the labels in a path and query, wherever their values occur.
    pub(crate) fn redact(&self, target: &str) -> String {
        let mut shown = target.to_owned();
        for secret in &*self.0 {
            shown = shown.replace(secret, REDACTED);
        }
        shown
    }
}

/// Path and query of a request, with its secret labels redacted.
pub(crate) fn shown_target<B>(request: &http::Request<B>) -> Cow<'_, str> {
    let target = request.uri().path_and_query();
    let target = target.map_or("/", |target| target.as_str());
    match request.extensions().get::<SecretLabels>() {
        Some(labels) => Cow::Owned(labels.redact(target)),
        None => Cow::Borrowed(target),
    }
}

#[cfg(test)]
mod tests {
    use super::is_secret;

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
