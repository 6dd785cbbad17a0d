//! HTTP/2, where the server offers it.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use sdk_runtime::transport::{HyperTransport, HyperTransportBuilder};
use sdk_runtime::{CallOptions, Client, ClientBuilder, Credentials, Environment};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::act::OK_BODY;
use crate::certificates::{self, Tls};
use crate::service::{GetStage, Service};

/// A server of HTTP/2 alone.
struct Server {
    port: u16,
    connections: Arc<AtomicU32>,
    /// The hosts that it was asked for.
    asked: Arc<Mutex<BTreeSet<String>>>,
}

async fn server() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = Server {
        port,
        connections: Arc::default(),
        asked: Arc::default(),
    };
    let (counter, asked) = (Arc::clone(&server.connections), Arc::clone(&server.asked));
    let acceptor = certificates::acceptor_with(Tls::Good, &[b"h2"]);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let stream = acceptor.accept(stream).await.unwrap();
            let asked = Arc::clone(&asked);
            let answer = service_fn(move |request: http::Request<_>| {
                let asked = Arc::clone(&asked);
                async move {
                    assert_eq!(request.version(), http::Version::HTTP_2);
                    let authority = request.uri().authority().unwrap().as_str();
                    asked.lock().unwrap().insert(authority.to_owned());
                    let signed = request.headers()["authorization"].to_str().unwrap();
                    assert!(signed.contains("host;"), "{signed}");
                    Ok::<_, Infallible>(http::Response::new(Full::new(Bytes::from_static(
                        OK_BODY.as_bytes(),
                    ))))
                }
            });
            tokio::spawn(
                hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(stream), answer),
            );
        }
    });
    server
}

fn transport() -> HyperTransportBuilder {
    HyperTransport::builder().ca_certificates(certificates::trusted())
}

fn client(port: u16) -> Client {
    let transport = transport().build().unwrap();
    client_over(transport, &format!("https://localhost:{port}"))
}

fn client_over(transport: HyperTransport, endpoint: &str) -> Client {
    ClientBuilder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(endpoint)
        .credentials(Credentials::new("AKID", "hush", None))
        .transport(transport)
        .build()
        .unwrap()
        .0
}

#[tokio::test]
async fn calls_share_one_connection_and_sign_the_host_that_is_asked_for() {
    let server = server().await;
    let client = client(server.port);
    let options = CallOptions::default();
    client.send::<GetStage>(&(), &options).await.unwrap();
    let all: Vec<_> = (0..20)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let options = CallOptions::default();
                client.send::<GetStage>(&(), &options).await.map(drop)
            })
        })
        .collect();
    for call in all {
        call.await.unwrap().unwrap();
    }
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
    let host = format!("localhost:{}", server.port);
    assert_eq!(*server.asked.lock().unwrap(), BTreeSet::from([host]));
}

/// Stands between client and server. The first connection through it falls silent when told to, without being
/// closed, as when a router forgets it; all others go on.
async fn forgetful_router(server: u16) -> (u16, Arc<Notify>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let forget = Arc::new(Notify::new());
    let mut forgets = Some(Arc::clone(&forget));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let forget = forgets.take();
            tokio::spawn(async move {
                let mut server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                let passing = copy_bidirectional(&mut client, &mut server);
                match forget {
                    None => drop(passing.await),
                    Some(forget) => tokio::select! {
                        _ = passing => {}
                        () = forget.notified() => std::future::pending().await,
                    },
                }
            });
        }
    });
    (port, forget)
}

#[tokio::test]
async fn a_shared_connection_that_falls_silent_is_left_before_the_attempts_time_is_up() {
    let server = server().await;
    let (port, forget) = forgetful_router(server.port).await;
    let client = client(port);
    let options = CallOptions::default().overall_timeout(Duration::from_secs(25));
    client.send::<GetStage>(&(), &options).await.unwrap();
    forget.notify_one();
    // The attempt alone may take 30 s. If it were given up by its limit, the connection would stay in the pool,
    // and every further attempt and call would meet it again.
    client.send::<GetStage>(&(), &options).await.unwrap();
    assert_eq!(server.connections.load(Ordering::SeqCst), 2);
}

/// A proxy that is reached over TLS and speaks HTTP/2 to whom it may, as some do.
async fn proxy_over_tls(server: u16) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = certificates::acceptor_with(Tls::Good, &[b"h2", b"http/1.1"]);
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
async fn a_proxy_over_tls_is_asked_in_http1_and_the_service_behind_it_in_http2() {
    let server = server().await;
    let port = proxy_over_tls(server.port).await;
    let transport = transport().proxy(format!("https://localhost:{port}"));
    let client = client_over(transport.build().unwrap(), "https://service.test");
    let options = CallOptions::default().overall_timeout(Duration::from_secs(20));
    client.send::<GetStage>(&(), &options).await.unwrap();
    let host = "service.test".to_owned();
    assert_eq!(*server.asked.lock().unwrap(), BTreeSet::from([host]));
}
