//! boto3's side: one Python process that sends all cases.

use crate::cases::{Case, folder};
use crate::{ACCESS_KEY_ID, Outcome, REGION, SECRET_ACCESS_KEY, SESSION_TOKEN};
use e2e_tests::capture::Capture;
use serde::Deserialize;
use serde_json::json;
use std::io::{self, Write};
use std::process::{Command, Output, Stdio};

/// How an error begins that finds fault with the input.
const REFUSAL: &str = "ParamValidationError:";

/// What boto3 did, and what it is.
pub(crate) struct Peer {
    /// `boto3 1.2.3, botocore 1.2.3`.
    pub(crate) versions: String,
    /// The operations that its model of the service has.
    pub(crate) operations: Vec<String>,
    /// One for each case, in their order.
    pub(crate) outcomes: Vec<Outcome>,
    /// Members of the cases' inputs, by boto3's model, that no case sets.
    pub(crate) uncovered: Vec<String>,
}

/// What the Python program writes.
#[derive(Deserialize)]
struct ProgramOutput {
    versions: String,
    operations: Vec<String>,
    outcomes: Vec<CaseOutcome>,
    uncovered: Vec<String>,
}

#[derive(Deserialize)]
struct CaseOutcome {
    sent: usize,
    error: Option<String>,
}

/// Sends all cases to a server that has seen nothing yet.
pub(crate) async fn send(server: &Capture, cases: &[Case]) -> Result<Peer, String> {
    let task = json!({
        "endpoint_url": server.endpoint_url(),
        "region": REGION,
        "access_key_id": ACCESS_KEY_ID,
        "secret_access_key": SECRET_ACCESS_KEY,
        "session_token": SESSION_TOKEN,
        "cases": cases,
    });
    // The server runs on the other threads meanwhile.
    let output = tokio::task::spawn_blocking(move || run(&task.to_string()))
        .await
        .map_err(|error| error.to_string())?
        .map_err(|error| format!("`python3`, as found on PATH, cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("boto3's side ended with {}", output.status));
    }
    let response: ProgramOutput = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("boto3's side gave no proper response: {error}"))?;

    let mut requests = server.requests().into_iter();
    let outcomes: Vec<Outcome> = response
        .outcomes
        .into_iter()
        .map(|outcome| Outcome {
            requests: requests.by_ref().take(outcome.sent).collect(),
            refused: outcome.error.iter().any(|error| error.starts_with(REFUSAL)),
            error: outcome.error,
        })
        .collect();
    let unclaimed = requests.count();
    if outcomes.len() != cases.len() || unclaimed != 0 {
        return Err(format!(
            "boto3's side accounts for {} of {} cases and leaves {unclaimed} requests unclaimed",
            outcomes.len(),
            cases.len(),
        ));
    }
    Ok(Peer {
        versions: response.versions,
        operations: response.operations,
        outcomes,
        uncovered: response.uncovered,
    })
}

/// Runs the program to its end, which it limits itself. Its complaints go to our standard error.
fn run(task: &str) -> io::Result<Output> {
    let mut child = Command::new("python3")
        .arg(folder().join("send_with_boto3.py"))
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
