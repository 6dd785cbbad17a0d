//! A soak test: many calls of one client against a server with random faults.
//!
//! ```text
//! cargo run --release -p e2e-tests --example soak -- [--seconds 300] [--seed N] [--calls 64]
//! ```
//!
//! It counts what must not happen, and exits with 1 if any count is not 0:
//!
//! - lost: a call that succeeds without being executed, has the response of another call, or never ends;
//! - late: a call that exceeds its time-out by more than a second;
//! - doubled: a creating call under safe retries that was executed twice;
//! - leaked: connections, tasks and file descriptors that are left at the end.
//!
//! It also exits with 1 if no call succeeds, or if more calls fail than the server has caused. The calls use HTTP/1.1
//! without TLS.

mod server;

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use generated_sdk::{CallOptions, Client, Credentials, Error, Retries, Timeouts};
use tokio::runtime::Handle;
use tokio::task::JoinSet;

use crate::server::{Random, Server};

/// The time-out of a call.
const LIMIT: Duration = Duration::from_secs(2);
/// How much a call may exceed it on a busy machine.
const TOLERANCE: Duration = Duration::from_secs(1);
/// A call that takes longer never ends.
const NEVER: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Counts {
    calls: AtomicU64,
    succeeded: AtomicU64,
    failed: AtomicU64,
    dropped: AtomicU64,
    lost: AtomicU64,
    late: AtomicU64,
}

fn add(count: &AtomicU64) {
    count.fetch_add(1, Ordering::SeqCst);
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let (mut seconds, mut seed, mut calls) = (300, 1, 64);
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse::<u64>().ok());
        match (&*name, value) {
            ("--seconds", Some(value)) => seconds = value,
            ("--seed", Some(value)) => seed = value,
            ("--calls", Some(value)) => calls = value.max(1),
            _ => {
                eprintln!("usage: soak [--seconds N] [--seed N] [--calls N]");
                return ExitCode::from(2);
            }
        }
    }
    match soak(Duration::from_secs(seconds), seed, calls).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// Keeps `parallel` calls running until the time is over. Returns whether all counts are 0.
async fn soak(
    time: Duration,
    seed: u64,
    parallel: u64,
) -> Result<bool, Box<dyn std::error::Error>> {
    let random = Arc::new(Random::new(seed));
    let server = Arc::new(Server::start(Arc::clone(&random)).await?);
    let counts = Arc::new(Counts::default());
    let (tasks_before, files_before) =
        (Handle::current().metrics().num_alive_tasks(), open_files());
    let client = Client::builder()
        .endpoint_url(format!("http://127.0.0.1:{}", server.port))
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret", None))
        .timeouts(Timeouts::default().attempt(Duration::from_millis(500)).overall(LIMIT))
        .build()?;

    let end = Instant::now() + time;
    let mut workers = JoinSet::new();
    for worker in 0..parallel {
        let (client, server) = (client.clone(), Arc::clone(&server));
        let (counts, random) = (Arc::clone(&counts), Arc::clone(&random));
        workers.spawn(async move {
            let mut number = 0_u64;
            while Instant::now() < end {
                number += 1;
                call(&client, &server, &counts, &random, &format!("{worker}-{number}")).await;
            }
        });
    }
    workers.join_all().await;
    drop(client);

    let leaked = leaked(&server, tasks_before, files_before).await;
    let get = |count: &AtomicU64| count.load(Ordering::SeqCst);
    let (lost, late) = (get(&counts.lost), get(&counts.late));
    let doubled = server.doubled();
    println!(
        "seed {seed}: {} calls in {time:?}: {} succeeded, {} failed, {} dropped; {} requests, {} of them with a fault",
        get(&counts.calls),
        get(&counts.succeeded),
        get(&counts.failed),
        get(&counts.dropped),
        server.requests(),
        server.faults(),
    );
    println!("lost {lost}, late {late}, doubled {doubled}, leaked {leaked}");
    let (succeeded, failed) = (get(&counts.succeeded), get(&counts.failed));
    let is_plausible = succeeded > 0 && failed <= server.faults();
    if !is_plausible {
        println!("too few calls succeed for the faults of the server");
    }
    Ok(is_plausible && lost == 0 && late == 0 && doubled == 0 && leaked == 0)
}

/// Makes one call and verifies its outcome. Every tenth one is dropped after a random time.
async fn call(client: &Client, server: &Server, counts: &Counts, random: &Random, name: &str) {
    add(&counts.calls);
    let creates = random.below(2) == 0;
    let begun = Instant::now();
    let calling = async {
        let stage = if creates {
            let safe = CallOptions::default().retries(Retries::standard().only_safe());
            client.create_stage().name(name).options(safe).send().await?.stage
        } else {
            client.get_stage(name).send().await?.stage
        };
        Ok::<_, Error>(stage.unwrap_or_default().arn)
    };
    let patience = match random.below(10) {
        0 => Duration::from_millis(random.below(50)),
        _ => NEVER,
    };
    match tokio::time::timeout(patience, calling).await {
        Err(_) if patience < NEVER => add(&counts.dropped),
        Err(_) => add(&counts.lost),
        Ok(Ok(arn)) => {
            add(&counts.succeeded);
            if arn != name || (creates && server.created(name) == 0) {
                add(&counts.lost);
            }
        }
        Ok(Err(_)) => add(&counts.failed),
    }
    if begun.elapsed() > LIMIT + TOLERANCE {
        add(&counts.late);
    }
}

/// The connections, tasks and file descriptors that are left two seconds after the client was dropped.
async fn leaked(server: &Server, tasks_before: usize, files_before: usize) -> usize {
    let count = || {
        let connections = usize::try_from(server.open_connections()).unwrap_or_default();
        let tasks = Handle::current().metrics().num_alive_tasks();
        connections + tasks.saturating_sub(tasks_before) + open_files().saturating_sub(files_before)
    };
    for _ in 0..40 {
        if count() == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    count()
}

/// The open file descriptors of this process; 0 where the operating system does not list them.
fn open_files() -> usize {
    std::fs::read_dir("/proc/self/fd").map_or(0, |files| files.count())
}
