//! The transport against a loopback server that misbehaves on purpose.

mod answers;
mod connections;
mod reuse;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::HyperTransport;
use crate::transport::{Transport as _, TransportError, TransportLimits};

/// No test waits longer for anything.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// What the server does with the requests of one connection, one text each. `\0` closes at once.
pub(super) struct Server {
    address: String,
    pub(super) connections: Arc<AtomicUsize>,
}

impl Server {
    /// Every connection gets `answers` in order, and is closed after the last.
    pub(super) async fn new(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            for _ in 0..1000 {
                let Ok((mut stream, _)) = listener.accept().await else {
                    return;
                };
                counter.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(async move {
                    for answer in answers {
                        if !read_head(&mut stream).await {
                            return;
                        }
                        if stream.write_all(answer.as_bytes()).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self {
            address,
            connections,
        }
    }

    pub(super) fn request(&self, scheme: &str) -> http::Request<Bytes> {
        http::Request::get(format!("{scheme}://{}/", self.address))
            .body(Bytes::new())
            .unwrap()
    }
}

/// Reads up to the blank line; false if the other side has closed.
async fn read_head(stream: &mut TcpStream) -> bool {
    let mut seen = Vec::new();
    let mut byte = [0];
    while !seen.ends_with(b"\r\n\r\n") && seen.len() < 100_000 {
        match stream.read(&mut byte).await {
            Ok(1) => seen.push(byte[0]),
            _ => return false,
        }
    }
    true
}

pub(super) async fn send(
    transport: &HyperTransport,
    request: http::Request<Bytes>,
    limits: TransportLimits,
) -> Result<http::Response<Bytes>, TransportError> {
    tokio::time::timeout(PATIENCE, transport.send(request, limits))
        .await
        .expect("the transport hangs")
}

async fn fails(answers: &'static [&'static str]) -> TransportError {
    let server = Server::new(answers).await;
    send(
        &HyperTransport::default(),
        server.request("http"),
        TransportLimits::default(),
    )
    .await
    .unwrap_err()
}
