//! Connections as hyper-util uses them, and the parts of a URI that lead to one.

#[cfg(feature = "http2")]
use std::any::Any;
use std::io;
use std::pin::Pin;
#[cfg(feature = "http2")]
use std::sync::Arc;
use std::task::{Context, Poll};

use http::Uri;
use http::uri::{Authority, Scheme};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::client::legacy::connect::Connected;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};

/// How much a connection may read before it yields to the other tasks of its runtime. hyper reads as long
/// as there are bytes to read, so a peer that sends interim responses without end would delay every timer.
const MAX_READ: usize = 256 * 1024;

/// TCP, with any number of TLS sessions on top: one to an `https` proxy, one to the service.
pub(super) type BoxIo = Box<dyn Io>;

/// A stream of bytes in both directions.
pub(super) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// A connection that requests can be sent on.
pub(super) struct Connection {
    io: TokioIo<BoxIo>,
    /// Whether a proxy reads the requests, which then need absolute URIs (RFC 9112, section 3.2.2).
    is_proxied: bool,
    pub(super) is_http2: bool,
    /// An upper bound of the bytes that have been read since a read was last pending.
    read: usize,
    /// Is dropped with the connection.
    #[cfg(feature = "http2")]
    _kept: Option<Arc<dyn Any + Send + Sync>>,
}

impl Connection {
    pub(super) fn new(stream: BoxIo, is_proxied: bool, is_http2: bool) -> Self {
        Self {
            io: TokioIo::new(stream),
            is_proxied,
            is_http2,
            read: 0,
            #[cfg(feature = "http2")]
            _kept: None,
        }
    }

    /// The stream of bytes, for another protocol.
    pub(super) fn into_stream(self) -> BoxIo {
        self.io.into_inner()
    }

    /// Keeps `value` until the connection is dropped.
    #[cfg(feature = "http2")]
    pub(super) fn keep(self, value: Arc<dyn Any + Send + Sync>) -> Self {
        Self { _kept: Some(value), ..self }
    }
}

impl hyper_util::client::legacy::connect::Connection for Connection {
    fn connected(&self) -> Connected {
        let connected = Connected::new().proxy(self.is_proxied);
        if self.is_http2 {
            return connected.negotiated_h2();
        }
        connected
    }
}

impl Read for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if self.read > MAX_READ {
            self.read = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let capacity = buffer.remaining();
        let read = Pin::new(&mut self.io).poll_read(context, buffer);
        self.read = match read {
            Poll::Ready(_) => self.read.saturating_add(capacity),
            Poll::Pending => 0,
        };
        read
    }
}

impl Write for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.io).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

/// Host and port of a URI, for messages.
pub(super) fn host(uri: &Uri) -> &str {
    uri.authority().map_or("", Authority::as_str)
}

/// The port of a URI, by default that of its scheme.
pub(super) fn port(uri: &Uri) -> u16 {
    let is_secure = uri.scheme() == Some(&Scheme::HTTPS);
    uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 })
}

/// The host of a URI without the brackets of an IPv6 address.
pub(super) fn unbracketed(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}
