//! The HTTP server on a loopback port.

use super::service::RecordedRequest;
use super::service::Service;
use super::wire;
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

/// The maximum size of a request body.
const MAX_BODY: usize = 1024 * 1024;

/// The time limit for the head of a request.
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
        Ok(Self { address, task: tokio::spawn(accept(listener, service)) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Runs until the task is aborted. Dropping the set aborts the connections too.
async fn accept(listener: TcpListener, service: Arc<Service>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        let service = Arc::clone(&service);
        connections.spawn(async move {
            let handler = service_fn(|request| handle(Arc::clone(&service), request));
            // A broken connection is caused by the client or by an injected fault.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEADER_TIMEOUT)
                .serve_connection(TokioIo::new(stream), handler)
                .await;
        });
    }
}

async fn handle(
    service: Arc<Service>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, io::Error> {
    let (head, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
        let mut too_large = Response::new(ResponseBody::complete(Bytes::new()));
        *too_large.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
        return Ok(too_large);
    };
    let pending = service.serve(RecordedRequest {
        method: head.method.to_string(),
        target: head.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
        headers: head.headers,
        body: body.to_bytes(),
        operation: None,
        status: None,
        number: 0,
    });
    if !pending.delay.is_zero() {
        tokio::time::sleep(pending.delay).await;
    }
    service.gate.pass().await;
    service.sent(&pending);
    match pending.response {
        Some(response) => into_http(response).map_err(io::Error::other),
        None => Err(io::Error::from(io::ErrorKind::ConnectionAborted)),
    }
}

fn into_http(response: wire::Response) -> Result<Response<ResponseBody>, http::Error> {
    let mut built = Response::builder().status(response.status).body(match response.cut_after {
        Some(sent) => ResponseBody::truncated(response.body.slice(..sent.min(response.body.len()))),
        None => ResponseBody::complete(response.body.clone()),
    })?;
    *built.headers_mut() = response.headers;
    // Set explicitly, because a truncated body must still announce its full length.
    let length = HeaderValue::from(response.body.len());
    built.headers_mut().entry(http::header::CONTENT_LENGTH).or_insert(length);
    Ok(built)
}

/// A complete or truncated body.
struct ResponseBody {
    bytes: Option<Bytes>,
    is_truncated: bool,
}

impl ResponseBody {
    fn complete(bytes: Bytes) -> Self {
        Self { bytes: Some(bytes).filter(|bytes| !bytes.is_empty()), is_truncated: false }
    }

    fn truncated(bytes: Bytes) -> Self {
        Self { is_truncated: true, ..Self::complete(bytes) }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(match self.bytes.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if self.is_truncated => Some(Err(io::ErrorKind::ConnectionAborted.into())),
            None => None,
        })
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_none() && !self.is_truncated
    }

    fn size_hint(&self) -> SizeHint {
        match &self.bytes {
            _ if self.is_truncated => SizeHint::new(),
            bytes => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
        }
    }
}
