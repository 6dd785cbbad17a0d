//! The default transport, with loopback servers that violate HTTP, stall or close connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;

use super::{
    HyperTransport, StreamResponse, Transport, TransportError, TransportErrorKind, TransportLimits,
};
use crate::ByteStream;

/// The time-out of every wait.
const PATIENCE: Duration = Duration::from_secs(20);

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// A server that sends one response after another on each connection, and closes it after the last.
struct Server {
    address: String,
    connections: Arc<AtomicUsize>,
}

impl Server {
    async fn new(responses: &'static [&'static str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let connections = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&connections);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(async move {
                    for response in responses {
                        if !read_head(&mut stream).await {
                            return;
                        }
                        if stream.write_all(response.as_bytes()).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, connections }
    }

    fn request(&self) -> http::Request<Bytes> {
        get(&format!("http://{}/", self.address))
    }

    fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// Reads up to the empty line; false if the client has closed.
async fn read_head(stream: &mut TcpStream) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") && head.len() < 100_000 {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return false,
        }
    }
    true
}

fn get(uri: &str) -> http::Request<Bytes> {
    http::Request::get(uri).body(Bytes::new()).unwrap()
}

async fn listen() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

async fn send_within(
    transport: &HyperTransport,
    request: http::Request<Bytes>,
    limits: TransportLimits,
) -> Result<http::Response<Bytes>, TransportError> {
    tokio::time::timeout(PATIENCE, transport.send(request, limits))
        .await
        .expect("the transport hangs")
}

async fn send(
    transport: &HyperTransport,
    request: http::Request<Bytes>,
) -> Result<http::Response<Bytes>, TransportError> {
    send_within(transport, request, TransportLimits::default()).await
}

/// Sends a request and returns the unread body of its response.
async fn stream(
    transport: &HyperTransport,
    mut request: http::Request<Bytes>,
    limits: TransportLimits,
) -> ByteStream {
    request.extensions_mut().insert(StreamResponse);
    let mut response = send_within(transport, request, limits).await.unwrap();
    response.extensions_mut().remove().unwrap()
}

async fn send_ok(transport: &HyperTransport, server: &Server) {
    let response = send(transport, server.request()).await.unwrap();
    assert_eq!(response.body(), "ok");
}

async fn error_of(request: http::Request<Bytes>) -> TransportError {
    send(&HyperTransport::default(), request).await.unwrap_err()
}

fn connect_limit(limit: Duration) -> TransportLimits {
    TransportLimits { connect_timeout: limit, ..TransportLimits::default() }
}

// Responses.

#[tokio::test]
async fn a_response_above_the_limit_is_an_error_with_and_without_a_length() {
    const LENGTH: &[&str] = &["HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n01234567890"];
    const CHUNKED: &[&str] = &[
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n67890\r\n0\r\n\r\n",
    ];
    for responses in [LENGTH, CHUNKED] {
        let server = Server::new(responses).await;
        let transport = HyperTransport::default();
        let limit = |max_response_bytes| TransportLimits {
            max_response_bytes,
            ..TransportLimits::default()
        };
        let error = send_within(&transport, server.request(), limit(10)).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
        assert!(!error.is_transient());
        let response = send_within(&transport, server.request(), limit(11)).await;
        assert_eq!(response.unwrap().body(), "01234567890");
    }
}

#[tokio::test]
async fn an_announced_length_alone_allocates_nothing() {
    // 2^60 bytes: allocating them would abort the process. More arrives than one read takes.
    let head = "HTTP/1.1 200 OK\r\ncontent-length: 1152921504606846976\r\n\r\n";
    let response: &'static str = (head.to_owned() + &"x".repeat(100_000)).leak();
    let server = Server::new(Box::leak(Box::new([response]))).await;
    let limits = TransportLimits { max_response_bytes: usize::MAX, ..TransportLimits::default() };
    let error = send_within(&HyperTransport::default(), server.request(), limits).await;
    assert_eq!(error.unwrap_err().kind(), TransportErrorKind::IncompleteBody);
}

#[tokio::test]
async fn a_streamed_response_that_is_read_frees_its_connection() {
    const CHUNKED: &str =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n2\r\n!!\r\n0\r\n\r\n";
    let server = Server::new(&[CHUNKED; 10]).await;
    let transport = HyperTransport::default();
    for _ in 0..3 {
        let stream = stream(&transport, server.request(), TransportLimits::default()).await;
        assert_eq!(stream.collect().await.unwrap(), "ok!!");
        // The connection's own task puts it back into the pool.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(server.connections(), 1);
}

/// A server that sends a part of a response and waits. Returns its address, and whether the client has
/// closed the connection.
async fn stalling_server() -> (String, JoinHandle<bool>) {
    let (listener, address) = listen().await;
    let closed = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(read_head(&mut stream).await);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n0123456789";
        stream.write_all(head).await.unwrap();
        stream.read_u8().await.is_err()
    });
    (address, closed)
}

#[tokio::test]
async fn a_streamed_response_that_is_dropped_closes_its_connection() {
    let (address, closed) = stalling_server().await;
    let (transport, request) = (HyperTransport::default(), get(&format!("http://{address}/")));
    let mut stream = stream(&transport, request, TransportLimits::default()).await;
    assert_eq!(stream.next().await.unwrap().unwrap(), "0123456789");
    drop(stream);
    let closed = tokio::time::timeout(PATIENCE, closed).await;
    assert!(closed.expect("the connection stays open").unwrap());
}

/// A response body that delivers ten bytes and, after a pause, ten more.
async fn stream_with_pause(
    pause: Duration,
    stall_timeout: Option<Duration>,
) -> (ByteStream, String) {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(read_head(&mut stream).await);
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n0123456789";
        stream.write_all(head).await.unwrap();
        tokio::time::sleep(pause).await;
        let _ = stream.write_all(b"abcdefghij").await;
    });
    let (transport, request) = (HyperTransport::default(), get(&format!("http://{address}/")));
    let limits = TransportLimits { stall_timeout, ..TransportLimits::default() };
    let mut stream = stream(&transport, request, limits).await;
    assert_eq!(stream.next().await.unwrap().unwrap(), "0123456789");
    (stream, address)
}

#[tokio::test]
async fn a_streamed_response_that_stalls_fails() {
    let limit = Duration::from_millis(100);
    let (mut stream, address) = stream_with_pause(PATIENCE, Some(limit)).await;
    let stalled = tokio::time::timeout(PATIENCE, stream.next()).await.unwrap();
    let expected = format!("the response body of {address} stalled for 100ms");
    assert_eq!(stalled.unwrap().unwrap_err().to_string(), expected);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_streamed_response_without_a_stall_limit_may_pause() {
    let pause = Duration::from_millis(300);
    for limit in [None, Some(Duration::MAX)] {
        let (stream, _) = stream_with_pause(pause, limit).await;
        let rest = tokio::time::timeout(PATIENCE, stream.collect()).await.unwrap();
        assert_eq!(rest.unwrap(), "abcdefghij");
    }
}

#[test]
fn a_streamed_response_can_be_read_outside_of_a_runtime() {
    let runtime = server_runtime();
    let pause = Duration::from_millis(100);
    let (stream, _) = runtime.block_on(stream_with_pause(pause, Some(PATIENCE)));
    assert_eq!(block_on(stream.collect()).unwrap(), "abcdefghij");
    let limit = Duration::from_millis(100);
    let (stream, _) = runtime.block_on(stream_with_pause(PATIENCE, Some(limit)));
    let error = block_on(stream.collect()).unwrap_err();
    assert!(error.to_string().ends_with("stalled for 100ms"), "{error}");
}

/// An executor that is not tokio's.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Unpark(std::thread::Thread);
    impl std::task::Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Arc::new(Unpark(std::thread::current())).into();
    let mut context = std::task::Context::from_waker(&waker);
    let mut future = std::pin::pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            std::task::Poll::Ready(output) => return output,
            std::task::Poll::Pending => std::thread::park(),
        }
    }
}

#[tokio::test]
async fn a_flood_of_interim_responses_does_not_delay_a_time_out() {
    let (listener, address) = listen().await;
    let flood = async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        assert!(read_head(&mut stream).await);
        let interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(1000);
        while stream.write_all(interim.as_bytes()).await.is_ok() {}
    };
    // On another thread, so that the client always has something to read.
    let flooding = std::thread::spawn(move || runtime().block_on(flood));
    let transport = HyperTransport::default();
    let limit = Duration::from_millis(200);
    let begun = Instant::now();
    let request = get(&format!("http://{address}/"));
    let sending = transport.send(request, TransportLimits::default());
    let outcome = tokio::time::timeout(limit, sending).await;
    assert!(outcome.is_err(), "{outcome:?}");
    // The flood never ends: without the pause between reads, the time-out would not be noticed at all.
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    drop(transport);
    tokio::task::spawn_blocking(|| flooding.join()).await.unwrap().unwrap();
}

// Requests.

#[tokio::test]
async fn the_host_of_the_uri_is_sent_without_user_and_password() {
    for (uri, expected) in [
        ("http://127.0.0.1:PORT/a?b", "GET /a?b HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\n\r\n"),
        ("http://me:hush@127.0.0.1:PORT", "GET / HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\n\r\n"),
    ] {
        let (listener, address) = listen().await;
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 1024];
            let length = stream.read(&mut request).await.unwrap();
            stream.write_all(OK.as_bytes()).await.unwrap();
            String::from_utf8(request[..length].to_vec()).unwrap()
        });
        let uri = uri.replace("127.0.0.1:PORT", &address);
        send(&HyperTransport::default(), get(&uri)).await.unwrap();
        let expected = expected.replace("127.0.0.1:PORT", &address);
        assert_eq!(serving.await.unwrap(), expected);
    }
}

#[tokio::test]
async fn an_unusable_uri_is_an_error_that_shows_no_password() {
    for uri in [
        "/path",
        "ftp://host/",
        "host",
        "http://me:hush@127.0.0.1:80800/",
        "http://127.0.0.1:http/",
    ] {
        let Ok(uri) = uri.parse::<http::Uri>() else {
            continue;
        };
        let mut request = get("http://x/");
        *request.uri_mut() = uri.clone();
        let error = error_of(request).await;
        assert_eq!(error.kind(), TransportErrorKind::Configuration, "{uri}");
        assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    }
    let error = error_of(get("http://me:hush@127.0.0.1:1/")).await;
    assert!(error.to_string().contains(" 127.0.0.1:1"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
}

#[tokio::test]
async fn a_request_stream_of_another_length_than_announced_is_an_error() {
    for (announced, expected) in [(3, "longer than"), (9, "ended before")] {
        let server = Server::new(&[OK]).await;
        let mut request =
            http::Request::post(format!("http://{}/", server.address)).body(Bytes::new()).unwrap();
        let stream = ByteStream::from_reader(Some(announced), &b"hello"[..]);
        request.extensions_mut().insert(stream);
        // The server may have responded to the head before the stream is read.
        match send(&HyperTransport::default(), request).await {
            Err(error) if error.kind() == TransportErrorKind::Other => {
                assert!(error.to_string().contains(expected), "{error}");
                assert!(!error.is_transient() && !error.never_sent());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn the_error_of_a_request_streams_reader_is_reported() {
    struct Broken(Option<std::io::Error>);
    impl tokio::io::AsyncRead for Broken {
        fn poll_read(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
            _: &mut tokio::io::ReadBuf<'_>,
        ) -> std::task::Poll<std::io::Result<()>> {
            std::task::Poll::Ready(Err(self.0.take().unwrap()))
        }
    }
    // The second is that of a download which is uploaded again.
    let other_request = TransportError::new(TransportErrorKind::Refused, "no connection to other");
    for (source, expected) in [
        (std::io::Error::other("the disk is gone"), "the disk is gone"),
        (std::io::Error::other(other_request), "no connection to other"),
    ] {
        let server = Server::new(&[OK]).await;
        let mut request =
            http::Request::post(format!("http://{}/", server.address)).body(Bytes::new()).unwrap();
        let stream = ByteStream::from_reader(None, Broken(Some(source)));
        request.extensions_mut().insert(stream);
        let error = error_of(request).await;
        assert_eq!(error.to_string(), format!("the request body cannot be sent: {expected}"));
        assert_eq!(error.kind(), TransportErrorKind::Other);
        assert!(!error.is_transient() && !error.never_sent());
    }
}

// Connections that are not established.

#[tokio::test]
async fn a_server_without_tls_is_a_permanent_error() {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        let _ = stream.read(&mut [0; 1024]).await;
    });
    let error = error_of(get(&format!("https://{address}/"))).await;
    // Where no certificates are installed, the error is about those.
    assert!(
        matches!(error.kind(), TransportErrorKind::Tls | TransportErrorKind::Configuration),
        "{error:?}"
    );
    assert!(error.never_sent() && !error.is_transient());
}

#[tokio::test]
async fn a_tls_handshake_that_hangs_ends_with_the_connect_time_out_of_its_call() {
    let (_listener, address) = listen().await;
    let transport = HyperTransport::default();
    for limit in [100, 300].map(Duration::from_millis) {
        let begun = Instant::now();
        let request = get(&format!("https://{address}/"));
        let error = send_within(&transport, request, connect_limit(limit)).await.unwrap_err();
        assert!(begun.elapsed() < PATIENCE);
        assert!(error.never_sent());
        // Where no certificates are installed, the error is about those.
        if error.kind() != TransportErrorKind::Configuration {
            assert!(begun.elapsed() >= limit);
            let expected = format!("no connection to {address} within {limit:?}");
            assert_eq!(error.to_string(), expected);
        }
    }
}

#[test]
fn a_request_outside_of_a_runtime_is_an_error() {
    let transport = HyperTransport::default();
    let mut sending = transport.send(get("http://127.0.0.1:1/"), TransportLimits::default());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match sending.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Err(error)) => {
            assert!(error.to_string().starts_with("no tokio runtime"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_request_in_a_runtime_without_timer_or_io_is_an_error() {
    for (name, mut builder) in [
        ("a timer", Builder::new_current_thread()),
        ("a timer", Builder::new_multi_thread()),
        ("no I/O", Builder::new_current_thread()),
        ("no I/O", Builder::new_multi_thread()),
    ] {
        if name == "no I/O" {
            builder.enable_time();
        }
        let runtime = builder.build().unwrap();
        let transport = HyperTransport::default();
        for uri in ["http://127.0.0.1:1/", "https://127.0.0.1:1/"] {
            let sending = transport.send(get(uri), TransportLimits::default());
            let error = runtime.block_on(sending).unwrap_err();
            // Where no certificates are installed, the error is about those.
            if uri.starts_with("http:") {
                assert!(error.to_string().contains(name), "{error}");
            }
            assert_eq!(error.kind(), TransportErrorKind::Configuration, "{error}");
            assert!(!error.is_transient());
        }
    }
}

#[tokio::test]
async fn a_refused_tunnel_is_an_error_and_a_403_of_the_service_is_a_response() {
    let (listener, proxy) = listen().await;
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            assert!(read_head(&mut stream).await);
            let refusal = b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n";
            stream.write_all(refusal).await.unwrap();
        }
    });
    let transport =
        HyperTransport::builder().proxy(format!("http://me:hush@{proxy}")).build().unwrap();
    let error = send(&transport, get("https://service.test/")).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Proxy);
    assert!(error.never_sent() && !error.is_transient());
    let expected = format!(
        "no connection to service.test: the proxy {proxy} refused a tunnel to service.test:443: \
         HTTP 403 Forbidden"
    );
    assert_eq!(error.to_string(), expected);
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
    // The service's own 403 is a response.
    let server = Server::new(&["HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n"]).await;
    let response = send(&transport, server.request()).await.unwrap();
    assert_eq!(response.status(), 403);
}

// The pool.

/// How many connections that many requests took, and the last body.
async fn connections_of(responses: &'static [&'static str], requests: usize) -> (usize, Bytes) {
    let server = Server::new(responses).await;
    let transport = HyperTransport::default();
    let mut last = Bytes::new();
    for _ in 0..requests {
        last = send(&transport, server.request()).await.unwrap().into_body();
        // The connection's own task puts it back into the pool.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    (server.connections(), last)
}

#[tokio::test]
async fn connections_are_reused_unless_the_response_closes_them() {
    for (response, expected) in [
        (OK, 1),
        ("HTTP/1.1 204 No Content\r\n\r\n", 1),
        ("HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n", 1),
        ("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", 1),
        ("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n", 3),
        ("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n", 3),
    ] {
        let responses: &'static [&'static str] = Box::leak(vec![response; 3].into_boxed_slice());
        assert_eq!(connections_of(responses, 3).await.0, expected, "{response}");
    }
}

#[tokio::test]
async fn a_second_response_to_one_request_is_discarded() {
    const TWO: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
    assert_eq!(connections_of(&[TWO; 3], 3).await, (3, "ok".into()));
}

#[tokio::test]
async fn a_408_on_an_idle_connection_is_not_the_response_to_the_next_request() {
    const TIMEOUT: &[u8] = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n";
    let (listener, address) = listen().await;
    let (sender, mut open) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            assert!(read_head(&mut stream).await);
            stream.write_all(OK.as_bytes()).await.unwrap();
            // So that the response is read alone.
            tokio::time::sleep(Duration::from_millis(50)).await;
            stream.write_all(TIMEOUT).await.unwrap();
            sender.send(stream).await.unwrap();
        }
    });
    let transport = HyperTransport::default();
    // They stay open: only the 408 shows that the connection is unusable.
    let mut streams = Vec::new();
    for _ in 0..2 {
        let response = send(&transport, get(&format!("http://{address}/"))).await;
        assert_eq!(response.unwrap().body(), "ok");
        streams.push(open.recv().await.unwrap());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_request_that_was_sent_on_a_reused_connection_is_not_sent_again() {
    let server = Server::new(&[OK, ""]).await;
    let transport = HyperTransport::default();
    send_ok(&transport, &server).await;
    let error = send(&transport, server.request()).await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Reset);
    assert!(!error.never_sent(), "the server has read it");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_response_to_half_a_request_is_read_and_its_connection_closed() {
    const TOO_LARGE: &[u8] = b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\n\r\nno";
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let mut streams = Vec::new();
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            assert!(read_head(&mut stream).await);
            stream.write_all(TOO_LARGE).await.unwrap();
            streams.push(stream);
        }
        std::future::pending::<()>().await;
    });
    let transport = HyperTransport::default();
    for _ in 0..2 {
        // More than the buffers of two sockets hold.
        let body = Bytes::from(vec![0; 32 << 20]);
        let request = http::Request::post(format!("http://{address}/")).body(body);
        let response = send(&transport, request.unwrap()).await.unwrap();
        assert_eq!(response.body(), "no");
    }
}

#[tokio::test]
async fn a_dropped_transport_leaves_no_task_behind() {
    let server = Server::new(&[OK; 2]).await;
    let metrics = tokio::runtime::Handle::current().metrics();
    let before = metrics.num_alive_tasks();
    let transport = HyperTransport::default();
    send_ok(&transport, &server).await;
    assert!(metrics.num_alive_tasks() > before);
    drop(transport);
    let begun = Instant::now();
    while metrics.num_alive_tasks() > before {
        assert!(begun.elapsed() < PATIENCE, "{}", metrics.num_alive_tasks());
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

// Runtimes.

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// A runtime that makes progress without `block_on`, for servers.
fn server_runtime() -> Runtime {
    Builder::new_multi_thread().enable_all().worker_threads(1).build().unwrap()
}

#[test]
fn runtimes_do_not_share_connections() {
    let servers = server_runtime();
    let server = servers.block_on(Server::new(&[OK; 10]));
    let transport = HyperTransport::default();
    let clients = || transport.clients.lock().unwrap().len();
    let (one, other) = (runtime(), runtime());
    one.block_on(send_ok(&transport, &server));
    // The first runtime is not running now, so its connection would make no progress.
    other.block_on(send_ok(&transport, &server));
    assert_eq!(server.connections(), 2);
    one.block_on(send_ok(&transport, &server));
    other.block_on(send_ok(&transport, &server));
    assert_eq!((server.connections(), clients()), (2, 2));
    // The client of a runtime that has ended is removed when the next one is created.
    drop(one);
    let third = runtime();
    third.block_on(send_ok(&transport, &server));
    assert_eq!((server.connections(), clients()), (3, 2));
}

#[test]
fn a_connection_that_was_closed_while_its_runtime_did_not_run_is_not_used() {
    let servers = server_runtime();
    // Closes each connection after its response, without having announced it.
    let server = servers.block_on(Server::new(&[OK]));
    for client in [runtime(), server_runtime()] {
        let transport = HyperTransport::default();
        let before = server.connections();
        client.block_on(async {
            for _ in 0..3 {
                send_ok(&transport, &server).await;
                std::thread::sleep(Duration::from_millis(300));
            }
        });
        assert_eq!(server.connections() - before, 3);
    }
}
