//! The simulator as a separate process that holds all responses until a number of requests are in flight.
//!
//! For the test `in_flight`: client and server in one process would need twice the open files. The arguments
//! are the numbers of held responses to report; the last is the total. It prints endpoint URL, access key id and
//! secret. Each line on standard input starts the next step: hold responses, release them, print the totals.

use e2e_tests::simulator::Simulator;
use std::collections::BTreeSet;
use std::io::{self, stdin};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The time limit for each number of held responses.
const LIMIT: Duration = Duration::from_secs(30);

fn main() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
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
        match timeout(LIMIT, simulator.held(size)).await {
            Ok(()) => println!("{size} are held"),
            Err(_) => println!("only {} are held", simulator.holding()),
        }
    }

    next_line().await?;
    simulator.release();

    next_line().await?;
    let requests = simulator.requests();
    let ids = requests.iter().flat_map(|it| it.header("amz-sdk-invocation-id"));
    let calls: BTreeSet<_> = ids.collect();
    println!("{} requests of {} calls", requests.len(), calls.len());
    Ok(())
}

/// Waits for a line or the end of standard input.
async fn next_line() -> io::Result<()> {
    spawn_blocking(|| stdin().read_line(&mut String::new())).await??;
    Ok(())
}
