//! IVS RealTime on a loopback port, for any client: `cargo run -p e2e-tests --bin simulator -- --help`.

use clap::Parser;
use e2e_tests::client::Error;
use e2e_tests::simulator::{Resource, Simulator};
use serde_json::json;
use std::collections::BTreeSet;
use std::io::{self, stdin};
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// The time limit for each number of held responses.
const LIMIT: Duration = Duration::from_secs(30);

/// Serves IVS RealTime on a loopback port until Ctrl-C.
///
/// Prints the environment variables with which the AWS CLI, boto3 or an SDK calls it, and a comment for each stage
/// that it has created.
#[derive(Debug, Parser)]
#[command(name = "simulator", after_help = EXAMPLES)]
struct Flags {
    /// The number of stages that exist at the start.
    #[arg(long, value_name = "N", default_value_t = 0)]
    stages: usize,
    /// The number of participants that are connected to each of these stages.
    #[arg(long, value_name = "N", default_value_t = 0, requires = "stages")]
    participants: usize,
    /// For the test `in_flight`: holds all responses until N requests are in flight, and prints each N that is
    /// reached; the last is the total.
    ///
    /// Prints endpoint URL, access key ID and secret. Each line on standard input starts the next step: hold
    /// responses, release them, print the totals. Client and server in one process would need twice the open files.
    #[arg(long, value_name = "N", num_args = 1.., conflicts_with_all = ["stages", "participants"])]
    hold: Vec<usize>,
}

const EXAMPLES: &str = "\
Examples:
  cargo run -p e2e-tests --bin simulator
  cargo run -p e2e-tests --bin simulator -- --stages 2 --participants 3";

fn main() -> Result<(), Error> {
    let flags = Flags::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match flags.hold.is_empty() {
        true => runtime.block_on(serve(&flags)),
        false => Ok(runtime.block_on(hold(&flags.hold))?),
    }
}

/// Serves until the process is ended.
async fn serve(flags: &Flags) -> Result<(), Error> {
    // The default quota is 100 stages.
    let quota = flags.stages.saturating_add(100);
    let simulator = Simulator::builder().quota(Resource::Stage, quota).start().await?;
    println!("export AWS_ENDPOINT_URL={}", simulator.endpoint_url());
    println!("export AWS_ACCESS_KEY_ID={}", simulator.access_key_id());
    println!("export AWS_SECRET_ACCESS_KEY={}", simulator.secret_access_key());
    if let Some(token) = simulator.session_token() {
        println!("export AWS_SESSION_TOKEN={token}");
    }
    println!("export AWS_REGION={0} AWS_DEFAULT_REGION={0}", simulator.region());
    for number in 1..=flags.stages {
        println!("{}", stage(&simulator, number, flags.participants).await?);
    }
    std::future::pending().await
}

/// Creates a stage with connected participants, and returns a comment for a shell that names them.
async fn stage(simulator: &Simulator, number: usize, participants: usize) -> Result<String, Error> {
    let client = simulator.raw_client();
    let created = client.call("CreateStage", &json!({"name": format!("stage-{number}")})).await?;
    let created = created.json();
    let arn = created["stage"]["arn"].as_str().ok_or("the stage has an ARN")?;
    let mut comment = format!("# stage {arn}");
    for number in 1..=participants {
        let input = json!({"stageArn": arn, "userId": format!("user-{number}")});
        let created = client.call("CreateParticipantToken", &input).await?.json();
        let token = created["participantToken"]["token"].as_str().ok_or("there is a token")?;
        let presence = simulator.join(token);
        let presence = presence.map_err(|error| format!("a participant cannot join: {error:?}"))?;
        if number == 1 {
            comment.push_str(&format!(", session {}, participants", presence.session_id));
        }
        comment.push_str(&format!(" {}", presence.participant_id));
    }
    Ok(comment)
}

async fn hold(sizes: &[usize]) -> io::Result<()> {
    let simulator = Simulator::start().await?;
    println!("{}", simulator.endpoint_url());
    println!("{}", simulator.access_key_id());
    println!("{}", simulator.secret_access_key());

    next_line().await?;
    simulator.hold();
    println!("holding");
    for size in sizes {
        match timeout(LIMIT, simulator.held(*size)).await {
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
