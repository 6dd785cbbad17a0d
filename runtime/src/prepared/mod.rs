//! Requests that are signed and not sent: to look at, to hand to somebody, to send by other means.

mod curl;
mod link;

use std::fmt;

use bytes::Bytes;

pub use self::link::PresignedRequest;
use crate::redact::is_secret;

/// A call's request, signed and ready, which nobody has sent.
///
/// Services take it for five minutes from when it was signed. It carries credentials: whoever has
/// it can make this one call. Its `Debug` form and [`to_curl`](Self::to_curl) do not show them.
#[derive(Clone)]
pub struct PreparedRequest {
    request: http::Request<Bytes>,
    /// Names of members that this service keeps secret.
    secrets: &'static [&'static str],
}

impl PreparedRequest {
    pub(crate) fn new(request: http::Request<Bytes>, secrets: &'static [&'static str]) -> Self {
        Self { request, secrets }
    }

    /// The request as an HTTP client sends it: absolute URI, all headers, the signature among them.
    #[must_use]
    pub fn as_http(&self) -> &http::Request<Bytes> {
        &self.request
    }

    /// The request itself.
    #[must_use]
    pub fn into_http(self) -> http::Request<Bytes> {
        self.request
    }

    /// The request as a command line of `curl` for a POSIX shell, with `**redacted**` in place of
    /// signature, session token and secret members: to show it to others, as in a support ticket.
    ///
    /// A body that is no JSON is left out, since nobody can say what is secret in it.
    #[must_use]
    pub fn to_curl(&self) -> String {
        curl::command(&self.request, Some(self.secrets))
    }

    /// The request as a command line of `curl` for a POSIX shell that can be run as it is, for five
    /// minutes. Keep it to yourself.
    #[must_use]
    pub fn to_curl_with_secrets(&self) -> String {
        curl::command(&self.request, None)
    }
}

/// Method, URI and the names of headers; no value that may be a secret.
impl fmt::Debug for PreparedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PreparedRequest")
            .field("method", self.request.method())
            .field("uri", &curl::shown_uri(&self.request, Some(self.secrets)))
            .field(
                "headers",
                &self.request.headers().keys().collect::<Vec<_>>(),
            )
            .field("body_length", &self.request.body().len())
            .finish()
    }
}

/// Whether a header or query parameter of that name is kept from sight.
fn is_hidden(name: &str, secrets: Option<&[&str]>) -> bool {
    secrets.is_some_and(|secrets| is_secret(name, secrets))
}
