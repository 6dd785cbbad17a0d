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
use sdk_runtime::transport::HyperTransport;
use sdk_runtime::{Builder, CallOptions, Client, Credentials, Environment};
use tokio::io::copy_bidirectional;
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

fn client(port: u16) -> Client {
    let transport = HyperTransport::builder()
        .ca_certificates(certificates::trusted())
        .build()
        .unwrap();
    Builder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(format!("https://localhost:{port}"))
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
