//! Connections that do not come about.

use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::super::HyperTransport;
use super::{Server, send};
use crate::transport::{Transport as _, TransportErrorKind, TransportLimits};

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
async fn a_password_in_a_uri_is_not_told() {
    let request = http::Request::get("http://me:hush@127.0.0.1:1/")
        .body(Bytes::new())
        .unwrap();
    let transport = HyperTransport::default();
    let sending = send(&transport, request, TransportLimits::default());
    let error = sending.await.unwrap_err();
    assert!(error.to_string().contains(" 127.0.0.1:1"), "{error}");
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
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

#[tokio::test]
async fn a_host_that_is_not_given_is_told_to_the_server() {
    for (uri, expected) in [
        (
            "http://127.0.0.1:PORT/a?b",
            "GET /a?b HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\n\r\n",
        ),
        (
            "http://me:hush@127.0.0.1:PORT",
            "GET / HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\n\r\n",
        ),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut seen = vec![0; 1024];
            let length = stream.read(&mut seen).await.unwrap();
            stream.write_all(super::OK.as_bytes()).await.unwrap();
            String::from_utf8(seen[..length].to_vec()).unwrap()
        });
        let request = http::Request::get(uri.replace("PORT", &port))
            .body(Bytes::new())
            .unwrap();
        let transport = HyperTransport::default();
        send(&transport, request, TransportLimits::default())
            .await
            .unwrap();
        assert_eq!(serving.await.unwrap(), expected.replace("PORT", &port));
    }
}

#[tokio::test]
async fn a_uri_without_a_host_is_refused() {
    for uri in ["/path", "ftp://host/", "host"] {
        let request = http::Request::get(uri).body(Bytes::new()).unwrap();
        let transport = HyperTransport::default();
        let sending = send(&transport, request, TransportLimits::default());
        let error = sending.await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration, "{uri}");
    }
}
