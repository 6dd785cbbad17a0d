//! HTTP/2, where the server offers it.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use sdk_runtime::transport::HyperTransport;
use sdk_runtime::{Builder, CallOptions, Credentials, Environment};
use tokio::net::TcpListener;

use crate::act::OK_BODY;
use crate::certificates::{self, Tls};
use crate::service::{GetStage, Service};

#[tokio::test]
async fn calls_share_one_connection_and_sign_the_host_that_is_asked_for() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&connections);
    let acceptor = certificates::acceptor_with(Tls::Good, &[b"h2"]);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counter.fetch_add(1, Ordering::SeqCst);
            let stream = acceptor.accept(stream).await.unwrap();
            let answer = service_fn(move |request: http::Request<_>| async move {
                assert_eq!(request.version(), http::Version::HTTP_2);
                let authority = request.uri().authority().unwrap().as_str().to_owned();
                assert_eq!(authority, format!("localhost:{port}"));
                let signed = request.headers()["authorization"].to_str().unwrap();
                assert!(signed.contains("host;"), "{signed}");
                Ok::<_, Infallible>(http::Response::new(Full::new(Bytes::from_static(
                    OK_BODY.as_bytes(),
                ))))
            });
            tokio::spawn(
                hyper::server::conn::http2::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(stream), answer),
            );
        }
    });
    let transport = HyperTransport::builder()
        .ca_certificates(certificates::trusted())
        .build()
        .unwrap();
    let client = Builder::<Service>::new(Environment::empty())
        .region("eu-west-1")
        .endpoint_url(format!("https://localhost:{port}"))
        .credentials(Credentials::new("AKID", "hush", None))
        .transport(transport)
        .build()
        .unwrap()
        .0;
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
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
