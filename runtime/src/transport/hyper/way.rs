//! The way of a request: a connection of its own, or its share of one.

use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::header::HOST;
use http::uri::Scheme;
use http::{HeaderValue, Request, Response, Uri};
use hyper::body::{Body as _, Frame, Incoming};
use hyper::client::conn::TrySendError;

use super::line::Line;
use super::outgoing::Outgoing;
use super::pool::{Destination, Pool};
use crate::BoxFuture;

/// What carries a request and its answer.
pub(super) enum Way {
    /// HTTP/1.1.
    Own(Box<Line>),
    /// HTTP/2.
    #[cfg(feature = "http2")]
    Shared(Sender),
}

#[cfg(feature = "http2")]
pub(super) type Sender = hyper::client::conn::http2::SendRequest<Outgoing>;

/// What comes of a request: the head of its answer, or an error that gives the request back if nothing
/// of it was sent. Boxed, as it is one type then, and the request lies in one place only.
pub(super) type Sending =
    BoxFuture<'static, Result<Response<Incoming>, TrySendError<Request<Outgoing>>>>;

impl Way {
    /// Accepts a request, which is sent while the answer is polled for.
    pub(super) fn accept(
        &mut self,
        request: Box<Request<Outgoing>>,
        destination: &Destination,
    ) -> Sending {
        let mut request = *request;
        match self {
            Self::Own(line) => {
                if !request.headers().contains_key(HOST)
                    && let Some(host) = destination.host_header()
                {
                    request.headers_mut().insert(HOST, host);
                }
                let whole = line.ends_at_proxy.then_some(destination);
                address(request.uri_mut(), whole);
                line.accept(request)
            }
            #[cfg(feature = "http2")]
            Self::Shared(sender) => {
                address(request.uri_mut(), Some(destination));
                Box::pin(sender.try_send_request(request))
            }
        }
    }

    /// Waits for the head of the answer.
    pub(super) fn poll_head(
        &mut self,
        sending: &mut Sending,
        context: &mut Context<'_>,
    ) -> Poll<<Sending as Future>::Output> {
        match self {
            Self::Own(line) => line.poll_head(sending, context),
            #[cfg(feature = "http2")]
            Self::Shared(_) => sending.as_mut().poll(context),
        }
    }

    fn poll_body(
        &mut self,
        body: &mut Incoming,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        match self {
            Self::Own(line) => line.poll_body(body, context),
            #[cfg(feature = "http2")]
            Self::Shared(_) => std::pin::Pin::new(body).poll_frame(context),
        }
    }
}

/// Writes a URI as the other end wants to read it: whole, or the path and query only.
fn address(uri: &mut Uri, whole: Option<&Destination>) {
    let mut parts = std::mem::take(uri).into_parts();
    (parts.scheme, parts.authority) = match whole {
        None => (None, None),
        Some(destination) => (
            Some(destination.scheme()),
            Some(destination.authority.clone()),
        ),
    };
    // These are the parts of a URI, so they make one; a request without a path asks for `/`.
    *uri = Uri::from_parts(parts).unwrap_or_default();
}

impl Destination {
    fn scheme(&self) -> Scheme {
        if self.is_secure {
            Scheme::HTTPS
        } else {
            Scheme::HTTP
        }
    }

    /// Without the port that the scheme implies.
    fn host_header(&self) -> Option<HeaderValue> {
        let default = if self.is_secure { 443 } else { 80 };
        let host = match self.authority.port_u16() {
            Some(port) if port == default => self.authority.host(),
            _ => self.authority.as_str(),
        };
        HeaderValue::from_str(host).ok()
    }
}

/// The body of an answer, and the way by which the rest of it comes.
pub(super) struct Answer {
    /// `None` when all has come, or nothing more will.
    pub(super) way: Option<Way>,
    pub(super) body: Incoming,
    pub(super) destination: Destination,
    pub(super) pool: Pool,
}

impl Answer {
    /// The next piece, which is not empty; `None` at the end and after an error. At the end the
    /// connection is free for another request.
    pub(super) fn poll_piece(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, hyper::Error>>> {
        while let Some(way) = &mut self.way {
            if self.body.is_end_stream() {
                self.finish();
                break;
            }
            match ready!(way.poll_body(&mut self.body, context)) {
                None => self.finish(),
                Some(Err(error)) => {
                    self.way = None;
                    return Poll::Ready(Some(Err(error)));
                }
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(piece) if !piece.is_empty() => return Poll::Ready(Some(Ok(piece))),
                    // Trailers, or nothing.
                    _ => {}
                },
            }
        }
        Poll::Ready(None)
    }

    fn finish(&mut self) {
        // What is shared is in the pool all the time.
        #[allow(
            irrefutable_let_patterns,
            reason = "without HTTP/2 there is no other way"
        )]
        if let Some(way) = self.way.take()
            && let Way::Own(mut line) = way
            && line.rest()
        {
            self.pool.put(&self.destination, line);
        }
    }
}

impl crate::stream::Pieces for Answer {
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<std::io::Result<Bytes>>> {
        let piece = ready!(self.poll_piece(context));
        Poll::Ready(piece.map(|piece| piece.map_err(std::io::Error::other)))
    }
}
