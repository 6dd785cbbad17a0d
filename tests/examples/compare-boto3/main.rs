//! Sends the same inputs through boto3 and through the generated SDK, and compares the requests:
//! `cargo run -p e2e-tests --example compare-boto3`.
//!
//! boto3 is maintained by AWS and therefore the reference for the wire format. Both call one capture server on a
//! loopback port with invented credentials; neither reads the user's AWS settings. `tests/compare/cases.yaml` has
//! special inputs; three more for every operation are sampled from the document. `tests/compare/send_with_boto3.py`
//! is boto3's side. An operation or member of boto3's model without a case is a failure too.
//!
//! # Equal
//!
//! - the method, and the path byte for byte;
//! - the query as a sequence of decoded pairs, and its encoding;
//! - the body as JSON, or its absence;
//! - presence and values of all headers except those below. Of `content-length`, presence and whether it is 0: equal
//!   JSON has different lengths;
//! - the signature's algorithm, key, region and service, and the list of signed headers.
//!
//! # Different on purpose
//!
//! - `user-agent` has the library's name, and Python's HTTP library adds `accept-encoding: identity`;
//! - the SDK signs `amz-sdk-invocation-id` and `amz-sdk-request` too;
//! - `x-amz-date`, `amz-sdk-invocation-id` and the signature differ in each request: the formats of the first two are
//!   compared, and the simulator's tests verify signatures;
//! - generated idempotency tokens differ: both must be UUIDs of version 4;
//! - boto3 writes JSON with spaces, ASCII escapes and the caller's order of members; the SDK without spaces, in UTF-8
//!   and in the document's order;
//! - boto3 sends the path members `.` and `..`; the SDK rejects them, because a proxy may normalize the path. Both
//!   reject an empty one (boto3 only with parameter validation);
//! - the SDK's types cannot represent inputs without a required member or with an integer beyond 64 bits.
//!
//! # Exit status
//!
//! 0 if all requests are equal, 1 on a difference, 2 if `python3` or boto3 is missing.

mod cases;
#[path = "../common/mod.rs"]
mod common;
mod sdk;

use cases::{Case, Cases, RejectedBy};
use common::{Outcome, client, exit_code, folder, run_side, wire};
use e2e_tests::capture::{Capture, Response};
use generated_sdk::ErrorKind;
use generated_sdk::runtime::Client;
use sdk::Failure;
use serde_json::json;
use std::process::ExitCode;
use std::time::Duration;

/// The time limit of everything. boto3's side has a shorter one.
const LIMIT: Duration = Duration::from_secs(55);

/// How boto3 reports an input that it rejects.
const REJECTION: &str = "ParamValidationError:";

#[tokio::main]
async fn main() -> ExitCode {
    let compared = tokio::time::timeout(LIMIT, compare()).await;
    let result = compared.unwrap_or_else(|_| Err(format!("not done after {LIMIT:?}")));
    exit_code("compare-boto3", result)
}

/// Runs all cases and prints the table. Returns the number of failures.
async fn compare() -> Result<usize, String> {
    let file = Cases::read()?;
    let responses = std::iter::repeat_n(Response::json(200, "{}"), 2 * file.cases.len());
    let server = Capture::start(responses)
        .await
        .map_err(|error| format!("no loopback port is available: {error}"))?;
    let task = json!({
        "endpoint_url": server.endpoint_url(),
        "region": common::REGION,
        "access_key_id": common::ACCESS_KEY_ID,
        "secret_access_key": common::SECRET_ACCESS_KEY,
        "session_token": common::SESSION_TOKEN,
        "cases": file.cases,
    });
    // The sides run one after the other, so that the order assigns the requests to the cases.
    let script = folder("compare/send_with_boto3.py");
    let boto3 = run_side("python3", &[script], &task.to_string(), file.cases.len(), &server)?;
    let client = client(server.endpoint_url(), Some(common::SESSION_TOKEN), |it| it)?;
    let mut rows = Vec::new();
    for (case, theirs) in file.cases.iter().zip(&boto3.outcomes) {
        let (ours, rejected) = send_with_sdk(&server, &client, case).await;
        rows.push(Row::new(case, theirs, &ours, rejected));
    }
    let (count, all) = (file.operations(), boto3.operations.len());
    println!("{}: {count} of its {all} operations", boto3.versions);
    let gaps = file.gaps(&boto3.operations, &boto3.uncovered);
    Ok(print(&rows, &gaps))
}

/// Sends a case with the SDK. Returns whether the SDK rejected the input.
async fn send_with_sdk(server: &Capture, client: &Client, case: &Case) -> (Outcome, bool) {
    let before = server.requests().len();
    let failure = sdk::send(client, &case.operation, &case.input).await.err();
    let outcome = Outcome {
        requests: server.requests().split_off(before),
        error: failure.as_ref().map(ToString::to_string),
        unknown: None,
    };
    let rejected =
        matches!(failure, Some(Failure::Call(error)) if error.kind() == ErrorKind::InvalidInput);
    (outcome, rejected)
}

/// The comparison of a case.
struct Row<'a> {
    case: &'a Case,
    /// The result if there are no differences.
    result: String,
    differences: Vec<String>,
}

impl<'a> Row<'a> {
    fn new(case: &'a Case, theirs: &Outcome, ours: &Outcome, rejected: bool) -> Self {
        let their_rejection = theirs.error.iter().any(|error| error.starts_with(REJECTION));
        let mut differences = Vec::new();
        let result = match (&theirs.requests[..], &ours.requests[..], case.rejected_by) {
            ([], [], Some(RejectedBy::Both)) if their_rejection && rejected => {
                "rejected by both".to_owned()
            }
            ([_], [], Some(RejectedBy::Sdk)) if rejected => {
                "rejected by the SDK on purpose".to_owned()
            }
            ([one], [other], None) => {
                let tokens: Vec<String> = case.generated_token().into_iter().collect();
                let one = wire::without_tokens(one, &tokens);
                let other = wire::without_tokens(other, &tokens);
                differences = wire::differences(&one, &other);
                for (side, outcome) in [("boto3", theirs), ("the SDK", ours)] {
                    let error = outcome.error.iter();
                    differences.extend(error.map(|error| format!("{side} failed: {error}")));
                }
                format!("equal, {}", wire::similarity(&one, &other))
            }
            (_, _, rejected_by) => {
                let expected = match rejected_by {
                    None => "expected one request from each",
                    Some(RejectedBy::Both) => "expected a rejection by both",
                    Some(RejectedBy::Sdk) => "expected a rejection by the SDK alone",
                };
                let (boto3, sdk) = (theirs.summary(), ours.summary());
                differences.push(format!("{expected}: boto3 sent {boto3}, the SDK {sdk}"));
                String::new()
            }
        };
        Self { case, result, differences }
    }
}

/// Prints a line for each case with its differences, then the totals. Returns the number of failures.
fn print(rows: &[Row<'_>], gaps: &[String]) -> usize {
    let width = |of: fn(&Case) -> &str| rows.iter().map(|row| of(row.case).chars().count()).max();
    let operation = width(|case| &case.operation).unwrap_or(0);
    let name = width(|case| &case.name).unwrap_or(0);
    for Row { case, result, differences } in rows {
        let result = if differences.is_empty() { result } else { "DIFFERENT" };
        println!("{:operation$}  {:name$}  {result}", case.operation, case.name);
        differences.iter().for_each(|it| println!("    {it}"));
    }
    gaps.iter().for_each(|gap| println!("GAP: {gap}"));
    let different = rows.iter().filter(|row| !row.differences.is_empty()).count();
    let failed = different + gaps.len();
    println!("{} passed, {failed} failed", rows.len() - different);
    failed
}
