//! IVS RealTime in a process of its own, which holds its answers until a crowd of calls is there.
//!
//! For the test `crowd`: 10,000 calls in flight take 10,000 connections, and client and service together
//! would need twice as many open files as most machines allow one process. Its arguments are the sizes at
//! which it says that so many are there; the last is that of the crowd. It prints address, key id and secret;
//! at each line that comes on its standard input it goes a step on: holds its answers, lets them out, and last
//! says what it has seen.

use e2e_tests::simulator::Simulator;
use std::collections::BTreeSet;
use std::io::{self, stdin};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// Calls that are not there by then will never be.
const PATIENCE: Duration = Duration::from_secs(30);

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve())
}

async fn serve() -> io::Result<()> {
    let sizes: Result<Vec<usize>, _> = std::env::args().skip(1).map(|it| it.parse()).collect();
    let sizes = sizes.map_err(io::Error::other)?;
    let simulator = Simulator::start().await?;
    println!("{}", simulator.endpoint_url());
    println!("{}", simulator.access_key_id());
    println!("{}", simulator.secret_access_key());

    next_line().await?;
    simulator.hold();
    println!("holding");
    for size in sizes {
        match timeout(PATIENCE, simulator.held(size)).await {
            Ok(()) => println!("{size} are held"),
            Err(_) => println!("only {} are held", simulator.holding()),
        }
    }

    next_line().await?;
    simulator.release();

    next_line().await?;
    let requests = simulator.requests();
    let ids = requests
        .iter()
        .flat_map(|it| it.header("amz-sdk-invocation-id"));
    let calls: BTreeSet<_> = ids.collect();
    println!("{} requests of {} calls", requests.len(), calls.len());
    Ok(())
}

/// Waits for a line, or for the end of whoever writes them.
async fn next_line() -> io::Result<()> {
    spawn_blocking(|| stdin().read_line(&mut String::new())).await??;
    Ok(())
}
