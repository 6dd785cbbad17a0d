//! The fault table: the outcome of a call under each fault of network, service and system.
//!
//! Each row runs twice against a loopback server with that fault: a read-only call under standard
//! retries, and a creating call under safe retries. No call may hang, none may be executed twice
//! under safe retries, and once the fault is over, the same client must reach the server.
//!
//! `cargo test -p sdk-runtime --test faults -- --nocapture` prints the table with attempts and outcome: the rows of
//! `rows.rs`, and those of `scenarios.rs` that one call to a faulty server does not show.

#[cfg(feature = "http2")]
mod http2;
mod network;
mod row;
mod rows;
mod scenarios;
mod server;
mod service;
mod settings;

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use sdk_runtime::{CallOptions, Client, Environment};
use tokio::sync::Semaphore;

use self::row::run;
use self::server::{Action, OK_BODY, Server, request_id, response};
use self::service::{GetStage, builder};

/// The number of rows that run at the same time. More would exceed time-outs on a slow machine.
const CONCURRENT_ROWS: usize = 16;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_has_the_expected_outcome() {
    let mut problems = Vec::new();
    let mut lines = vec![
        format!(
            "{:<50} | {:<42} | {:<42}",
            "fault", "read, standard retries", "create, safe retries"
        ),
        format!("{:-<50} | {:-<42} | {:-<42}", "", "", ""),
    ];
    let permits = Arc::new(Semaphore::new(CONCURRENT_ROWS));
    let running: Vec<_> = rows::all()
        .into_iter()
        .map(|row| {
            let permits = Arc::clone(&permits);
            tokio::spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                let read = run(&row, false).await;
                let create = run(&row, true).await;
                (row, read, create)
            })
        })
        .collect();
    let count = running.len();
    assert!(count >= 40, "{count} rows");
    for row in running {
        let (row, read, create) = row.await.expect("a row panicked");
        lines.push(format!("{:<50} | {read} | {create}", row.name));
        for (result, expected, what) in [(read, row.read, "read"), (create, row.create, "create")] {
            for problem in result.problems(&row, expected) {
                problems.push(format!("{}, {what}: {problem}", row.name));
            }
        }
    }
    println!("{}\n{count} faults", lines.join("\n"));
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

async fn get(client: &Client) -> Result<(), sdk_runtime::Error> {
    client.send::<GetStage>(&(), &CallOptions::default()).await.map(drop)
}

fn client(server: &Server) -> Client {
    let url = format!("http://127.0.0.1:{}", server.port);
    builder(Environment::empty(), &url).build().unwrap().0
}

#[tokio::test]
async fn a_client_is_usable_after_calls_are_dropped_at_any_time() {
    let slow =
        Action::Drip(response(200, &[request_id()], OK_BODY.as_bytes()), Duration::from_millis(1));
    let server = Server::start(&[slow], None).await;
    let client = client(&server);
    // A whole call takes about 100 ms, so these are dropped while they connect, wait, read the head
    // or read the body; the last ones complete.
    let mut dropped = 0;
    for after in (0..200).step_by(4) {
        let calling = tokio::time::timeout(Duration::from_millis(after), get(&client)).await;
        match calling {
            Ok(outcome) => outcome.expect("a call that is not dropped succeeds"),
            Err(_) => dropped += 1,
        }
    }
    assert!(dropped > 5, "{dropped}");
    server.recover();
    let before = server.connections.load(Ordering::SeqCst);
    for _ in 0..20 {
        get(&client).await.expect("the client is usable");
    }
    // One connection serves them all: dropped calls leave nothing behind.
    let more = server.connections.load(Ordering::SeqCst) - before;
    assert!(more <= 1, "{more} new connections");
}

#[tokio::test]
async fn a_client_is_usable_after_calls_are_dropped_between_polls() {
    let server =
        Server::start(&[Action::Respond(503, vec![request_id()], b"{}".to_vec())], None).await;
    let client = client(&server);
    for polls in 0..40 {
        let mut calling = Box::pin(get(&client));
        let mut left = polls;
        let is_complete = std::future::poll_fn(|context| {
            if left == 0 {
                return std::task::Poll::Ready(false);
            }
            left -= 1;
            calling.as_mut().poll(context).map(|_| true)
        })
        .await;
        drop(calling);
        if is_complete {
            break;
        }
    }
    server.recover();
    get(&client).await.expect("the client is usable");
}
