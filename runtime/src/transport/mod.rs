//! The transport: sends a request to a server and reads the response.
//!
//! [`Transport`] is one method on a trait object, so that a test, a recording or another HTTP
//! client can replace the default. A transport implements HTTP over sockets. It does not sign,
//! retry or interpret responses: it sends each request once and follows no redirects.

mod body;
mod builder;
mod client;
mod connect;
mod error;
#[cfg(feature = "http2")]
mod http2;
mod io;
mod proxy;
mod tcp;
#[cfg(test)]
mod tests;
mod tls;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use self::builder::HyperTransportBuilder;
pub use self::client::HyperTransport;
pub use self::error::{TransportError, TransportErrorKind};
use crate::BoxFuture;

/// Sends one request and reads the response.
pub trait Transport: Debug + Send + Sync + 'static {
    /// Sends `request`, whose URI is absolute, and reads the response to its end.
    ///
    /// Dropping the future cancels the request; the transport remains usable.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no complete response. A response with an error status is not an error.
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send<'a>(
        &'a self,
        request: http::Request<Bytes>,
        limits: TransportLimits,
    ) -> BoxFuture<'a, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request, limits)
    }
}

/// In the extensions of a request: the body of a successful response is returned unread, as a
/// [`ByteStream`](crate::ByteStream) in the extensions of the response. A transport that does not
/// support it returns the bytes. The body of such a request may itself be a `ByteStream` in its
/// extensions, in place of its bytes.
#[derive(Clone, Copy, Debug)]
pub struct StreamResponse;

/// The limits of one request. The time for the response is not among them: a caller cancels the
/// request by dropping the future.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TransportLimits {
    /// How long a new connection may take: name resolution, TCP and TLS together.
    pub connect_timeout: Duration,
    /// The maximum size of a response body in bytes.
    pub max_response_bytes: usize,
    /// The maximum time without data of a response body that is [streamed](StreamResponse) while it is read.
    /// `None`: no limit.
    pub stall_timeout: Option<Duration>,
}

impl Default for TransportLimits {
    fn default() -> Self {
        Self {
            // A lost SYN is sent again after 1 s and 3 s: a little more than the second.
            connect_timeout: Duration::from_millis(3100),
            max_response_bytes: 64 * 1024 * 1024,
            stall_timeout: Some(Duration::from_secs(20)),
        }
    }
}
