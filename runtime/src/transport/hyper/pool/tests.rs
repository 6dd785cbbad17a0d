//! Which connections are kept, for whom, and for how long.

use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::time::Instant;

use super::super::HyperTransport;
use super::super::tests::{OK, Server, send};
use super::{IDLE, MOST_IDLE, Pool};
use crate::transport::TransportLimits;

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

async fn ask(transport: &HyperTransport, server: &Server) {
    let answer = send(
        transport,
        server.request("http"),
        TransportLimits::default(),
    )
    .await
    .unwrap();
    assert_eq!(answer.body(), "ok");
}

fn idle(pool: &Pool) -> usize {
    let rooms = pool.lock();
    let hosts = rooms.0.iter().flat_map(|room| &room.hosts);
    hosts.map(|host| host.idle.len()).sum()
}

#[test]
fn each_runtime_has_connections_of_its_own() {
    let theirs = Builder::new_multi_thread()
        .enable_all()
        .worker_threads(1)
        .build()
        .unwrap();
    let server = theirs.block_on(Server::new(&[OK; 10]));
    let connections = || server.connections.load(Ordering::Relaxed);
    let transport = HyperTransport::default();
    let (one, other) = (runtime(), runtime());
    one.block_on(ask(&transport, &server));
    // The first stands still now, so nobody would say that its connection has an answer.
    other.block_on(ask(&transport, &server));
    assert_eq!(connections(), 2);
    one.block_on(ask(&transport, &server));
    other.block_on(ask(&transport, &server));
    assert_eq!((connections(), idle(&transport.pool)), (2, 2));
    // What a runtime leaves behind is of no use, and goes with the next connection that is kept.
    drop(one);
    let third = runtime();
    third.block_on(ask(&transport, &server));
    assert_eq!((connections(), idle(&transport.pool)), (3, 2));
}

#[tokio::test]
async fn what_waits_too_long_is_closed_and_the_room_with_it() {
    let server = Server::new(&[OK; 10]).await;
    let transport = HyperTransport::default();
    ask(&transport, &server).await;
    let pool = &transport.pool;
    let id = tokio::runtime::Handle::current().id();

    let early = Instant::now() + IDLE - Duration::from_secs(30);
    let (old, next) = pool.lock().sweep(id, early);
    assert!(old.is_empty() && next.is_some_and(|next| next > early));
    assert_eq!(idle(pool), 1);

    let (old, next) = pool.lock().sweep(id, Instant::now() + IDLE);
    assert_eq!((old.len(), next, idle(pool)), (1, None, 0));
    assert!(pool.lock().0.is_empty());
    old.into_iter().for_each(|idle| idle.line.close());
    ask(&transport, &server).await;
    assert_eq!(server.connections.load(Ordering::Relaxed), 2);
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn what_calls_share_is_not_used_after_it_was_idle_for_too_long() {
    use hyper_util::rt::{TokioExecutor, TokioIo};

    let pool = Pool::default();
    let uri = http::Uri::from_static("https://service.test/");
    let destination = super::super::destination(&uri).unwrap();
    let (near, _far) = tokio::io::duplex(1024);
    let opening =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(near)).await;
    let (sender, _connection) = opening.unwrap();
    drop(pool.share(&destination, sender));
    assert!(pool.take(&destination).is_some());
    // As if the sweeper, and with it all of the runtime, had stood still.
    for host in pool.lock().0.iter_mut().flat_map(|room| &mut room.hosts) {
        host.shared.as_mut().unwrap().used -= IDLE;
    }
    assert!(pool.take(&destination).is_none());
}

#[tokio::test]
async fn a_burst_leaves_no_more_connections_than_are_kept() {
    let server = Server::new(&[OK; 1]).await;
    let transport = HyperTransport::default();
    let pool = &transport.pool;
    let destination = super::super::destination(server.request("http").uri()).unwrap();
    for _ in 0..MOST_IDLE + 10 {
        let way = transport.open(&destination, Duration::from_secs(20)).await;
        let Ok(super::Way::Own(line)) = way else {
            panic!("no connection");
        };
        pool.put(&destination, line);
    }
    assert_eq!(idle(pool), MOST_IDLE);
}

#[tokio::test]
async fn a_transport_that_is_dropped_leaves_no_task_behind() {
    let server = Server::new(&[OK; 2]).await;
    let metrics = tokio::runtime::Handle::current().metrics();
    let before = metrics.num_alive_tasks();
    let transport = HyperTransport::default();
    ask(&transport, &server).await;
    // The server's task for the connection, and the sweeper.
    assert_eq!(metrics.num_alive_tasks(), before + 2);
    drop(transport);
    for _ in 0..1000 {
        if metrics.num_alive_tasks() == before {
            return;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    panic!("{} tasks, {before} before", metrics.num_alive_tasks());
}

#[test]
fn a_connection_that_was_closed_while_the_thread_was_busy_is_not_used() {
    let theirs = Builder::new_multi_thread()
        .enable_all()
        .worker_threads(1)
        .build()
        .unwrap();
    // Closes after each answer without a word.
    let server = theirs.block_on(Server::new(&[OK]));
    let transport = HyperTransport::default();
    runtime().block_on(async {
        for _ in 0..3 {
            ask(&transport, &server).await;
            std::thread::sleep(super::super::UNSEEN + Duration::from_millis(100));
        }
    });
    assert_eq!(server.connections.load(Ordering::Relaxed), 3);
}
