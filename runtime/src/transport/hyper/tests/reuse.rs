//! When a connection carries another request, and when it must not.

use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;

use super::super::HyperTransport;
use super::{OK, Server, read_head, send};
use crate::transport::{TransportErrorKind, TransportLimits};

/// The connections that it takes to ask so many times, and the last answer.
async fn connections(answers: &'static [&'static str], asked: usize) -> (usize, Bytes) {
    let server = Server::new(answers).await;
    let transport = HyperTransport::default();
    let mut last = Bytes::new();
    for _ in 0..asked {
        let request = server.request("http");
        let answer = send(&transport, request, TransportLimits::default()).await;
        last = answer.unwrap().into_body();
    }
    (server.connections.load(Ordering::Relaxed), last)
}

#[tokio::test]
async fn an_answer_says_whether_its_connection_stays() {
    for (answer, expected) in [
        ("HTTP/1.1 204 No Content\r\n\r\n", 1),
        ("HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n", 1),
        (
            "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            1,
        ),
        (
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            3,
        ),
        ("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n", 3),
    ] {
        let answers: &'static [&'static str] = Box::leak(vec![answer; 3].into_boxed_slice());
        let (opened, body) = connections(answers, 3).await;
        assert_eq!((opened, &*body), (expected, &b""[..]), "{answer}");
    }
}

#[tokio::test]
async fn what_a_server_says_unasked_answers_nobody() {
    const MORE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nevil";
    assert_eq!(connections(&[MORE; 3], 3).await, (3, "ok".into()));
}

#[tokio::test]
async fn a_farewell_to_an_idle_connection_answers_nobody() {
    const FAREWELL: &[u8] = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\n\r\n";
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (told, mut tells) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            assert!(read_head(&mut stream).await);
            stream.write_all(OK.as_bytes()).await.unwrap();
            // The answer has to be read for itself.
            tokio::time::sleep(Duration::from_millis(50)).await;
            stream.write_all(FAREWELL).await.unwrap();
            told.send(stream).await.unwrap();
        }
    });
    let transport = HyperTransport::default();
    // They stay open, so that the farewell is all that tells.
    let mut open = Vec::new();
    for _ in 0..2 {
        let request = http::Request::get(format!("http://{address}/")).body(Bytes::new());
        let answer = send(&transport, request.unwrap(), TransportLimits::default()).await;
        assert_eq!(answer.unwrap().body(), "ok");
        open.push(tells.recv().await.unwrap());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_request_that_was_sent_is_not_sent_again() {
    let server = Server::new(&[OK, ""]).await;
    let transport = HyperTransport::default();
    for expected in [None, Some(TransportErrorKind::Reset)] {
        let request = server.request("http");
        let answer = send(&transport, request, TransportLimits::default()).await;
        assert_eq!(answer.err().map(|error| error.kind()), expected);
    }
    // The second was read by the server, on the connection of the first, and came nowhere else.
    assert_eq!(server.connections.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn an_answer_to_half_a_request_is_taken_and_its_connection_left() {
    const TOO_MUCH: &[u8] = b"HTTP/1.1 413 Content Too Large\r\ncontent-length: 2\r\n\r\nno";
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut all = Vec::new();
        for _ in 0..2 {
            let (mut stream, _) = listener.accept().await.unwrap();
            assert!(read_head(&mut stream).await);
            stream.write_all(TOO_MUCH).await.unwrap();
            all.push(stream);
        }
        std::future::pending::<()>().await;
    });
    let transport = HyperTransport::default();
    for _ in 0..2 {
        // More than lies between two sockets.
        let request = http::Request::post(format!("http://{address}/")).body(vec![0; 32 << 20]);
        let request = request.unwrap().map(Bytes::from);
        let answer = send(&transport, request, TransportLimits::default()).await;
        assert_eq!(answer.unwrap().body(), "no");
    }
}
