//! A service of the protocols AWS JSON 1.0 and 1.1: a program calls a loopback server through the generated crate.

use crate::{cargo, generated, write_workspace};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::repository::{self, Finished};
use generator::document::Source;
use generator::{FileTree, Input};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::Command;

/// The program, compiled with the crate that is generated from `document.yaml`.
fn program() -> PathBuf {
    let text = include_str!("document.yaml").to_owned();
    let document = Source { name: "things.yaml".to_owned(), text: text.into() };
    let input = Input::of(document);
    let manifest = "[package]\nname = \"aws-json-program\"\nedition = \"2024\"\n\n[dependencies]\n\
                    things-sdk = { path = \"../things-sdk\" }\n\
                    tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    let program = FileTree::from_iter([
        ("Cargo.toml", manifest),
        ("src/main.rs", include_str!("program.template")),
    ]);
    let crates = [
        ("things-sdk".to_owned(), generated(&input, "things-sdk")),
        ("aws-json-program".to_owned(), program),
    ];
    let folder = write_workspace("aws-json", &crates);
    let arguments = ["build", "--quiet", "--package", "aws-json-program"];
    Finished::new(&mut cargo(&folder, &arguments)).successful("cargo build");
    let name = format!("target/debug/aws-json-program{}", std::env::consts::EXE_SUFFIX);
    repository::scratch().join(name)
}

/// The responses, in the order of the program's calls.
fn responses() -> Vec<Response> {
    let error = |headers: &[(&str, &str)], body: Value| {
        Response::with_headers(400, headers, &body.to_string())
    };
    let json = |body: Value| Response::json(200, &body.to_string());
    vec![
        json(json!({"Created": 1_600_000_001.25, "Data": "aGk/"})),
        json(json!({"Things": ["one"], "NextToken": "2"})),
        json(json!({"Things": ["two"]})),
        Response::with_headers(200, &[], ""),
        error(&[], json!({"__type": "com.example.things#ThingNotFoundException", "message": "a"})),
        error(&[], json!({"__type": "ThingNotFoundException:http://internal/", "Message": "b"})),
        error(
            &[("x-amzn-errortype", "ThingNotFoundException:http://internal/")],
            json!({"__type": "Other", "message": "c"}),
        ),
        error(&[("x-amzn-query-error", "Things.Busy;Sender")], json!({"message": "d"})),
    ]
}

/// A program with the settings of this server in its environment, and no other AWS settings.
fn with_settings(program: PathBuf, server: &Capture) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command
        .env("AWS_ENDPOINT_URL", server.endpoint_url())
        .env("AWS_REGION", "eu-west-1")
        .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .env("AWS_SECRET_ACCESS_KEY", "secret")
        .env("AWS_MAX_ATTEMPTS", "1")
        .env("AWS_EC2_METADATA_DISABLED", "true");
    command
}

/// Target, version of the protocol, and body of a request, after checking what all of them share.
fn parts(request: &CapturedRequest) -> (String, String, Value) {
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/"));
    let header = |name: &str| {
        let mut headers = request.headers.iter().filter(|(key, _)| key.eq_ignore_ascii_case(name));
        let value = headers.next().map(|(_, value)| value.clone()).unwrap_or_default();
        assert!(headers.next().is_none(), "one header {name}");
        value
    };
    let authorization = header("authorization");
    assert!(authorization.contains("/eu-west-1/things/aws4_request"), "{authorization}");
    assert!(authorization.contains("x-amz-target"), "the target is signed: {authorization}");
    let version = header("content-type").replace("application/x-amz-json-", "");
    let body = serde_json::from_slice(&request.body).expect("the body is JSON");
    (header("x-amz-target"), version, body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_of_aws_json_is_called_by_its_target() {
    let program = tokio::task::spawn_blocking(program).await.expect("the program is built");
    let server = Capture::start(responses()).await.expect("a port is free");
    let mut command = with_settings(program, &server);
    let run = tokio::task::spawn_blocking(move || Finished::new(&mut command));
    let finished = run.await.expect("the program runs").successful("the program");
    let not_found = |message: &str| format!("Some(\"ThingNotFoundException\") {message} true\n");
    let expected = [
        "created 2020-09-13T12:26:41.25Z with Some([104, 105, 63])\nthing one\nthing two\n",
        &not_found("a"),
        &not_found("b"),
        &not_found("c"),
        "Some(\"Things.Busy\") d false\n",
    ];
    assert_eq!(finished.stdout, expected.concat());

    let mut requests: Vec<_> = server.requests().iter().map(parts).collect();
    let token = requests[0].2["ClientToken"].take();
    assert_eq!(token.as_str().map(str::len), Some(36), "a UUID");
    let put = json!({"Name": "lamp", "Data": "aGk/", "When": 1_600_000_000.5, "Ratio": "NaN", "ClientToken": null});
    let expected = [
        ("DynamoDB_20120810.PutThing", "1.0", put),
        ("Things_20200101.ListThings", "1.1", json!({"Limit": 1})),
        ("Things_20200101.ListThings", "1.1", json!({"Limit": 1, "NextToken": "2"})),
        ("Things_20200101.Ping", "1.1", json!({})),
    ];
    for ((target, version, body), expected) in requests.iter().zip(expected) {
        assert_eq!((target.as_str(), version.as_str(), body.clone()), expected);
    }
    assert_eq!(requests.len(), 8);
}
