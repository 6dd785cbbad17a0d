//! A relay between the SDK and Prism: it adds the header that chooses the response, and keeps what passes.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1 as client;
use hyper::server::conn::http1 as server;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// A request with its response.
#[derive(Clone, Debug)]
pub(crate) struct Exchange {
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

#[derive(Debug)]
struct Shared {
    prism: SocketAddr,
    prefer: Mutex<String>,
    exchanges: Mutex<Vec<Exchange>>,
}

/// A running relay. It stops when it is dropped.
#[derive(Debug)]
pub(crate) struct Relay {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl Relay {
    pub(crate) async fn start(prism: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let shared =
            Arc::new(Shared { prism, prefer: Mutex::default(), exchanges: Mutex::default() });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, task })
    }

    /// Chooses the next responses, and forgets the exchanges before.
    pub(crate) fn prefer(&self, prefer: &str) {
        prefer.clone_into(&mut lock(&self.shared.prefer));
        lock(&self.shared.exchanges).clear();
    }

    /// The last exchange.
    pub(crate) fn last(&self) -> Option<Exchange> {
        lock(&self.shared.exchanges).last().cloned()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((stream, _)) = listener.accept().await {
        while connections.try_join_next().is_some() {}
        let shared = Arc::clone(&shared);
        connections.spawn(async move {
            let handler = service_fn(|request| respond(Arc::clone(&shared), request));
            let _ = server::Builder::new().serve_connection(TokioIo::new(stream), handler).await;
        });
    }
}

async fn respond(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Error> {
    let result = pass_on(&shared, request).await;
    Ok(result.unwrap_or_else(|error| {
        let mut response = Response::new(Full::from(format!("the relay failed: {error}")));
        *response.status_mut() = StatusCode::BAD_GATEWAY;
        response
    }))
}

async fn pass_on(
    shared: &Shared,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Error> {
    let (mut head, body) = request.into_parts();
    let body = body.collect().await?.to_bytes();
    let text = String::from_utf8_lossy(&body);
    let text: String = text.chars().take(2_000).collect();
    let content_type = head.headers.get("content-type").and_then(|value| value.to_str().ok());
    let request = format!("{} {} {} {text}", head.method, head.uri, content_type.unwrap_or(""));
    let prefer = HeaderValue::from_str(&lock(&shared.prefer))?;
    head.headers.insert("prefer", prefer);
    head.headers.insert("connection", HeaderValue::from_static("close"));
    let stream = TcpStream::connect(shared.prism).await?;
    let (mut sender, connection) = client::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let response = sender.send_request(Request::from_parts(head, Full::new(body))).await?;
    let (mut head, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    connection.abort();
    let exchange = Exchange {
        request,
        status: head.status.as_u16(),
        headers: head.headers.clone(),
        body: body.clone(),
    };
    lock(&shared.exchanges).push(exchange);
    for name in ["connection", "transfer-encoding", "content-length"] {
        head.headers.remove(name);
    }
    Ok(Response::from_parts(head, Full::new(body)))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
