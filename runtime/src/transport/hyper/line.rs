//! A connection of HTTP/1.1, which moves on while somebody polls it: there is no task behind it.
//!
//! hyper wants its connections driven, usually by a task for each. Such a task is woken for every
//! request and every answer, and wakes the call in turn; a call that drives its own connection saves
//! both and the state that they share (with the pool, 6 of the 96 thousand instructions of a small
//! call, and 5 of 32 KiB of a call in flight), and who drops a call drops its connection with it.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http::Request;
use hyper::body::{Body as _, Frame, Incoming};
use hyper::client::conn::http1::{Connection, SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::task::unconstrained;

use super::outgoing::Outgoing;
use super::way::Sending;
use crate::transport::connect::Connected;
use crate::transport::stream::Stream;

/// One connection, for one request at a time.
pub(super) struct Line {
    sender: SendRequest<Outgoing>,
    /// `None` once the connection has come to its end.
    connection: Option<Connection<TokioIo<Stream>, Outgoing>>,
    /// Whether the request has been driven, so that its answer may be there.
    is_asked: bool,
    /// Whether a proxy reads the requests, which wants whole URLs then.
    pub(super) ends_at_proxy: bool,
}

impl Line {
    pub(super) async fn open(connected: Connected) -> Result<Self, hyper::Error> {
        let (sender, connection) = handshake(TokioIo::new(connected.stream)).await?;
        Ok(Self {
            sender,
            connection: Some(connection),
            is_asked: false,
            ends_at_proxy: connected.ends_at_proxy,
        })
    }

    /// Accepts a request, to be sent as the connection is driven.
    pub(super) fn accept(&mut self, request: Request<Outgoing>) -> Sending {
        self.is_asked = false;
        Box::pin(unconstrained(self.sender.try_send_request(request)))
    }

    /// Moves on, and looks for the head of the answer.
    pub(super) fn poll_head(
        &mut self,
        sending: &mut Sending,
        context: &mut Context<'_>,
    ) -> Poll<<Sending as Future>::Output> {
        // hyper wakes whom it was last driven for when a part of the body is taken from it, though that
        // one is taking it. So it is driven for nobody where the answer may be there, and for the task
        // only to wait: 2.2 of the 87 thousand instructions of a small call.
        if std::mem::replace(&mut self.is_asked, true) {
            drive(&mut self.connection, &mut nobody());
            if let Poll::Ready(answer) = sending.as_mut().poll(&mut nobody()) {
                return Poll::Ready(answer);
            }
        }
        drive(&mut self.connection, context);
        // Only driving brings the answer nearer, so nobody has to be woken for it. That holds as the
        // future is unconstrained: else it might say "not yet" only since the task has done much, and
        // have woken nobody.
        sending.as_mut().poll(&mut nobody())
    }

    /// The next piece of an answer's body.
    pub(super) fn poll_body(
        &mut self,
        body: &mut Incoming,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        // A small body has come with its head.
        match Pin::new(&mut *body).poll_frame(&mut nobody()) {
            Poll::Pending => {}
            ready => return ready,
        }
        // As above.
        drive(&mut self.connection, &mut nobody());
        match Pin::new(&mut *body).poll_frame(&mut nobody()) {
            Poll::Pending => {}
            ready => return ready,
        }
        drive(&mut self.connection, context);
        Pin::new(body).poll_frame(context)
    }

    /// Whether all of the last answer is read and another request may follow.
    ///
    /// The connection forgets who drove it: it must neither wake a call that is over nor keep the
    /// memory of its task.
    pub(super) fn rest(&mut self) -> bool {
        drive(&mut self.connection, &mut nobody());
        self.connection.is_some() && self.sender.is_ready()
    }

    /// Ends the connection as its protocols want it, as far as that takes no waiting.
    pub(super) fn close(self) {
        drop(self.sender);
        drive(&mut { self.connection }, &mut nobody());
    }
}

fn drive(
    connection: &mut Option<Connection<TokioIo<Stream>, Outgoing>>,
    context: &mut Context<'_>,
) {
    // How it ended is told to the request or the body that it ended for.
    if let Some(moving) = connection
        && Pin::new(moving).poll(context).is_ready()
    {
        *connection = None;
    }
}

fn nobody() -> Context<'static> {
    Context::from_waker(Waker::noop())
}
