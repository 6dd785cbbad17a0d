//! 10,000 calls in flight on one client, and what each of them takes of memory.
//!
//! `cargo test -p e2e-tests --test crowd -- --nocapture` prints the figures.
//!
//! It is a test of its own, and the simulator runs in a process of its own, so that the memory that is
//! measured and the open files that are counted are the client's and nobody else's. The simulator answers
//! nobody before all calls have arrived: all are in flight at once, each on a connection, as HTTP/1.1 has it.

use generated_sdk::types::Stage;
use generated_sdk::{Client, Credentials, Error};
use sdk_runtime::{Environment, Timeouts};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// How many calls are made, unless this variable says otherwise.
const CALLS: usize = 10_000;
const VARIABLE: &str = "CROWD_CALLS";

/// How long a call may take, most of which it waits for the others.
const PATIENCE: Duration = Duration::from_secs(300);

/// Open files besides the calls' connections: standard streams, pipes, the runtime's.
const OTHER_FILES: u64 = 100;

/// How many stages the calls ask for.
const STAGES: usize = 100;

/// How many calls begin at once. The kernel keeps some connections waiting for a server, and drops more.
const WAVE: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_calls_in_flight_on_one_client_are_all_answered() {
    let calls = std::env::var(VARIABLE).map_or(CALLS, |calls| calls.parse().unwrap());
    allow_open_files(calls);
    let mut sizes: Vec<_> = (WAVE..calls).step_by(WAVE).collect();
    sizes.push(calls);
    let mut service = Service::start(&sizes).unwrap();
    let client = service.client();
    // What first calls set up is not the crowd's.
    let mut stages = Vec::new();
    for index in 0..STAGES {
        let call = client.create_stage().name(format!("stage-{index}"));
        stages.push(call.send().await.unwrap().stage.unwrap());
    }
    service.step().unwrap();
    assert_eq!(service.line().unwrap(), "holding");

    let (before, began) = (resident_kib(), Instant::now());
    let mut crowd = JoinSet::new();
    for size in sizes {
        for index in crowd.len()..size {
            let (client, stage) = (client.clone(), stages[index % STAGES].clone());
            crowd.spawn(async move { ask(&client, stage).await });
        }
        assert_eq!(service.line().unwrap(), format!("{size} are held"));
    }
    let (held, all_there) = (resident_kib(), began.elapsed());

    service.step().unwrap();
    let mut answered = 0;
    while let Some(ended) = crowd.join_next().await {
        ended.unwrap().unwrap();
        answered += 1;
    }
    assert_eq!(answered, calls);
    service.step().unwrap();
    // Nothing was tried twice.
    let seen = format!("{0} requests of {0} calls", calls + STAGES);
    assert_eq!(service.line().unwrap(), seen);

    let memory = match (before, held) {
        (Some(before), Some(held)) => {
            let each = held.saturating_sub(before) as f64 / calls as f64;
            assert!(each < 200.0, "{each} KiB for each call");
            format!("{each:.1} KiB of memory each")
        }
        _ => "memory is only measured on Linux".to_owned(),
    };
    println!(
        "{calls} calls in flight on one client: {memory}, all there after {all_there:.1?}, all answered \
         after {:.1?}",
        began.elapsed()
    );
}

/// Asks for a stage. The response must be that to this question and to no other.
async fn ask(client: &Client, stage: Stage) -> Result<(), Error> {
    let found = client.get_stage(&stage.arn).send().await?;
    assert_eq!(found.stage, Some(stage));
    Ok(())
}

/// Raises this process's limit of open files, which the simulator's process inherits, as far as it takes.
fn allow_open_files(calls: usize) {
    let wanted = calls as u64 + OTHER_FILES;
    let allowed = rlimit::increase_nofile_limit(wanted).unwrap();
    assert!(
        allowed >= wanted,
        "{calls} calls in flight take {wanted} open files, and this machine allows a process {allowed}: \
         raise the hard limit (`ulimit -Hn`), or set {VARIABLE}={} to try fewer calls",
        allowed.saturating_sub(OTHER_FILES)
    );
}

/// The memory that this process holds, in KiB.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The simulator's process. It is stopped when this is dropped.
struct Service {
    process: Child,
    orders: ChildStdin,
    words: BufReader<ChildStdout>,
    address: String,
    key: (String, String),
}

impl Service {
    fn start(sizes: &[usize]) -> io::Result<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_holding-simulator"))
            .args(sizes.iter().map(usize::to_string))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let pipes = (process.stdin.take(), process.stdout.take());
        let (Some(orders), Some(words)) = pipes else {
            return Err(io::Error::other("a process without pipes"));
        };
        let mut service = Self {
            process,
            orders,
            words: BufReader::new(words),
            address: String::new(),
            key: (String::new(), String::new()),
        };
        service.address = service.line()?;
        service.key = (service.line()?, service.line()?);
        Ok(service)
    }

    fn client(&self) -> Client {
        let (id, secret) = self.key.clone();
        // The computer may have other work: nobody is to be hurried.
        let timeouts = Timeouts::default()
            .connect(PATIENCE)
            .attempt(None)
            .overall(PATIENCE);
        Client::builder()
            .environment(Environment::empty())
            .region("us-east-1")
            .credentials(Credentials::new(id, secret, None))
            .endpoint_url(&self.address)
            .timeouts(timeouts)
            .build()
            .unwrap()
    }

    /// Has it go a step on.
    fn step(&mut self) -> io::Result<()> {
        self.orders.write_all(b"\n")
    }

    /// The next line that it prints.
    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.words.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
