//! Shared by the examples that compare the SDK with another implementation.
#![allow(dead_code, reason = "no example uses all of it")]

pub(crate) mod prism;
pub(crate) mod wire;

use e2e_tests::capture::{Capture, CapturedRequest};
use generated_sdk::runtime::{Client, ClientBuilder, Environment, ServiceClient, ServiceMeta};
use generated_sdk::{Credentials, Error};
use generated_sdk::{Retries, Timeouts};
use serde::Deserialize;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

// Invented settings with which all sides call.
pub(crate) const REGION: &str = "eu-west-1";
pub(crate) const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
pub(crate) const SECRET_ACCESS_KEY: &str = "not/a+secret";
pub(crate) const SESSION_TOKEN: &str = "not/a+session=token";

/// The time limit of one call of the SDK.
const CALL_LIMIT: Duration = Duration::from_secs(10);

/// A path in the folder of this package.
pub(crate) fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The exit code for a number of failures, or for a comparison that was not possible.
pub(crate) fn exit_code(example: &str, result: Result<usize, String>) -> ExitCode {
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("{example}: {problem}");
            ExitCode::from(2)
        }
    }
}

/// A client without methods for operations.
pub(crate) struct OperationClient(Client);

impl ServiceClient for OperationClient {
    const SERVICE: ServiceMeta = generated_sdk::Client::SERVICE;
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

/// The SDK's client with the invented settings, without retries.
pub(crate) fn client(
    endpoint_url: String,
    session_token: Option<&str>,
    configure: impl FnOnce(ClientBuilder<OperationClient>) -> ClientBuilder<OperationClient>,
) -> Result<Client, String> {
    let token = session_token.map(Into::into);
    let builder = Client::builder::<OperationClient>()
        .environment(Environment::empty())
        .region(REGION)
        .credentials(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, token))
        .endpoint_url(endpoint_url)
        .retries(Retries::off())
        .timeouts(Timeouts::default().overall(CALL_LIMIT));
    let client = configure(builder).build();
    client.map(|it| it.0).map_err(|error| format!("the SDK's client cannot be built: {error}"))
}

/// What one side did with a case.
pub(crate) struct Outcome {
    pub(crate) requests: Vec<CapturedRequest>,
    pub(crate) error: Option<String>,
    /// A member or operation that this side's model does not have.
    pub(crate) unknown: Option<String>,
}

impl Outcome {
    /// The number of requests and the error.
    pub(crate) fn summary(&self) -> String {
        let error = self.error.as_deref().unwrap_or("no error");
        format!("{} ({error})", self.requests.len())
    }
}

/// The results of a program that sends cases.
pub(crate) struct Side {
    /// The library and its version.
    pub(crate) versions: String,
    /// The operations of its model.
    pub(crate) operations: Vec<String>,
    /// One for each case, in order.
    pub(crate) outcomes: Vec<Outcome>,
    /// Input members of its model that no case sets.
    pub(crate) uncovered: Vec<String>,
}

/// The output of a program that sends cases.
#[derive(Deserialize)]
struct Report {
    versions: String,
    operations: Vec<String>,
    outcomes: Vec<ReportedOutcome>,
    #[serde(default)]
    uncovered: Vec<String>,
}

#[derive(Deserialize)]
struct ReportedOutcome {
    sent: usize,
    error: Option<String>,
    #[serde(default)]
    unknown: Option<String>,
}

/// Runs a program that sends all cases to the server, one after the other, and assigns the requests to the cases.
pub(crate) fn run_side(
    program: impl AsRef<OsStr>,
    arguments: &[PathBuf],
    task: &str,
    cases: usize,
    server: &Capture,
) -> Result<Side, String> {
    let before = server.requests().len();
    let name = program.as_ref().display().to_string();
    let output = tokio::task::block_in_place(|| {
        let mut child = Command::new(&program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        // The pipe closes at the end of the block. If the program ends early, its status is reported instead.
        if let Some(mut stdin) = child.stdin.take() {
            let _ = stdin.write_all(task.as_bytes());
        }
        child.wait_with_output()
    });
    let output = output.map_err(|error| format!("`{name}` cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(format!("`{name}` failed with {}", output.status));
    }
    let report: Report = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("invalid output of `{name}`: {error}"))?;
    let mut requests = server.requests().into_iter().skip(before);
    let outcomes = report.outcomes.into_iter().map(|outcome| Outcome {
        requests: requests.by_ref().take(outcome.sent).collect(),
        error: outcome.error,
        unknown: outcome.unknown,
    });
    let outcomes: Vec<Outcome> = outcomes.collect();
    let unclaimed = requests.count();
    if outcomes.len() != cases || unclaimed != 0 {
        let reported = outcomes.len();
        return Err(format!(
            "`{name}` reports {reported} of {cases} cases and leaves {unclaimed} requests unclaimed"
        ));
    }
    Ok(Side {
        versions: report.versions,
        operations: report.operations,
        outcomes,
        uncovered: report.uncovered,
    })
}
