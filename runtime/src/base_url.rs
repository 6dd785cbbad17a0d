//! The base URL that a caller sets, a part of which may be a secret.

use std::fmt;

use crate::Secret;
use crate::redact::SecretLabels;
use crate::uri::without_user;

/// The base URL of a client: a string, or a type of the module `servers` of a generated crate.
///
/// Some services expect a key or a token in their URL. The type of such a server marks that part, and it is redacted in
/// the `Debug` output of the server, the client and its requests, and in recordings. In a string it is not recognized.
#[derive(Clone)]
pub struct BaseUrl {
    pub(crate) url: String,
    pub(crate) secrets: Option<SecretLabels>,
}

impl BaseUrl {
    /// A URL that contains secrets. Called by generated code.
    #[doc(hidden)]
    pub fn with_secrets(url: String, secrets: &[Secret]) -> Self {
        let secrets = secrets.iter().map(Secret::expose).filter(|secret| !secret.is_empty());
        Self { url, secrets: SecretLabels::new(secrets) }
    }
}

impl<T: Into<String>> From<T> for BaseUrl {
    fn from(url: T) -> Self {
        Self { url: url.into(), secrets: None }
    }
}

/// The URL without its secrets, and without user and password.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        SecretLabels::shown(self.secrets.as_ref(), &without_user(&self.url)).fmt(f)
    }
}
