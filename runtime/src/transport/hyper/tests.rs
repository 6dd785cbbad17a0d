//! The transport against a loopback server that misbehaves on purpose.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::HyperTransport;
use crate::transport::{Transport, TransportError, TransportErrorKind, TransportLimits};

/// No test waits longer for anything.
const PATIENCE: Duration = Duration::from_secs(20);

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// What the server does with the requests of one connection, one text each. `\0` closes at once.
struct Server {
    address: String,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Every connection gets `answers` in order, and is closed after the last.
    async fn new(answers: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            for _ in 0..100 {
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

    fn request(&self, scheme: &str) -> http::Request<Bytes> {
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

async fn send(
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

#[tokio::test]
async fn connections_are_kept_for_the_next_request() {
    let server = Server::new(&[OK; 10]).await;
    let transport = HyperTransport::default();
    for _ in 0..10 {
        let answer = send(
            &transport,
            server.request("http"),
            TransportLimits::default(),
        )
        .await
        .unwrap();
        assert_eq!(answer.body(), "ok");
    }
    assert_eq!(server.connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_pooled_connection_that_has_died_is_replaced() {
    // One answer for each connection, without saying that it closes.
    let server = Server::new(&[OK]).await;
    let transport = HyperTransport::default();
    for _ in 0..5 {
        send(
            &transport,
            server.request("http"),
            TransportLimits::default(),
        )
        .await
        .unwrap();
    }
    assert_eq!(server.connections.load(Ordering::Relaxed), 5);
}

#[tokio::test]
async fn a_refused_connection_is_named_and_never_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let request = http::Request::get(format!("http://{address}/"))
        .body(Bytes::new())
        .unwrap();
    let error = send(
        &HyperTransport::default(),
        request,
        TransportLimits::default(),
    )
    .await
    .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Refused);
    assert!(error.never_sent() && error.is_transient());
    let line = error.to_string();
    assert!(
        line.starts_with(&format!("no connection to {address}: ")),
        "{line}"
    );
    assert!(line.to_lowercase().contains("refused"), "{line}");
}

#[tokio::test]
async fn a_connection_closed_before_the_answer() {
    let error = fails(&[""]).await;
    assert_eq!(error.kind(), TransportErrorKind::Reset);
    assert!(!error.never_sent(), "the service may have got it");
}

#[tokio::test]
async fn a_head_that_is_cut_off() {
    let error = fails(&["HTTP/1.1 200 OK\r\ncontent-le"]).await;
    assert_eq!(error.kind(), TransportErrorKind::Reset);
}

#[tokio::test]
async fn a_body_that_is_cut_off() {
    for answer in [
        &["HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort"],
        &["HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n"],
    ] {
        let error = fails(answer).await;
        assert_eq!(error.kind(), TransportErrorKind::IncompleteBody, "{error}");
        assert!(error.is_transient() && !error.never_sent());
    }
}

#[tokio::test]
async fn something_that_is_not_http() {
    let error = fails(&["SSH-2.0-OpenSSH_9.6\r\n\r\n"]).await;
    assert_eq!(error.kind(), TransportErrorKind::InvalidResponse, "{error}");
}

#[tokio::test]
async fn an_answer_that_is_too_large_announced_or_not() {
    for answer in [
        &["HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n01234567890"],
        &[
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n67890\r\n0\r\n\r\n",
        ],
    ] {
        let server = Server::new(answer).await;
        let mut limits = TransportLimits::default();
        let transport = HyperTransport::default();
        limits.max_response_bytes = 10;
        let error = send(&transport, server.request("http"), limits)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
        assert!(!error.is_transient());
        limits.max_response_bytes = 11;
        let body = send(&transport, server.request("http"), limits)
            .await
            .unwrap()
            .into_body();
        assert_eq!(body, "01234567890");
    }
}

#[tokio::test]
async fn tls_against_a_server_that_speaks_none() {
    let server = Server::new(&[]).await;
    // Where no certificates are installed, that is what the error is about.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let _ = stream.read(&mut [0; 1024]).await;
    });
    let mut request = server.request("https");
    *request.uri_mut() = format!("https://{address}/").parse().unwrap();
    let error = send(
        &HyperTransport::default(),
        request,
        TransportLimits::default(),
    )
    .await
    .unwrap_err();
    assert!(
        matches!(
            error.kind(),
            TransportErrorKind::Tls | TransportErrorKind::Configuration
        ),
        "{error:?}"
    );
    assert!(error.never_sent() && !error.is_transient());
}

#[tokio::test]
async fn a_name_that_does_not_exist() {
    let request = http::Request::get("http://no-such-host.invalid/")
        .body(Bytes::new())
        .unwrap();
    let limits = TransportLimits {
        connect_timeout: Duration::from_secs(10),
        ..TransportLimits::default()
    };
    let error = send(&HyperTransport::default(), request, limits)
        .await
        .unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Dns, "{error:?}");
    assert!(
        error.to_string().contains("no-such-host.invalid"),
        "{error}"
    );
}

#[tokio::test]
async fn a_handshake_that_hangs_meets_the_connect_timeout() {
    // TCP is there, TLS never answers: both belong to connecting.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let request = http::Request::get(format!("https://{address}/"))
        .body(Bytes::new())
        .unwrap();
    let limits = TransportLimits {
        connect_timeout: Duration::from_millis(100),
        ..TransportLimits::default()
    };
    let begun = Instant::now();
    let error = send(&HyperTransport::default(), request, limits)
        .await
        .unwrap_err();
    assert!(begun.elapsed() < Duration::from_secs(3));
    assert!(
        matches!(
            error.kind(),
            TransportErrorKind::ConnectTimeout | TransportErrorKind::Configuration
        ),
        "{error:?}"
    );
    assert!(error.never_sent());
}

#[tokio::test]
async fn a_request_that_is_dropped_leaves_the_transport_sound() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let transport = HyperTransport::default();
    let silent = http::Request::get(format!("http://{address}/"))
        .body(Bytes::new())
        .unwrap();
    let given_up = tokio::time::timeout(
        Duration::from_millis(50),
        transport.send(silent, TransportLimits::default()),
    )
    .await;
    assert!(given_up.is_err());
    let server = Server::new(&[OK]).await;
    send(
        &transport,
        server.request("http"),
        TransportLimits::default(),
    )
    .await
    .unwrap();
}

#[test]
fn outside_of_a_runtime_an_error_says_so() {
    let transport = HyperTransport::default();
    let request = http::Request::get("http://127.0.0.1:1/")
        .body(Bytes::new())
        .unwrap();
    let mut sending = transport.send(request, TransportLimits::default());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match sending.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert!(error.to_string().starts_with("no tokio runtime"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}
