//! Which values must not be seen by others, going by the name that they stand under.
//!
//! For texts that leave the process: the curl line of a support ticket, a recorded session. The
//! types of generated code hide their own secrets; this is for what is text already.

use std::borrow::Cow;
use std::sync::Arc;

use serde_json::Value;

use crate::secret::REDACTED;

/// Names that mean a secret wherever they stand. Compared without case, `_` and `-`.
const SECRET_NAMES: &[&str] = &[
    "accesstoken",
    "apikey",
    "authorization",
    "clientsecret",
    "credential",
    "idtoken",
    "passphrase",
    "password",
    "privatekey",
    "refreshtoken",
    "secret",
    "secretaccesskey",
    "secretkey",
    "securitytoken",
    "sessiontoken",
    "signature",
    "streamkey",
    "token",
];

/// The names of headers and query parameters that carry one.
const SECRET_PARAMETERS: &[&str] = &[
    "authorization",
    "cookie",
    "proxyauthorization",
    "setcookie",
    "xamzcredential",
    "xamzsecuritytoken",
    "xamzsignature",
];

/// Whether what stands under `name` is a secret: by its sound, or because `more` names it.
pub(crate) fn is_secret(name: &str, more: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    let plain = plain(name);
    SECRET_NAMES.contains(&plain.as_str())
        || SECRET_PARAMETERS.contains(&plain.as_str())
        || more
            .into_iter()
            .any(|other| self::plain(other.as_ref()) == plain)
}

fn plain(name: &str) -> String {
    name.chars()
        .filter(|each| !matches!(each, '_' | '-'))
        .map(|each| each.to_ascii_lowercase())
        .collect()
}

/// Puts `**redacted**` in the place of each secret text. Says whether there was one.
pub(crate) fn redact(value: &mut Value, more: &[&str]) -> bool {
    let mut found = false;
    hide(value, false, more, &mut found);
    found
}

/// Hides the texts and numbers of what has a secret name, however deep they are.
fn hide(value: &mut Value, inside: bool, more: &[&str], found: &mut bool) {
    match value {
        Value::Null | Value::Bool(_) => {}
        Value::String(_) | Value::Number(_) if inside => {
            *value = Value::from(REDACTED);
            *found = true;
        }
        Value::String(_) | Value::Number(_) => {}
        Value::Array(elements) => {
            for element in elements {
                hide(element, inside, more, found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                hide(member, inside || is_secret(name, more), more, found);
            }
        }
    }
}

/// What must not be seen of a request's path. It goes along with the request, as an extension, since the
/// path alone does not tell which of its parts is a secret.
#[derive(Clone)]
pub(crate) struct SecretLabels(Arc<[String]>);

impl SecretLabels {
    /// Of values as they stand in the path; `None` if there are none.
    pub(crate) fn new<'a>(values: impl Iterator<Item = &'a str>) -> Option<Self> {
        let values: Arc<[String]> = values.map(str::to_owned).collect();
        (!values.is_empty()).then_some(Self(values))
    }

    /// Path and query without the secrets of the path. A secret that also stands elsewhere is hidden
    /// there, too.
    pub(crate) fn hide(&self, target: &str) -> String {
        let mut shown = target.to_owned();
        for secret in &*self.0 {
            shown = shown.replace(secret, REDACTED);
        }
        shown
    }
}

/// Path and query of a request, without the secrets of its path.
pub(crate) fn shown_target<B>(request: &http::Request<B>) -> Cow<'_, str> {
    let target = request.uri().path_and_query();
    let target = target.map_or("/", |target| target.as_str());
    match request.extensions().get::<SecretLabels>() {
        Some(labels) => Cow::Owned(labels.hide(target)),
        None => Cow::Borrowed(target),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{is_secret, redact};

    #[test]
    fn a_name_is_a_secrets_however_it_is_spelled() {
        for name in [
            "token",
            "streamKey",
            "StreamKey",
            "x-amz-security-token",
            "SECRET_KEY",
        ] {
            assert!(is_secret(name, [""; 0]), "{name}");
        }
        for name in [
            "nextToken",
            "participantToken",
            "publicKey",
            "tokens",
            "key",
        ] {
            assert!(!is_secret(name, [""; 0]), "{name}");
        }
        assert!(is_secret("pin-code", ["pinCode"]));
    }

    #[test]
    fn secrets_are_hidden_at_any_depth_and_nothing_else_is() {
        let mut value = json!({
            "name": "demo",
            "token": {"payload": "hunter2", "valid": true, "nothing": null},
            "list": [{"password": ["hunter3", 4]}],
            "pin": "5678",
        });
        assert!(redact(&mut value, &["pin"]));
        assert_eq!(
            value,
            json!({
                "name": "demo",
                "token": {"payload": "**redacted**", "valid": true, "nothing": null},
                "list": [{"password": ["**redacted**", "**redacted**"]}],
                "pin": "**redacted**",
            })
        );
        assert!(!redact(&mut json!({"name": "demo"}), &[]));
    }
}
