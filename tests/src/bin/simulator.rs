//! IVS RealTime on a loopback port, for any client: `cargo run -p e2e-tests --bin simulator`.
//!
//! Prints the environment variables with which the AWS CLI, boto3 or an SDK calls it, and serves until Ctrl-C.
//!
//! `--hold N…` is for the test `in_flight`, for which client and server in one process would need twice the open
//! files: it holds all responses until N requests are in flight, and prints each N that is reached; the last is the
//! total. It prints endpoint URL, access key ID and secret. Each line on standard input starts the next step: hold
//! responses, release them, print the totals.

use e2e_tests::simulator::Simulator;
use std::collections::BTreeSet;
use std::io::{self, stdin};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The time limit for each number of held responses.
const LIMIT: Duration = Duration::from_secs(30);

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match arguments.split_first() {
        None => runtime.block_on(serve()),
        Some((flag, sizes)) if flag == "--hold" => runtime.block_on(hold(sizes)),
        Some(_) => Err(io::Error::other("usage: simulator [--hold N…]")),
    }
}

/// Serves until the process is ended.
async fn serve() -> io::Result<()> {
    let simulator = Simulator::start().await?;
    println!("export AWS_ENDPOINT_URL={}", simulator.endpoint_url());
    println!("export AWS_ACCESS_KEY_ID={}", simulator.access_key_id());
    println!("export AWS_SECRET_ACCESS_KEY={}", simulator.secret_access_key());
    if let Some(token) = simulator.session_token() {
        println!("export AWS_SESSION_TOKEN={token}");
    }
    println!("export AWS_REGION={0} AWS_DEFAULT_REGION={0}", simulator.region());
    std::future::pending().await
}

async fn hold(sizes: &[String]) -> io::Result<()> {
    let sizes: Result<Vec<usize>, _> = sizes.iter().map(|size| size.parse()).collect();
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
