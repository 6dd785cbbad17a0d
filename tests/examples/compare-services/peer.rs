//! One side: a program that is told the cases, sends them one after the other, and says what became of each.

use e2e_tests::capture::{Capture, CapturedRequest};
use serde::Deserialize;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// What a side did.
pub(crate) struct Peer {
    /// What it is.
    pub(crate) versions: String,
    /// How many operations it knows.
    pub(crate) operations: usize,
    /// One for each case, in their order.
    pub(crate) outcomes: Vec<Outcome>,
}

/// What one side did with a case.
pub(crate) struct Outcome {
    pub(crate) requests: Vec<CapturedRequest>,
    pub(crate) error: Option<String>,
    /// What this side's model does not have.
    pub(crate) unknown: Option<String>,
}

/// What the program writes.
#[derive(Deserialize)]
struct ProgramOutput {
    versions: String,
    operations: usize,
    outcomes: Vec<CaseOutcome>,
}

#[derive(Deserialize)]
struct CaseOutcome {
    sent: usize,
    error: Option<String>,
    unknown: Option<String>,
}

/// Has a program send all cases.
pub(crate) async fn send(
    program: impl AsRef<OsStr>,
    arguments: &[PathBuf],
    task: &str,
    server: &Capture,
) -> Result<Peer, String> {
    let before = server.requests().len();
    let (name, task) = (program.as_ref().to_owned(), task.to_owned());
    let (shown, arguments) = (name.display().to_string(), arguments.to_vec());
    // The server runs on the other threads meanwhile.
    let output = tokio::task::spawn_blocking(move || run(&name, &arguments, &task))
        .await
        .map_err(|error| error.to_string())?
        .map_err(|error| format!("`{shown}` cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{shown}` ended with {}", output.status));
    }
    let response: ProgramOutput = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("`{shown}` gave no proper response: {error}"))?;
    let mut requests = server.requests().into_iter().skip(before);
    let outcomes = response.outcomes.into_iter().map(|outcome| Outcome {
        requests: requests.by_ref().take(outcome.sent).collect(),
        error: outcome.error,
        unknown: outcome.unknown,
    });
    let outcomes: Vec<Outcome> = outcomes.collect();
    match requests.count() {
        0 => Ok(Peer {
            versions: response.versions,
            operations: response.operations,
            outcomes,
        }),
        unclaimed => Err(format!("`{shown}` leaves {unclaimed} requests unclaimed")),
    }
}

/// Runs the program to its end. Its complaints go to our standard error.
fn run(program: &OsStr, arguments: &[PathBuf], task: &str) -> io::Result<Output> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    // The pipe closes at the end of the statement. If the program dies first, its status says more than
    // the broken pipe does.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(task.as_bytes());
    }
    child.wait_with_output()
}
