//! HTTP/2, where the server offers it.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::Frame;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use sdk_runtime::transport::{
    HyperTransport, HyperTransportBuilder, StreamResponse, Transport as _, TransportLimits,
};
use sdk_runtime::{ByteStream, CallOptions, Client, ClientBuilder, Environment, Error, Retries};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{Barrier, Notify};
use tokio::time::timeout;

use crate::network::{Tls, acceptor_with, trusted};
use crate::server::{OK_BODY, request_id, response};
use crate::service::{CreateStage, GetStage, Service, builder};

/// The settings, and a GOAWAY frame by which no stream was processed.
pub(crate) const GOAWAY_OF_NONE: &[u8] =
    b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0";
/// The same, but the stream of the first request may have been processed.
pub(crate) const GOAWAY_OF_REQUEST: &[u8] =
    b"\0\0\0\x04\0\0\0\0\0\0\0\x08\x07\0\0\0\0\0\0\0\0\x01\0\0\0\0";

/// The settings, and a frame by which the stream of the first request was refused.
pub(crate) const REFUSED_STREAM: &[u8] = b"\0\0\0\x04\0\0\0\0\0\0\0\x04\x03\0\0\0\0\x01\0\0\0\x07";

/// A server that supports HTTP/2 only.
pub(crate) struct Server {
    port: u16,
    connections: Arc<AtomicU32>,
    /// The requested hosts.
    hosts: Arc<Mutex<BTreeSet<String>>>,
}

/// How the server treats its first connection. All others succeed.
#[derive(Clone)]
pub(crate) enum First {
    Succeeds,
    /// Never completes the TLS handshake.
    Hangs,
    /// Never responds to a request.
    Stalls,
    /// Never completes a response.
    StallsBody,
    /// Closes its connection after 200 ms.
    Closes,
    /// Sends these frames after the client's first bytes.
    Frames(&'static [u8]),
}

impl Server {
    pub(crate) async fn start(first: First) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            connections: Arc::default(),
            hosts: Arc::default(),
        };
        let (counter, hosts) = (Arc::clone(&server.connections), Arc::clone(&server.hosts));
        let acceptor = acceptor_with(Tls::Valid, &[b"h2"]);
        tokio::spawn(async move {
            let mut first = Some(first);
            let mut hanging = Vec::new();
            while let Ok((stream, _)) = listener.accept().await {
                counter.fetch_add(1, Ordering::SeqCst);
                let first = first.take().unwrap_or(First::Succeeds);
                if let First::Hangs = first {
                    hanging.push(stream);
                    continue;
                }
                let mut stream = acceptor.accept(stream).await.unwrap();
                if let First::Frames(frames) = first {
                    tokio::spawn(async move {
                        // The preface, the settings and, within a while, the request.
                        let _ = stream.read(&mut [0; 4096]).await;
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        stream.write_all(frames).await.unwrap();
                        stream.flush().await.unwrap();
                        let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
                    });
                    continue;
                }
                let hosts = Arc::clone(&hosts);
                let stalls = matches!(first, First::Stalls);
                let stalls_body = matches!(first, First::StallsBody);
                let closes = matches!(first, First::Closes);
                let respond = service_fn(move |request: http::Request<_>| {
                    assert_eq!(request.version(), http::Version::HTTP_2);
                    let authority = request.uri().authority().unwrap().as_str();
                    hosts.lock().unwrap().insert(authority.to_owned());
                    let signed = request.headers()["authorization"].to_str().unwrap();
                    assert!(signed.contains("host;"), "{signed}");
                    async move {
                        if stalls {
                            std::future::pending::<()>().await;
                        }
                        let piece = Some(Bytes::from_static(OK_BODY.as_bytes()));
                        let body = ResponseBody { piece, stalls: stalls_body };
                        Ok::<_, Infallible>(http::Response::new(body))
                    }
                });
                let serving = hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(stream), respond);
                tokio::spawn(async move {
                    match closes {
                        true => drop(timeout(Duration::from_millis(200), serving).await),
                        false => drop(serving.await),
                    }
                });
            }
        });
        server
    }

    pub(crate) fn connections(&self) -> u32 {
        self.connections.load(Ordering::SeqCst)
    }

    fn hosts(&self) -> BTreeSet<String> {
        self.hosts.lock().unwrap().clone()
    }
}

/// A response body of one piece, and of an end unless it stalls.
struct ResponseBody {
    piece: Option<Bytes>,
    stalls: bool,
}

impl hyper::body::Body for ResponseBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.piece.take() {
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece)))),
            None if self.stalls => Poll::Pending,
            None => Poll::Ready(None),
        }
    }
}

fn transport() -> HyperTransportBuilder {
    HyperTransport::builder().ca_certificates(trusted())
}

/// A builder of a client of the server.
pub(crate) fn builder_of(server: &Server) -> ClientBuilder<Service> {
    let endpoint = format!("https://localhost:{}", server.port);
    builder(Environment::empty(), &endpoint).transport(transport().build().unwrap())
}

fn client(port: u16) -> Client {
    let transport = transport().build().unwrap();
    client_over(transport, &format!("https://localhost:{port}"))
}

fn client_over(transport: HyperTransport, endpoint: &str) -> Client {
    builder(Environment::empty(), endpoint).transport(transport).build().unwrap().0
}

async fn get(client: &Client, options: CallOptions) -> Result<(), Error> {
    client.send::<GetStage>(&(), &options).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn first_calls_share_one_connection_and_sign_the_requested_host() {
    let server = Server::start(First::Succeeds).await;
    let client = client(server.port);
    let calls: Vec<_> = (0..200)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client, CallOptions::default()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.connections(), 1);
    let host = format!("localhost:{}", server.port);
    assert_eq!(server.hosts(), BTreeSet::from([host]));
}

#[tokio::test]
async fn a_call_that_waits_for_the_first_one_connects_when_that_is_dropped() {
    let server = Server::start(First::Hangs).await;
    let client = client(server.port);
    let options = CallOptions::default().connect_timeout(Duration::from_secs(20)).max_attempts(1);
    let call = || {
        let client = client.clone();
        tokio::spawn(async move { get(&client, options).await })
    };
    let first = call();
    while server.connections() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let others = [call(), call()];
    tokio::time::sleep(Duration::from_millis(50)).await;
    first.abort();
    let begun = Instant::now();
    for other in others {
        other.await.unwrap().unwrap();
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn first_calls_to_a_server_without_http2_connect_in_parallel() {
    const CALLS: usize = 8;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = acceptor_with(Tls::Valid, &[b"http/1.1"]);
    // The first handshake shows that there is no HTTP/2. The others complete together.
    let others = Arc::new(Barrier::new(CALLS - 1));
    let all = Arc::new(Barrier::new(CALLS));
    tokio::spawn(async move {
        for number in 0..CALLS {
            let (stream, _) = listener.accept().await.unwrap();
            let (acceptor, others, all) = (acceptor.clone(), Arc::clone(&others), Arc::clone(&all));
            tokio::spawn(async move {
                if number > 0 {
                    others.wait().await;
                }
                let mut stream = acceptor.accept(stream).await.unwrap();
                all.wait().await;
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await.unwrap());
                }
                let response = response(200, &[request_id()], OK_BODY.as_bytes());
                stream.write_all(&response).await.unwrap();
                stream.flush().await.unwrap();
            });
        }
    });
    let client = client(port);
    let options = CallOptions::default().connect_timeout(Duration::from_secs(20)).max_attempts(1);
    let calls = [(); CALLS].map(|()| {
        let client = client.clone();
        tokio::spawn(async move { get(&client, options).await })
    });
    for call in calls {
        call.await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn a_connection_on_which_a_call_timed_out_takes_no_new_calls() {
    let server = Server::start(First::Stalls).await;
    let client = client(server.port);
    let options = CallOptions::default().overall_timeout(Duration::from_millis(500));
    get(&client, options).await.unwrap_err();
    get(&client, CallOptions::default()).await.unwrap();
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_connection_on_which_a_download_stalled_takes_no_new_calls() {
    let server = Server::start(First::StallsBody).await;
    let transport = transport().build().unwrap();
    for connections in [1, 2, 2] {
        let mut request = http::Request::post(format!("https://localhost:{}/", server.port))
            .header("authorization", "host;")
            .body(Bytes::new())
            .unwrap();
        request.extensions_mut().insert(StreamResponse);
        let mut limits = TransportLimits::default();
        limits.stall_timeout = Some(Duration::from_millis(300));
        let mut response = transport.send(request, limits).await.unwrap();
        let stream: ByteStream = response.extensions_mut().remove().unwrap();
        let collected = timeout(Duration::from_secs(20), stream.collect()).await.unwrap();
        assert_eq!(collected.is_err(), connections == 1, "{collected:?}");
        assert_eq!(server.connections(), connections);
    }
}

#[tokio::test]
async fn a_request_that_the_server_has_not_processed_is_repeated_under_safe_retries() {
    for frames in [REFUSED_STREAM, GOAWAY_OF_NONE] {
        let server = Server::start(First::Frames(frames)).await;
        // A second connection, as the first one is only a list of frames.
        let client = client(server.port);
        let options = CallOptions::default()
            .retries(Retries::standard().only_safe())
            .attempt_timeout(Duration::from_secs(2));
        let created = client.send::<CreateStage>(&(), &options).await;
        if frames == GOAWAY_OF_NONE {
            created.unwrap();
            assert_eq!(server.connections(), 2);
        } else {
            // The connection stays in use, and the frames do not respond to the second stream.
            let error = created.unwrap_err();
            assert_eq!(error.attempts().len(), 2, "{error}");
        }
    }
}

#[tokio::test]
async fn a_request_stream_of_another_length_than_announced_is_an_error() {
    let server = Server::start(First::Stalls).await;
    let transport = transport().build().unwrap();
    for (announced, expected) in [(3, "longer than"), (9, "ended before")] {
        let mut request = http::Request::post(format!("https://localhost:{}/", server.port))
            .header("authorization", "host;")
            .body(Bytes::new())
            .unwrap();
        let stream = ByteStream::from_reader(Some(announced), &b"hello"[..]);
        request.extensions_mut().insert(stream);
        let sending = transport.send(request, TransportLimits::default());
        let error = timeout(Duration::from_secs(20), sending).await.unwrap().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert!(!error.is_transient() && !error.never_sent());
    }
}

#[tokio::test]
async fn a_request_that_the_server_may_have_processed_is_not_repeated_under_safe_retries() {
    let server = Server::start(First::Frames(GOAWAY_OF_REQUEST)).await;
    let client = client(server.port);
    let options = CallOptions::default()
        .retries(Retries::standard().only_safe())
        .attempt_timeout(Duration::from_secs(1));
    let error = client.send::<CreateStage>(&(), &options).await.unwrap_err();
    assert_eq!(error.attempts().len(), 1, "{error}");
    get(&client, CallOptions::default()).await.unwrap();
}

#[test]
fn the_first_call_of_a_runtime_that_stood_still_succeeds() {
    let serving = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    // The second is longer than the interval of pings.
    for (first, still, connections) in [(First::Closes, 1, 2), (First::Succeeds, 6, 1)] {
        let server = serving.block_on(Server::start(first));
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let client = client(server.port);
            let once = CallOptions::default().max_attempts(1);
            get(&client, once).await.unwrap();
            std::thread::sleep(Duration::from_secs(still));
            get(&client, once).await.unwrap();
        });
        assert_eq!(server.connections(), connections);
    }
}

/// A router between client and server that, when notified, drops the packets of the first connection
/// without closing it.
async fn lossy_router(server: u16) -> (u16, Arc<Notify>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let forget = Arc::new(Notify::new());
    let mut forgets = Some(Arc::clone(&forget));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let forget = forgets.take();
            tokio::spawn(async move {
                let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                let forwarding = copy_bidirectional(&mut client, &mut server);
                match forget {
                    None => drop(forwarding.await),
                    Some(forget) => tokio::select! {
                        _ = forwarding => {}
                        () = forget.notified() => std::future::pending().await,
                    },
                }
            });
        }
    });
    (port, forget)
}

#[tokio::test]
async fn a_dead_connection_is_replaced_before_the_attempt_times_out() {
    let server = Server::start(First::Succeeds).await;
    let (port, forget) = lossy_router(server.port).await;
    let client = client(port);
    let options = CallOptions::default().overall_timeout(Duration::from_secs(25));
    get(&client, options).await.unwrap();
    forget.notify_one();
    // An attempt may take 30 s: pings detect the dead connection earlier.
    get(&client, options).await.unwrap();
    assert_eq!(server.connections(), 2);
}

/// A proxy that is reached over TLS and offers HTTP/2 to its clients.
async fn proxy_over_tls(server: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = acceptor_with(Tls::Valid, &[b"h2", b"http/1.1"]);
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut client = acceptor.accept(stream).await.unwrap();
        assert_ne!(client.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(client.read_u8().await.unwrap());
        }
        assert!(head.starts_with(b"CONNECT service.test:443 HTTP/1.1\r\n"));
        client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
        let _ = copy_bidirectional(&mut client, &mut server).await;
    });
    port
}

#[tokio::test]
async fn a_proxy_over_tls_is_used_by_http1_and_the_service_behind_it_by_http2() {
    let server = Server::start(First::Succeeds).await;
    let port = proxy_over_tls(server.port).await;
    let transport = transport().proxy(format!("https://localhost:{port}"));
    let client = client_over(transport.build().unwrap(), "https://service.test");
    let options = CallOptions::default().overall_timeout(Duration::from_secs(20));
    get(&client, options).await.unwrap();
    assert_eq!(server.hosts(), BTreeSet::from(["service.test".to_owned()]));
}
