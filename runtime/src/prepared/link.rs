//! A link that carries its own signature.

use std::fmt;

use http::{HeaderMap, Method, Uri};
use jiff::Timestamp;

use crate::redact::SecretLabels;

/// A call as a link: whoever has it can make this one call, as often as they like, until it
/// expires.
///
/// The signature stands in the query, and with temporary credentials the session token does too, so
/// the link is as good as a password. Its `Debug` form does not show it.
#[derive(Clone)]
#[non_exhaustive]
pub struct PresignedRequest {
    /// The method to use.
    pub method: Method,
    /// The link itself.
    pub uri: Uri,
    /// Headers that have to be sent with it, besides `host`, which every client sends. Usually none.
    pub headers: HeaderMap,
    /// When services stop taking it: after the time that was asked for, or when the credentials
    /// that it was signed with expire, if that is sooner.
    pub expires_at: Timestamp,
    pub(crate) secret_labels: Option<SecretLabels>,
}

/// Everything but the query and the secrets of the path.
impl fmt::Debug for PresignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = match &self.secret_labels {
            Some(labels) => labels.hide(self.uri.path()),
            None => self.uri.path().to_owned(),
        };
        f.debug_struct("PresignedRequest")
            .field("method", &self.method)
            .field("host", &self.uri.host())
            .field("path", &path)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
