//! What a generated crate sends and reads, against the values of the Smithy specification (`restJson1`).
//!
//! One crate is generated from `document.yaml` and the operations of the matrix. A program sends each case through a
//! scripted transport and prints the requests and outputs.

mod cases;
mod matrix;

use crate::{generate, remove_stale};
use e2e_tests::repository::{self, Finished};
use generator::Input;
use generator::document::Source;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::Stdio;

/// An input with its request, and a response with its output.
struct Case {
    operation: String,
    input: Value,
    /// The status of the response.
    status: u16,
    request: Exchange,
    response: Exchange,
    /// The output, or a part of the error's message.
    output: Result<Value, String>,
}

/// The parts of a request or a response.
#[derive(Clone, Default)]
struct Exchange {
    /// Path and query of a request.
    target: Option<String>,
    /// Headers with their values; of a request those that are compared, `None` for an absent one.
    headers: Vec<(String, Option<String>)>,
    body: String,
}

/// A document with the operations of `document.yaml` and these paths.
fn document(paths: serde_json::Map<String, Value>) -> Input {
    let text = include_str!("document.yaml");
    let mut document: Value = serde_yaml::from_str(text).expect("the document is YAML");
    document["paths"].as_object_mut().expect("paths").extend(paths);
    let source = Source { name: "wire.json".to_owned(), text: document.to_string().into() };
    Input::of(source)
}

/// Sends the cases through a program that is compiled from the generated crate.
fn outcomes(input: &Input, cases: &[Case]) -> Vec<Value> {
    let mut generated = generate(input, "sdk").unwrap_or_else(|found| panic!("{found:#?}"));
    let codes: Vec<_> = generated.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["label-without-parameter"]);
    generator::rustfmt::format(&mut generated.files).expect("rustfmt formats it");
    let root = repository::scratch().join("wire");
    remove_stale(&root.join("sdk"), &generated.files);
    let mut arms = String::new();
    for (path, text) in generated.files.iter() {
        repository::write(&root.join("sdk").join(path), text);
        let wire_name = text.split("OperationMeta::new(\"").nth(1);
        let name = text.split("impl Operation for ").nth(1);
        if let (Some(wire_name), Some(name)) = (wire_name, name) {
            let wire_name = wire_name.split('"').next().unwrap_or_default();
            let name = name.split(' ').next().unwrap_or_default();
            let _ = writeln!(
                arms,
                "        {wire_name:?} => send::<operations::{name}>(client, input).await,"
            );
        }
    }
    let program = include_str!("driver.template");
    let program = program.replace("        // one arm for each operation\n", &arms);
    repository::write(&root.join("driver/src/main.rs"), &program);
    let runtime = repository::root().join("runtime");
    let manifest = format!(
        "[package]\nname = \"driver\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         sdk = {{ path = \"../sdk\", features = [\"serde\", \"testing\"] }}\nsdk-runtime = {{ path = {runtime:?} }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n\
         serde_json = {{ version = \"1\", features = [\"preserve_order\"] }}\n\
         tokio = {{ version = \"1\", features = [\"rt\", \"time\"] }}\n"
    );
    repository::write(&root.join("driver/Cargo.toml"), &manifest);
    let workspace = "[workspace]\nresolver = \"3\"\nmembers = [\"sdk\", \"driver\"]\n\n[profile.dev]\ndebug = false\n";
    repository::write(&root.join("Cargo.toml"), workspace);
    fs::copy(repository::root().join("Cargo.lock"), root.join("Cargo.lock"))
        .expect("the lock file can be copied");
    let mut build = super::cargo(&root, &["build", "--quiet", "--package", "driver"]);
    Finished::new(&mut build).successful("cargo build");
    let program =
        repository::scratch().join(format!("target/debug/driver{}", std::env::consts::EXE_SUFFIX));
    let cases: Vec<Value> = cases
        .iter()
        .map(|case| {
            json!({
                "operation": case.operation,
                "input": case.input,
                "status": case.status,
                "headers": case.response.headers,
                "body": case.response.body,
            })
        })
        .collect();
    let mut child = std::process::Command::new(program)
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(Value::Array(cases).to_string().as_bytes()).expect("the program reads");
    drop(stdin);
    let finished = child.wait_with_output().expect("the program ends");
    assert!(finished.status.success(), "the program failed");
    serde_json::from_slice(&finished.stdout).expect("the outcomes are JSON")
}

/// The differences between a case and its outcome.
fn differences(case: &Case, outcome: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |part: String, found_value: String, expected: String| {
        if found_value != expected {
            found.push(format!(
                "{} {}: {part}\n     found {found_value}\n  expected {expected}",
                case.operation, case.input
            ));
        }
    };
    let request = &outcome["request"];
    if let Some(target) = &case.request.target {
        compare(
            "target".into(),
            request["target"].as_str().unwrap_or_default().into(),
            target.clone(),
        );
    }
    let sent: Vec<(String, String)> =
        serde_json::from_value(request["headers"].clone()).unwrap_or_default();
    for (name, expected) in &case.request.headers {
        let value = sent.iter().find(|(sent, _)| sent.eq_ignore_ascii_case(name));
        let value = value.map(|(_, value)| value);
        compare(format!("header {name}"), format!("{value:?}"), format!("{:?}", expected.as_ref()));
    }
    compare(
        "body".into(),
        request["body"].as_str().unwrap_or_default().into(),
        case.request.body.clone(),
    );
    match (&case.output, outcome["error"].as_str()) {
        (Ok(expected), _) => {
            let output = outcome.get("output").unwrap_or(&outcome["error"]);
            compare("output".into(), output.to_string(), expected.to_string());
        }
        (Err(expected), Some(error)) if error.contains(expected) => {}
        (Err(expected), _) => compare("error".into(), outcome.to_string(), expected.clone()),
    }
    found
}

#[test]
fn requests_and_responses_have_the_values_of_the_smithy_specification() {
    let input = document(matrix::paths());
    let mut cases = matrix::cases();
    cases.extend(cases::cases());
    let outcomes = outcomes(&input, &cases);
    assert_eq!(outcomes.len(), cases.len());
    let pairs = cases.iter().zip(&outcomes);
    let found: Vec<String> = pairs.flat_map(|(case, outcome)| differences(case, outcome)).collect();
    assert!(
        found.is_empty(),
        "{} differences in {} cases\n{}",
        found.len(),
        cases.len(),
        found.join("\n")
    );
}
