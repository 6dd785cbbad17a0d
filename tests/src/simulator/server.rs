//! The socket: accepts connections on loopback, reads requests whole, writes answers.

use super::log::RecordedRequest;
use super::service::Service;
use super::wire::Answer;
use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Body, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, JoinSet};

/// The largest request body that is read.
const MAX_BODY: usize = 1024 * 1024;

/// How long a client may take to send a request's head.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);

/// A listening socket and the task behind it. Dropping it closes the socket and every connection.
#[derive(Debug)]
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    task: JoinHandle<()>,
}

impl Server {
    pub(crate) async fn start(service: Arc<Service>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        Ok(Self {
            address,
            task: tokio::spawn(accept(listener, service)),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Runs until it is aborted, and its connections with it: the set aborts them when it is dropped.
async fn accept(listener: TcpListener, service: Arc<Service>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        let service = Arc::clone(&service);
        connections.spawn(async move {
            let answer = service_fn(|request| answer(Arc::clone(&service), request));
            // A connection that breaks is the client's business, or a fault that a test has ordered.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIMEOUT)
                .serve_connection(TokioIo::new(stream), answer)
                .await;
        });
    }
}

async fn answer(
    service: Arc<Service>,
    request: Request<Incoming>,
) -> Result<Response<AnswerBody>, io::Error> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
        let mut refusal = Response::new(AnswerBody::whole(Bytes::new()));
        *refusal.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(refusal);
    };
    let reply = service.serve(RecordedRequest {
        method: head.method.to_string(),
        target: head
            .uri
            .path_and_query()
            .map(ToString::to_string)
            .unwrap_or_default(),
        headers: head.headers,
        body: body.to_bytes(),
        operation: None,
        status: None,
        number: 0,
    });
    if !reply.delay.is_zero() {
        tokio::time::sleep(reply.delay).await;
    }
    service.gate.pass().await;
    service.sent(&reply);
    match reply.answer {
        Some(answer) => response(answer).map_err(io::Error::other),
        None => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
    }
}

fn response(answer: Answer) -> Result<Response<AnswerBody>, http::Error> {
    let mut response = Response::builder()
        .status(answer.status)
        .body(match answer.cut_after {
            Some(sent) => AnswerBody::cut(answer.body.slice(..sent.min(answer.body.len()))),
            None => AnswerBody::whole(answer.body.clone()),
        })?;
    *response.headers_mut() = answer.headers;
    // Said outright, because a body that is cut must still announce its full length.
    let length = HeaderValue::from(answer.body.len());
    response
        .headers_mut()
        .entry(http::header::CONTENT_LENGTH)
        .or_insert(length);
    Ok(response)
}

/// A body that is whole, or that breaks off.
struct AnswerBody {
    bytes: Option<Bytes>,
    breaks_off: bool,
}

impl AnswerBody {
    fn whole(bytes: Bytes) -> Self {
        Self {
            bytes: Some(bytes).filter(|bytes| !bytes.is_empty()),
            breaks_off: false,
        }
    }

    fn cut(bytes: Bytes) -> Self {
        Self {
            breaks_off: true,
            ..Self::whole(bytes)
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.bytes.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if self.breaks_off => Some(Err(io::ErrorKind::ConnectionAborted.into())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none() && !self.breaks_off
    }

    fn size_hint(&self) -> SizeHint {
        match &self.bytes {
            _ if self.breaks_off => SizeHint::new(),
            bytes => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
        }
    }
}
