//! The server of the benchmarks, and what the call programs share: inputs and the measured loop.
//!
//! A program implements [`Calls`] and runs [`main`]. Independent of any SDK.

pub mod server;

use std::error::Error;
use std::fs;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;
use tokio::runtime::Builder;
use tokio::task::JoinSet;

pub const REGION: &str = "us-east-1";
pub const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
pub const STAGE_ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl";
pub const CHANNEL_ARN: &str = "arn:aws:ivs:us-east-1:123456789012:channel/MnOpQrStUvWx";
pub const ENCODER_ARN: &str =
    "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/a1B2c3D4e5F6";
pub const STORAGE_ARN: &str =
    "arn:aws:ivs:us-east-1:123456789012:storage-configuration/g7H8i9J0k1L2";
pub const PAGE_SIZE: u8 = 50;
/// Explicit, so that no client generates one.
pub const IDEMPOTENCY_TOKEN: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// The tags of StartComposition, as many as the service accepts: `tag-07` is `value of tag 07`.
pub fn tags() -> impl Iterator<Item = (String, String)> {
    (0..50).map(|n| (format!("tag-{n:02}"), format!("value of tag {n:02}")))
}

/// Any error of any client.
pub type Problem = Box<dyn Error + Send + Sync>;

/// A client. Each call builds its input, sends it, and returns a number from a nested member of the
/// response, so that the whole response must be decoded.
pub trait Calls: Clone + Send + Sync + 'static {
    /// A client for `endpoint` with static credentials.
    fn new(endpoint: &str) -> impl Future<Output = Result<Self, Problem>>;
    /// The length of the stage's name.
    fn get_stage(&self) -> impl Future<Output = Result<usize, Problem>> + Send;
    /// The number of tags of all stages.
    fn list_stages(&self) -> impl Future<Output = Result<usize, Problem>> + Send;
    /// The number of tags of the composition; clients of other generators do not have it.
    fn start_composition(&self) -> impl Future<Output = Result<usize, Problem>> + Send {
        async { Err("the client does not have this operation".into()) }
    }
}

/// Runs `PROGRAM ENDPOINT OPERATION IN-FLIGHT WARM-UP LIMIT`, where LIMIT is a number of calls or
/// seconds (`10s`), and prints the measurements of the calls after the warm-up as JSON.
pub fn main<C: Calls>() -> Result<(), Problem> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, operation, in_flight, warm_up, limit] = arguments.as_slice() else {
        return Err("usage: PROGRAM ENDPOINT OPERATION IN-FLIGHT WARM-UP LIMIT".into());
    };
    let (operation, in_flight, warm_up): (_, u64, u64) =
        (operation.parse()?, in_flight.parse()?, warm_up.parse()?);
    let limit = match limit.strip_suffix('s') {
        Some(seconds) => Limit::Time(Duration::from_secs(seconds.parse()?)),
        None => Limit::Calls(limit.parse()?),
    };
    // One thread in every program: the work is compared, not how it is distributed.
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = C::new(endpoint).await?;
        run(&client, operation, in_flight.min(warm_up), Limit::Calls(warm_up)).await?;
        // Resets the peak of the resident memory, see proc_pid_clear_refs(5).
        fs::write("/proc/self/clear_refs", "5")?;
        let idle = memory("VmRSS:")?;
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let calls = run(&client, operation, in_flight, limit).await?;
        let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
        let peak = memory("VmHWM:")?;
        println!(
            r#"{{"calls":{calls},"wall":{wall},"cpu":{cpu},"idle_memory":{idle},"peak_memory":{peak}}}"#
        );
        Ok(())
    })
}

#[derive(Clone, Copy)]
enum Operation {
    GetStage,
    ListStages,
    StartComposition,
}

impl FromStr for Operation {
    type Err = Problem;

    fn from_str(name: &str) -> Result<Self, Problem> {
        match name {
            "get-stage" => Ok(Self::GetStage),
            "list-stages" => Ok(Self::ListStages),
            "start-composition" => Ok(Self::StartComposition),
            _ => Err(format!("unknown operation `{name}`").into()),
        }
    }
}

#[derive(Clone, Copy)]
enum Limit {
    Calls(u64),
    Time(Duration),
}

/// Makes calls, `in_flight` at a time, and returns their number.
async fn run<C: Calls>(
    client: &C,
    operation: Operation,
    in_flight: u64,
    limit: Limit,
) -> Result<u64, Problem> {
    let (start, begun) = (Instant::now(), Arc::new(AtomicU64::new(0)));
    // Tasks even for one call at a time: `block_on` makes a system call for each wake-up of its future.
    let mut tasks = JoinSet::new();
    for _ in 0..in_flight {
        let (client, begun) = (client.clone(), Arc::clone(&begun));
        tasks.spawn(async move {
            loop {
                let number = begun.load(Ordering::Relaxed);
                let done = match limit {
                    Limit::Calls(calls) => number >= calls,
                    Limit::Time(time) => start.elapsed() >= time,
                };
                if done {
                    return Ok(());
                }
                begun.store(number + 1, Ordering::Relaxed);
                call(&client, operation).await?;
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended.map_err(Problem::from).flatten()?;
    }
    Ok(begun.load(Ordering::Relaxed))
}

async fn call<C: Calls>(client: &C, operation: Operation) -> Result<(), Problem> {
    let (found, expected) = match operation {
        Operation::GetStage => (client.get_stage().await?, "the stage of the bench".len()),
        Operation::ListStages => (client.list_stages().await?, usize::from(PAGE_SIZE) * 3),
        Operation::StartComposition => (client.start_composition().await?, 50),
    };
    match found == expected {
        true => Ok(()),
        false => Err(format!("the response contains {found}, not {expected}").into()),
    }
}

/// A field of `/proc/self/status`, in bytes.
fn memory(name: &str) -> Result<u64, Problem> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let kib = line.and_then(|line| line.trim().strip_suffix("kB"));
    let kib: u64 = kib.ok_or("no such field")?.trim().parse()?;
    Ok(kib * 1024)
}
