//! Many calls in flight on one client, and the memory that each takes.
//!
//! `CALLS=10000 cargo test -p e2e-tests --test in_flight -- --nocapture` prints the figures for 10,000 calls.
//!
//! The simulator runs in another process, so that the measured memory and the open files are the client's. It holds
//! all responses until every request has arrived, so that with HTTP/1.1 each call has a connection.

use generated_sdk::types::Stage;
use generated_sdk::{Client, Credentials, Error};
use sdk_runtime::{Environment, Timeouts};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// The default number of calls, and the environment variable that overrides it.
const CALLS: usize = 1_000;
const VARIABLE: &str = "CALLS";

/// The time limit of a call.
const LIMIT: Duration = Duration::from_secs(300);

/// Open files besides the connections of the calls.
const OTHER_FILES: u64 = 100;

/// The number of stages that the calls read.
const STAGES: usize = 100;

/// The number of calls that start at once. The kernel drops connections beyond the backlog of the server.
const BATCH: usize = 100;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_calls_in_flight_on_one_client_succeed() {
    let calls = std::env::var(VARIABLE).map_or(CALLS, |calls| calls.parse().unwrap());
    raise_file_limit(calls);
    let mut sizes: Vec<_> = (BATCH..calls).step_by(BATCH).collect();
    sizes.push(calls);
    let mut server = Server::start(&sizes).unwrap();
    let client = server.client();
    let mut stages = Vec::new();
    for index in 0..STAGES {
        let call = client.create_stage().name(format!("stage-{index}"));
        stages.push(call.send().await.unwrap().stage.unwrap());
    }
    server.next_step().unwrap();
    assert_eq!(server.line().unwrap(), "holding");

    let (before, start) = (resident_kib(), Instant::now());
    let mut tasks = JoinSet::new();
    for size in sizes {
        for index in tasks.len()..size {
            let (client, stage) = (client.clone(), stages[index % STAGES].clone());
            tasks.spawn(async move { get_stage(&client, stage).await });
        }
        assert_eq!(server.line().unwrap(), format!("{size} are held"));
    }
    let (held, all_sent) = (resident_kib(), start.elapsed());

    server.next_step().unwrap();
    let results = tasks.join_all().await;
    assert_eq!(results.len(), calls);
    for result in results {
        result.unwrap();
    }
    server.next_step().unwrap();
    let without_retries = format!("{0} requests of {0} calls", calls + STAGES);
    assert_eq!(server.line().unwrap(), without_retries);

    let memory = match (before, held) {
        (Some(before), Some(held)) => {
            let each = held.saturating_sub(before) as f64 / calls as f64;
            assert!(each < 200.0, "{each} KiB for each call");
            format!("{each:.1} KiB of memory each")
        }
        _ => "memory is only measured on Linux".to_owned(),
    };
    println!(
        "{calls} calls in flight on one client: {memory}, all sent after {all_sent:.1?}, all done after {:.1?}",
        start.elapsed()
    );
}

/// Reads a stage. The response must belong to this request.
async fn get_stage(client: &Client, stage: Stage) -> Result<(), Error> {
    let output = client.get_stage(&stage.arn).send().await?;
    assert_eq!(output.stage, Some(stage));
    Ok(())
}

/// Raises the limit of open files of this process and of the simulator's.
fn raise_file_limit(calls: usize) {
    let required = calls as u64 + OTHER_FILES;
    let limit = rlimit::increase_nofile_limit(required).unwrap();
    assert!(
        limit >= required,
        "{calls} calls in flight need {required} open files, and the limit is {limit}: raise the hard limit \
         (`ulimit -Hn`), or set {VARIABLE}={}",
        limit.saturating_sub(OTHER_FILES)
    );
}

/// The resident memory of this process in KiB.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The simulator's process. It is killed when this is dropped.
struct Server {
    process: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    address: String,
    key: (String, String),
}

impl Server {
    fn start(sizes: &[usize]) -> io::Result<Self> {
        let mut process = Command::new(env!("CARGO_BIN_EXE_simulator"))
            .arg("--hold")
            .args(sizes.iter().map(usize::to_string))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let pipes = (process.stdin.take(), process.stdout.take());
        let (Some(stdin), Some(stdout)) = pipes else {
            return Err(io::Error::other("the process has no pipes"));
        };
        let mut server = Self {
            process,
            stdin,
            stdout: BufReader::new(stdout),
            address: String::new(),
            key: (String::new(), String::new()),
        };
        server.address = server.line()?;
        server.key = (server.line()?, server.line()?);
        Ok(server)
    }

    fn client(&self) -> Client {
        let (id, secret) = self.key.clone();
        let timeouts = Timeouts::default().connect(LIMIT).attempt(None).overall(LIMIT);
        Client::builder()
            .environment(Environment::empty())
            .region("us-east-1")
            .credentials(Credentials::new(id, secret, None))
            .endpoint_url(&self.address)
            .timeouts(timeouts)
            .build()
            .unwrap()
    }

    /// Starts the process's next step.
    fn next_step(&mut self) -> io::Result<()> {
        self.stdin.write_all(b"\n")
    }

    /// The next line of its output.
    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        self.stdout.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
