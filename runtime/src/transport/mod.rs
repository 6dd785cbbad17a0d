//! How a finished request gets to a server and its answer comes back.
//!
//! [`Transport`] is one method on a trait object, so that a test, a proxy, a recording or another
//! HTTP client can stand here. A transport knows sockets and HTTP. It must not know signatures,
//! retries or what an answer means: each request is sent once, and redirects are handed back.

mod builder;
mod connect;
mod error;
mod hyper;
#[cfg(test)]
pub(crate) mod limited;
mod proxy;
mod stream;
mod tcp;
mod tls;

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use self::builder::HyperTransportBuilder;
pub use self::error::{TransportError, TransportErrorKind};
pub use self::hyper::HyperTransport;
use crate::BoxFuture;

/// Sends one request and brings the whole answer.
pub trait Transport: Debug + Send + Sync + 'static {
    /// Sends `request`, whose URI is absolute, and reads the answer to its end.
    ///
    /// Dropping the future gives the request up; the transport stays sound.
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

/// In the extensions of a request: the answer's body is wanted unread, as a [`ByteStream`](crate::ByteStream)
/// in the extensions of the answer, if it says "success". A transport that does not know it brings the bytes.
/// The body of such a request may itself be a `ByteStream` in its extensions, in place of its bytes.
#[derive(Clone, Copy, Debug)]
pub struct StreamResponse;

/// What a transport may spend on one request. The time for the answer is not among it: who calls
/// a transport stops waiting by dropping the future.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct TransportLimits {
    /// How long a new connection may take: name lookup, TCP and TLS together.
    pub connect_timeout: Duration,
    /// The size from which an answer's body is refused, in bytes.
    pub max_response_bytes: usize,
}

impl Default for TransportLimits {
    fn default() -> Self {
        Self {
            // 3 s is the first retransmission of a lost SYN; a little more gives it a chance.
            connect_timeout: Duration::from_millis(3100),
            max_response_bytes: 64 * 1024 * 1024,
        }
    }
}
