//! Request and response bodies between hyper and the rest of the crate.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http::uri::Authority;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::runtime::Handle;
use tokio::time::Sleep;

use super::error::{RequestBodyError, incomplete_body};
#[cfg(feature = "http2")]
use super::http2::RetireOnDrop;
use super::{TransportError, TransportErrorKind};
use crate::ByteStream;
use crate::stream::Chunks;

/// The maximum capacity that is allocated because of an announced length alone.
const MAX_PREALLOCATED: usize = 256 * 1024;

/// The body of a request: bytes, or a stream that is read while it is sent.
pub(super) enum RequestBody {
    Bytes(Bytes),
    Stream {
        stream: ByteStream,
        /// How much of the announced length is left.
        left: Option<u64>,
        failure: StreamFailure,
    },
}

/// Why a stream could not be sent. HTTP/2 does not report it.
pub(super) type StreamFailure = Arc<OnceLock<RequestBodyError>>;

impl RequestBody {
    pub(super) fn stream(stream: ByteStream) -> Self {
        let left = stream.length();
        Self::Stream { stream, left, failure: Arc::default() }
    }

    pub(super) fn failure(&self) -> Option<StreamFailure> {
        match self {
            Self::Bytes(_) => None,
            Self::Stream { failure, .. } => Some(Arc::clone(failure)),
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = RequestBodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, RequestBodyError>>> {
        match &mut *self {
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Self::Stream { stream, left, failure } => {
                let frame = match ready!(stream.poll_next(context)) {
                    Some(Ok(piece)) => take(left, piece.len()).map(|()| Frame::data(piece)),
                    Some(Err(error)) => Err(RequestBodyError::Read(Arc::new(error))),
                    None if left.is_some_and(|left| left > 0) => Err(RequestBodyError::TooShort),
                    None => return Poll::Ready(None),
                };
                if let Err(error) = &frame {
                    let _ = failure.set(error.clone());
                }
                Poll::Ready(Some(frame))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Stream { .. } => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Stream { left, .. } => left.map_or_else(SizeHint::default, SizeHint::with_exact),
        }
    }
}

fn take(left: &mut Option<u64>, length: usize) -> Result<(), RequestBodyError> {
    if let Some(left) = left {
        *left = left.checked_sub(length as u64).ok_or(RequestBodyError::TooLong)?;
    }
    Ok(())
}

/// The body of a response.
pub(super) struct ResponseBody {
    body: Incoming,
    /// The host and port of the server, for errors.
    authority: Authority,
    is_ended: bool,
}

impl ResponseBody {
    pub(super) fn new(body: Incoming, authority: Authority) -> Self {
        Self { body, authority, is_ended: false }
    }

    /// Returns the body unread. It fails if nothing arrives for `limit` while it is read. `runtime` is
    /// that of the connection; the reader need not be in it, nor in any other. `retire` is disarmed at the
    /// end of the body.
    pub(super) fn into_stream(
        self,
        limit: Option<Duration>,
        runtime: Handle,
        retire: RetireOnDrop,
    ) -> ByteStream {
        let length = self.body.size_hint().exact();
        let body = StreamedBody { body: self, limit, stall: None, runtime, retire: Some(retire) };
        ByteStream::from_chunks(length, body)
    }

    /// Reads the body to its end. A body of one piece, the usual case, is not copied.
    pub(super) async fn collect(mut self, limit: usize) -> Result<Bytes, TransportError> {
        let announced = usize::try_from(self.body.size_hint().lower()).unwrap_or(usize::MAX);
        if announced > limit {
            return Err(self.too_large(limit));
        }
        let mut first = Bytes::new();
        let mut rest: Option<BytesMut> = None;
        while let Some(piece) = poll_fn(|context| self.poll_data(context)).await {
            let piece = piece?;
            let so_far = rest.as_ref().map_or(first.len(), BytesMut::len);
            let length = so_far.saturating_add(piece.len());
            if length > limit {
                return Err(self.too_large(limit));
            }
            if so_far == 0 {
                first = piece;
            } else {
                rest.get_or_insert_with(|| {
                    let capacity = announced.min(MAX_PREALLOCATED).max(length);
                    let mut all = BytesMut::with_capacity(capacity);
                    all.extend_from_slice(&first);
                    all
                })
                .extend_from_slice(&piece);
            }
        }
        Ok(rest.map_or(first, BytesMut::freeze))
    }

    /// The next data, which is not empty; `None` at the end and after an error.
    fn poll_data(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        while !self.is_ended {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => return Poll::Ready(Some(Ok(data))),
                    // Trailers, or empty data.
                    _ => {}
                },
                Some(Err(error)) => {
                    self.is_ended = true;
                    let error = incomplete_body(error, self.authority.as_str());
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.is_ended = true,
            }
        }
        Poll::Ready(None)
    }

    fn too_large(&self, limit: usize) -> TransportError {
        let host = &self.authority;
        TransportError::new(
            TransportErrorKind::TooLarge,
            format!(
                "the response of {host} is larger than the {limit} bytes that are allowed: raise \
                 max_response_bytes on the client's builder"
            ),
        )
    }
}

/// Without HTTP/2, a connection is closed unless its response is read to the end.
#[cfg(not(feature = "http2"))]
pub(super) struct RetireOnDrop;

#[cfg(not(feature = "http2"))]
impl RetireOnDrop {
    pub(super) fn disarm(self) {}
}

/// A response body that is read by the caller, with a limit on how long it may stall.
struct StreamedBody {
    body: ResponseBody,
    limit: Option<Duration>,
    /// Runs while the reader waits.
    stall: Option<Pin<Box<Sleep>>>,
    /// Whose timer limits the stall.
    runtime: Handle,
    /// `None` once the body has ended or failed.
    retire: Option<RetireOnDrop>,
}

impl Chunks for StreamedBody {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if let Poll::Ready(data) = self.body.poll_data(context) {
            self.stall = None;
            match &data {
                Some(Err(_)) => self.retire = None,
                Some(Ok(_)) if !self.body.body.is_end_stream() => {}
                _ => {
                    if let Some(retire) = self.retire.take() {
                        retire.disarm();
                    }
                }
            }
            return Poll::Ready(data.map(|data| data.map_err(io::Error::other)));
        }
        let Some(limit) = self.limit else {
            return Poll::Pending;
        };
        let stall = self.stall.get_or_insert_with(|| {
            let _entered = self.runtime.enter();
            Box::pin(tokio::time::sleep(limit))
        });
        ready!(stall.as_mut().poll(context));
        self.body.is_ended = true;
        self.retire = None;
        let authority = &self.body.authority;
        let message = format!("the response body of {authority} stalled for {limit:?}");
        let error = TransportError::new(TransportErrorKind::IncompleteBody, message);
        Poll::Ready(Some(Err(io::Error::other(error))))
    }
}
