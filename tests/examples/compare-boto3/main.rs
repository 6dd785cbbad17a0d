//! Sends the same inputs through boto3 and through the generated SDK, and compares what arrives:
//! `cargo run -p e2e-tests --example compare-boto3`.
//!
//! boto3 is what AWS itself maintains, so it is the judge of the wire form. Both talk to one capture server
//! on a loopback port with made-up credentials; neither reads the user's AWS settings. Inputs that are awkward
//! in their own way stand in `tests/compare/cases.yaml`; three for every operation are made up from the
//! document. `tests/compare/send_with_boto3.py` is boto3's side. An operation or a member that boto3's model
//! has and no case tries is a failure too.
//!
//! # What must be equal
//!
//! - the method, and the path byte for byte;
//! - the query as a sequence of decoded pairs, and its encoding;
//! - the body as JSON, or no body on either side;
//! - every header but those below, such as `content-type`, `host` and `x-amz-security-token`: there or not,
//!   and the value. Of `content-length`, whether it is there and is 0: the same JSON has several lengths;
//! - the signature's algorithm, key, region and service, and the list of signed headers.
//!
//! # What differs, on purpose
//!
//! - `user-agent` names the library, and `accept-encoding: identity` is Python's HTTP library's own;
//! - the SDK signs `amz-sdk-invocation-id` and `amz-sdk-request` too; boto3 adds them unsigned;
//! - `x-amz-date`, `amz-sdk-invocation-id` and the signature are new each time: of the first two the shape is
//!   compared, and that the signature is right is for the simulator's tests to show;
//! - an idempotency token that the case does not give is new each time: both must be UUIDs of version 4;
//! - the JSON text: boto3 writes a space after `,` and `:`, escapes what is not ASCII, and keeps the caller's
//!   order of members. The SDK writes no spaces, UTF-8, and the document's order. The table says which;
//! - a path member that is `.` or `..`: boto3 sends it, the SDK refuses it, since a proxy could turn it into
//!   another path. Both refuse an empty one (boto3 only while its checks are on);
//! - inputs without a required member, or with an integer beyond 64 bits: the SDK's types have no room for them.
//!
//! # Exit status
//!
//! 0 if all is equal, 1 on a difference, 2 if nothing could be compared: no `python3`, or one without boto3.

mod boto3;
mod cases;
mod fresh;
mod report;
mod typed;
mod wire;

use cases::{Case, Cases, RefusedBy};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use generated_sdk::runtime::{Client, Environment, ServiceClient, ServiceMeta};
use generated_sdk::{Credentials, Error, ErrorKind, Retries, Timeouts};
use report::Row;
use std::process::ExitCode;
use std::time::Duration;
use typed::Failure;

/// Where and as whom both sides call. Nothing of it exists.
const REGION: &str = "eu-west-1";
const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
const SECRET_ACCESS_KEY: &str = "not/a+secret";
const SESSION_TOKEN: &str = "not/a+session=token";

/// For one call of the SDK. A loopback call takes a few milliseconds.
const CALL_LIMIT: Duration = Duration::from_secs(5);

/// For everything. boto3's side has a shorter limit of its own.
const LIMIT: Duration = Duration::from_secs(55);

/// What one side did with a case.
struct Outcome {
    requests: Vec<CapturedRequest>,
    error: Option<String>,
    /// Whether the error says that the input is no good.
    refused: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    let compared = tokio::time::timeout(LIMIT, compare()).await;
    match compared.unwrap_or_else(|_| Err(format!("not done after {LIMIT:?}"))) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(problem) => {
            eprintln!("compare-boto3: {problem}");
            ExitCode::from(2)
        }
    }
}

/// Runs all cases and prints the table. Returns the number of failures.
async fn compare() -> Result<usize, String> {
    let file = Cases::read()?;
    let responses = std::iter::repeat_n(Response::json(200, "{}"), 2 * file.cases.len());
    let server = Capture::start(responses)
        .await
        .map_err(|error| format!("no loopback port can be opened: {error}"))?;

    // One after the other, so that the order says which request belongs to which case.
    let peer = boto3::send(&server, &file.cases).await?;
    let client = client(&server)?;
    let mut rows = Vec::new();
    for (case, theirs) in file.cases.iter().zip(&peer.outcomes) {
        let ours = send_with_sdk(&server, &client, case).await;
        rows.push(judge(case, theirs, &ours));
    }
    let count = file.operations();
    println!(
        "{}: {count} of its {} operations",
        peer.versions,
        peer.operations.len()
    );
    let gaps = file.gaps(&peer.operations, &peer.uncovered);
    let (table, failed) = report::table(&rows, &gaps);
    println!("{table}");
    Ok(failed)
}

/// A client that knows the operations as types only, and none by name.
struct Bare(Client);

impl ServiceClient for Bare {
    const SERVICE: ServiceMeta = generated_sdk::Client::SERVICE;
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

fn client(server: &Capture) -> Result<Client, String> {
    let token = Some(SESSION_TOKEN.into());
    Client::builder::<Bare>()
        .environment(Environment::empty())
        .region(REGION)
        .credentials(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, token))
        .endpoint_url(server.endpoint_url())
        .retries(Retries::off())
        .timeouts(Timeouts::default().overall(CALL_LIMIT))
        .build()
        .map(|bare| bare.0)
        .map_err(|error| format!("the SDK's client cannot be built: {error}"))
}

async fn send_with_sdk(server: &Capture, client: &Client, case: &Case) -> Outcome {
    let before = server.requests().len();
    let failure = typed::send(client, &case.operation, &case.input)
        .await
        .err();
    Outcome {
        requests: server.requests().split_off(before),
        error: failure.as_ref().map(ToString::to_string),
        refused: matches!(failure, Some(Failure::Call(error)) if error.kind() == ErrorKind::InvalidInput),
    }
}

/// Compares what both sides did with what the case wants.
fn judge(case: &Case, theirs: &Outcome, ours: &Outcome) -> Row {
    let mut row = Row::new(case);
    match (theirs.requests.as_slice(), ours.requests.as_slice()) {
        ([], []) if case.refused_by == Some(RefusedBy::Both) && theirs.refused && ours.refused => {
            row.result = "refused by both".to_owned();
        }
        ([_], []) if case.refused_by == Some(RefusedBy::Sdk) && ours.refused => {
            row.result = "refused by the SDK, on purpose".to_owned();
        }
        ([one], [other]) if case.refused_by.is_none() => {
            row.result = format!("equal, {}", wire::likeness(one, other));
            row.differences = match case.fresh_member() {
                Some(member) => {
                    wire::differences(&fresh::masked(one, &member), &fresh::masked(other, &member))
                }
                None => wire::differences(one, other),
            };
            let errors = [("boto3", &theirs.error), ("the SDK", &ours.error)];
            for (side, error) in errors {
                row.differences
                    .extend(error.iter().map(|error| format!("{side} failed: {error}")));
            }
        }
        (one, other) => {
            let wanted = match case.refused_by {
                None => "one request from each is wanted",
                Some(RefusedBy::Both) => "a refusal by both is wanted",
                Some(RefusedBy::Sdk) => "a refusal by the SDK alone is wanted",
            };
            row.differences.push(format!(
                "{wanted}: boto3 sent {}, the SDK {}",
                amount(one, &theirs.error),
                amount(other, &ours.error),
            ));
        }
    }
    row
}

fn amount(requests: &[CapturedRequest], error: &Option<String>) -> String {
    let error = error.as_deref().unwrap_or("no error");
    format!("{} ({error})", requests.len())
}
