//! The command-line client: the binary of the SDK against the simulator, and that of a fixture.

use crate::{cargo, fixtures, run_with, write_workspace};
use e2e_tests::repository::{self, Finished};
use e2e_tests::simulator::Simulator;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Compiles a binary of a generated crate.
fn built(folder: &Path, package: &str, name: &str) -> PathBuf {
    let arguments = ["build", "--quiet", "--package", package, "--features", "cli", "--bin", name];
    Finished::new(&mut cargo(folder, &arguments)).successful("cargo build");
    let name = format!("target/debug/{name}{}", std::env::consts::EXE_SUFFIX);
    repository::scratch().join(name)
}

/// The binary of the SDK.
async fn binary() -> PathBuf {
    let build = || built(repository::root(), "generated-sdk", "ivs-realtime");
    tokio::task::spawn_blocking(build).await.expect("cargo can be run")
}

/// A binary and a simulator that it calls.
struct Client {
    binary: PathBuf,
    simulator: Simulator,
}

impl Client {
    async fn run(&self, arguments: &[&str]) -> Finished {
        let mut program = Command::new(&self.binary);
        program.args(arguments).stdin(Stdio::null());
        run_with(&self.simulator, program).await
    }

    /// The output of a command that succeeds and prints nothing else.
    async fn json(&self, arguments: &[&str]) -> Value {
        let finished = self.run(arguments).await.successful(&format!("{arguments:?}"));
        assert_eq!(finished.stderr, "", "{arguments:?}");
        serde_json::from_str(&finished.stdout).expect("the output is JSON")
    }

    /// The exit code and standard error of a command that fails.
    async fn failure(&self, arguments: &[&str]) -> (i32, String) {
        let finished = self.run(arguments).await;
        assert_eq!(finished.stdout, "", "{arguments:?}");
        (finished.code, finished.stderr)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stage_is_created_used_and_deleted_from_the_command_line() {
    let simulator = Simulator::start().await.expect("a port is free");
    let client = Client { binary: binary().await, simulator };

    let tags = r#"{"team":"video"}"#;
    let made = client.json(&["create-stage", "--name", "demo", "--tags", tags]).await;
    let stage = &made["stage"];
    assert_eq!((&stage["name"], &stage["tags"]), (&json!("demo"), &json!({"team": "video"})));
    let arn = stage["arn"].as_str().expect("a stage has an ARN");
    for number in 0..2 {
        let input = json!({"name": format!("other-{number}")}).to_string();
        client.json(&["create-stage", "--json", &input]).await;
    }

    // Pages: one, all, and so many items.
    let first = client.run(&["list-stages", "--max-results", "1"]).await.successful("list-stages");
    let page: Value = serde_json::from_str(&first.stdout).expect("the output is JSON");
    assert_eq!(page["stages"].as_array().map(Vec::len), Some(1));
    assert!(page["nextToken"].is_string() && first.stderr.contains("--all"), "{}", first.stderr);
    let all = client.json(&["list-stages", "--max-results", "1", "--all"]).await;
    assert_eq!(
        (all["stages"].as_array().map(Vec::len), &all["nextToken"]),
        (Some(3), &Value::Null)
    );
    let two = client.json(&["list-stages", "--max-results", "1", "--max-items", "2"]).await;
    assert_eq!(two["stages"].as_array().map(Vec::len), Some(2));
    let table = client.run(&["list-stages", "--all", "--output", "table"]).await;
    let table: Vec<&str> = table.stdout.lines().collect();
    assert!(table[0].starts_with("arn ") && table[0].contains("  name"), "{table:?}");
    assert!(table.len() == 5 && table[2..].iter().any(|line| line.contains(arn)), "{table:?}");

    let found = client.json(&["get-stage", "--arn", arn]).await;
    assert_eq!(found["stage"]["name"], "demo");
    let token = client
        .json(&[
            "create-participant-token",
            "--stage-arn",
            arn,
            "--user-id",
            "alice",
            "--capabilities",
            "PUBLISH",
            "--capabilities",
            "SUBSCRIBE",
            "--duration",
            "60",
        ])
        .await;
    let token = &token["participantToken"];
    let capabilities = json!(["PUBLISH", "SUBSCRIBE"]);
    assert_eq!((&token["capabilities"], &token["duration"]), (&capabilities, &json!(60)));
    let secret = token["token"].as_str().expect("the token is printed");
    client.simulator.join(secret).expect("the token is the one that the service sent");

    let rename = ["update-stage", "--arn", arn, "--name", "new", "--output", "table"];
    let renamed = client.run(&rename).await.successful("update-stage").stdout;
    assert!(
        renamed.lines().any(|line| line.starts_with("name ") && line.ends_with(" new")),
        "{renamed}"
    );

    let (code, message) =
        client.failure(&["wait", "stage-deleted", "--arn", arn, "--timeout", "1.5"]).await;
    assert_eq!(code, 4, "{message}");
    assert!(message.contains("waiter StageDeleted timed out"), "{message}");
    assert_eq!(client.json(&["delete-stage", "--arn", arn]).await, json!({}));
    let waited = client.run(&["wait", "stage-deleted", "--arn", arn, "--verbose"]).await;
    assert_eq!((waited.code, &*waited.stdout), (0, ""));
    assert!(
        waited.stderr.contains("GetStage: attempt 1: POST http://127.0.0.1:"),
        "{}",
        waited.stderr
    );
    assert!(
        waited.stderr.ends_with("s\n") && !waited.stderr.contains("Signature"),
        "{}",
        waited.stderr
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn exit_codes_name_the_kind_of_failure() {
    let simulator = Simulator::start().await.expect("a port is free");
    let client = Client { binary: binary().await, simulator };
    let gone = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";
    let no_server = ["--endpoint-url", "http://127.0.0.1:1", "--timeout", "2"];
    for (arguments, code, expected) in [
        (
            &["get-stage", "--arn", gone][..],
            1,
            "error: GetStage failed: ResourceNotFoundException: ",
        ),
        (&["get-stage"], 2, "--arn <STRING>"),
        (&["get-stage", "--jsn", "{}"], 2, "a similar argument exists: '--json'"),
        (&["get-stage", "--json", "{\"ARN\": 1}"], 2, "unknown member `ARN`; the input has `arn`"),
        (&["get-stages"], 2, "'get-stage"),
        (&["list-stages", "--profile", "none"], 3, "none"),
        (&["list-stages", "--region", "not a region"], 3, "region"),
        (&[&["list-stages"], &no_server[..]].concat(), 4, "ListStages failed: "),
    ] {
        let (found, message) = client.failure(arguments).await;
        assert_eq!(found, code, "{arguments:?}: {message}");
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = client.run(&["completions", shell]).await.successful("completions").stdout;
        assert!(script.contains("create-participant-token"), "{shell}");
    }
    let help = client.run(&["--help"]).await.successful("--help").stdout;
    assert!(help.contains("Exit codes:") && help.contains("update-stage"), "{help}");
}

/// clap verifies names and flags of all commands in a debug build.
#[test]
fn names_of_a_document_do_not_collide_with_those_of_the_client() {
    let name = "command_line";
    let package = "fixture-command-line";
    let folder = write_workspace(name, &[(package.to_owned(), fixtures::generated(name))]);
    let binary = built(&folder, package, "api-build");
    let run = |arguments: &[&str]| Finished::new(Command::new(&binary).args(arguments));
    let help = run(&["--help"]).successful("--help").stdout;
    for line in
        ["  call-help  ", "  call-wait  ", "  call-completions  ", "  wait  ", "  completions  "]
    {
        assert!(help.contains(line), "{line}: {help}");
    }
    let help = run(&["call-help", "--help"]).successful("--help").stdout;
    for part in [
        "--input-region <STRING>  The region of call-wait, see docs.",
        "--input-json <VALUE>",
        "[possible values: A, B]",
        "--input-all <INTEGER>...",
        "--input-out-file <JSON|@FILE>",
        "--self <BASE64|@FILE>",
        "--type <TIME>",
    ] {
        assert!(help.contains(part), "{part}: {help}");
    }
    run(&["completions", "bash"]).successful("completions");
    assert!(run(&["call-completions", "--help"]).stdout.contains("--max-items"));
    assert!(run(&["call-wait", "--help"]).stdout.contains("--out-file <FILE>"));
    assert!(run(&["wait", "until-help", "--help"]).stdout.contains("--input-region"));
}
