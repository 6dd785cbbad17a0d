//! Answers that come, and those that do not come whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use bytes::Bytes;
use tokio::net::TcpListener;

use super::super::HyperTransport;
use super::{OK, Server, fails, send};
use crate::transport::{Transport as _, TransportErrorKind, TransportLimits};

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

#[tokio::test]
async fn a_streamed_answer_that_is_read_frees_its_connection() {
    const TWO: &str =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n2\r\n!!\r\n0\r\n\r\n";
    let server = Server::new(&[TWO; 10]).await;
    let transport = HyperTransport::default();
    let ask = || async {
        let mut request = server.request("http");
        request
            .extensions_mut()
            .insert(crate::transport::StreamResponse);
        let mut answer = send(&transport, request, TransportLimits::default())
            .await
            .unwrap();
        answer
            .extensions_mut()
            .remove::<crate::ByteStream>()
            .unwrap()
    };
    for _ in 0..3 {
        assert_eq!(ask().await.collect().await.unwrap(), "ok!!");
    }
    assert_eq!(server.connections.load(Ordering::Relaxed), 1);
    // One that is given up closes its connection: nobody knows how much is still to come.
    let mut stream = ask().await;
    assert_eq!(stream.next().await.unwrap().unwrap(), "ok");
    drop(stream);
    assert_eq!(ask().await.collect().await.unwrap(), "ok!!");
    assert_eq!(server.connections.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_call_of_a_task_that_has_done_much_is_not_forgotten() {
    // tokio lets a task do 128 things at a time, and then says that nothing is ready and wakes it again.
    // Whatever a call was doing then, it has to go on.
    for left in 1..12 {
        let server = Server::new(&[OK; 2]).await;
        let transport = HyperTransport::default();
        for _ in 0..2 {
            let mut calling = transport.send(server.request("http"), TransportLimits::default());
            let busy = std::future::poll_fn(|context| {
                for _ in left..128 {
                    let mut something = std::pin::pin!(tokio::task::consume_budget());
                    if something.as_mut().poll(context).is_pending() {
                        return std::task::Poll::Pending;
                    }
                }
                calling.as_mut().poll(context)
            });
            // A call that was forgotten is found again when the time is up.
            let begun = std::time::Instant::now();
            let answer = tokio::time::timeout(super::PATIENCE, busy).await;
            assert_eq!(answer.unwrap().unwrap().body(), "ok");
            assert!(begun.elapsed() < super::PATIENCE / 2, "{left} left");
        }
    }
}

/// Counts how often a task is woken.
struct Bell {
    task: Waker,
    rings: AtomicUsize,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rings.fetch_add(1, Ordering::Relaxed);
        self.task.wake_by_ref();
    }
}

#[tokio::test]
async fn an_answer_wakes_its_call_once() {
    let server = Server::new(&[OK; 3]).await;
    let transport = HyperTransport::default();
    let task = std::future::poll_fn(|context| Poll::Ready(context.waker().clone())).await;
    // The first one also waits for its connection.
    for number in 0..3 {
        let bell = Arc::new(Bell {
            task: task.clone(),
            rings: AtomicUsize::new(0),
        });
        let waker = Waker::from(Arc::clone(&bell));
        let mut calling = transport.send(server.request("http"), TransportLimits::default());
        let calling =
            std::future::poll_fn(|_| calling.as_mut().poll(&mut Context::from_waker(&waker)));
        let answer = tokio::time::timeout(super::PATIENCE, calling).await;
        assert_eq!(answer.unwrap().unwrap().body(), "ok");
        let rings = bell.rings.load(Ordering::Relaxed);
        assert!(number == 0 || rings == 1, "{rings}");
    }
}
