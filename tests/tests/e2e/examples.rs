//! The examples of the documentation, one for each operation, run against the simulator as they stand there.
//!
//! They are compiled once, as one program of a stranger's crate. Only their ARNs and IDs change: they become
//! those of a simulator, in which everything that an example names is there.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use e2e_tests::simulator::Simulator;
use serde_json::{Value, json};

use crate::repository::{self, Finished};

/// The code of each example, what is hidden included, by the method that it calls.
fn examples() -> BTreeMap<String, String> {
    let folder = repository::root().join("generated-sdk/src/operations");
    let files = fs::read_dir(folder).expect("the folder of operations can be read");
    let example = |path: PathBuf| {
        let name = path.file_stem().expect("a file has a name");
        let name = name.to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a file can be read");
        let lines = text
            .lines()
            .map(|line| line.strip_prefix("/// ").unwrap_or_default());
        let code: Vec<_> = lines
            .skip_while(|line| *line != "```no_run")
            .skip(1)
            .take_while(|line| *line != "```")
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .collect();
        assert!(!code.is_empty(), "{name} has an example");
        (name, code.join("\n"))
    };
    files
        .map(|entry| example(entry.expect("its entries too").path()))
        .collect()
}

/// What stands for the things of the world in the examples.
const STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
const OTHER_STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/ijklIJKLmnop";
const ENCODER: &str = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/qrstQRSTuvwx";
const STORAGE: &str = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
const INGEST: &str = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
const PUBLIC_KEY: &str = "arn:aws:ivs:us-east-1:123456789012:public-key/opqrOPQRstuv";
const COMPOSITION: &str = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
const SESSION: &str = "st-a1b2c3d4e5f6g";
const PARTICIPANT: &str = "ABcd12EFgh34";
const THINGS: [&str; 9] = [
    STAGE,
    OTHER_STAGE,
    ENCODER,
    STORAGE,
    INGEST,
    PUBLIC_KEY,
    COMPOSITION,
    SESSION,
    PARTICIPANT,
];

/// A program that runs the example that its first argument names, with `it=another` as further arguments:
/// another thing for one that the example names.
fn program(examples: &BTreeMap<String, String>) -> String {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (name, code) in examples {
        let mut code = code.replace("async fn example", "pub async fn example");
        for thing in THINGS {
            code = code.replace(&format!("{thing:?}"), &format!("crate::other({thing:?})"));
        }
        let _ = write!(modules, "\nmod {name} {{\n{code}\n}}\n");
        let _ = writeln!(arms, "        {name:?} => {name}::example(&client).await?,");
    }
    format!(
        r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    // Endpoint, region and keys come from the environment, as for any program that calls AWS.
    let client = generated_sdk::Client::from_env().await?;
    match std::env::args().nth(1).as_deref().unwrap_or_default() {{
{arms}        other => panic!("no example {{other}}"),
    }}
    Ok(())
}}

fn other(thing: &str) -> &'static str {{
    let other = std::env::args().find_map(|argument| {{
        let other = argument.strip_prefix(thing)?.strip_prefix('=')?;
        Some(other.to_owned())
    }});
    other.expect("there is one").leak()
}}
{modules}"#
    )
}

/// Builds the program, and says where it is.
fn build(examples: &BTreeMap<String, String>) -> PathBuf {
    let folder = repository::scratch().join("examples");
    repository::write_crate(&folder, "documented", &program(examples));
    let target = repository::scratch().join("target");
    let mut build = repository::cargo();
    build.args(["build", "--quiet", "--offline"]);
    build.env("CARGO_TARGET_DIR", &target).current_dir(&folder);
    Finished::new(&mut build).successful("the examples compile");
    target
        .join("debug")
        .join(format!("documented{}", std::env::consts::EXE_SUFFIX))
}

/// What stands for each thing in a simulator that has it. What would get in the way of other calls is there
/// only for the examples that name it.
async fn world(simulator: &Simulator, name: &str, code: &str) -> Vec<(&'static str, String)> {
    let client = simulator.raw_client();
    let call = async |operation: &str, input: Value| {
        let response = client.call(operation, &input).await;
        let response = response.expect("the simulator answers");
        assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
        response.json()
    };
    let made = async |operation: &str, thing: &str, input: Value| {
        let response = call(operation, input).await;
        let arn = response[thing]["arn"].as_str();
        arn.expect("what was made has an ARN").to_owned()
    };
    let tagged = json!({"tags": {"team": "video"}});
    let stage = made("CreateStage", "stage", tagged).await;
    let other = made("CreateStage", "stage", json!({})).await;
    let bucket = json!({"s3": {"bucketName": "bucket"}});
    let rtmps = json!({"ingestProtocol": "RTMPS"});
    let encoder = "encoderConfiguration";
    let encoder = made("CreateEncoderConfiguration", encoder, json!({})).await;
    let storage = made("CreateStorageConfiguration", "storageConfiguration", bucket).await;
    let ingest = made("CreateIngestConfiguration", "ingestConfiguration", rtmps).await;
    let mut things = vec![(ENCODER, encoder), (STORAGE, storage), (INGEST, ingest)];
    if code.contains(PUBLIC_KEY) {
        let key = "-----BEGIN PUBLIC KEY-----\nMHYwEAYH\n-----END PUBLIC KEY-----\n";
        let key = json!({"publicKeyMaterial": key});
        things.push((PUBLIC_KEY, made("ImportPublicKey", "publicKey", key).await));
    }
    if code.contains(COMPOSITION) {
        let channel = json!({"channelArn": "arn:aws:ivs:us-east-1:123456789012:channel/abcd"});
        let input = json!({"stageArn": stage, "destinations": [{"channel": channel}]});
        things.push((
            COMPOSITION,
            made("StartComposition", "composition", input).await,
        ));
    }
    if code.contains(PARTICIPANT) || code.contains(SESSION) {
        let token = call("CreateParticipantToken", json!({"stageArn": stage})).await;
        let token = token["participantToken"]["token"].as_str();
        let token = token.expect("a token has its secret");
        let who = simulator.join(token).expect("the token lets in");
        simulator.publish(&who).expect("it lets publish, too");
        if name == "stop_participant_replication" {
            let replica = json!({"sourceStageArn": stage, "destinationStageArn": other,
                "participantId": who.participant_id});
            call("StartParticipantReplication", replica).await;
        }
        things.extend([(PARTICIPANT, who.participant_id), (SESSION, who.session_id)]);
    }
    things.extend([(STAGE, stage), (OTHER_STAGE, other)]);
    things
}

#[tokio::test(flavor = "multi_thread")]
async fn each_does_what_it_shows() {
    let examples = examples();
    let program = {
        let examples = examples.clone();
        tokio::task::spawn_blocking(move || build(&examples))
    };
    let program = program.await.expect("the build runs");
    let mut failed = Vec::new();
    for (name, code) in &examples {
        let simulator = Simulator::start().await.expect("a port is free");
        let things = world(&simulator, name, code).await;
        simulator.take_requests();
        let mut run = Command::new(&program);
        run.arg(name)
            .args(
                things
                    .iter()
                    .map(|(thing, other)| format!("{thing}={other}")),
            )
            .env("AWS_ENDPOINT_URL", simulator.endpoint_url())
            .env("AWS_REGION", simulator.region())
            .env("AWS_ACCESS_KEY_ID", simulator.access_key_id())
            .env("AWS_SECRET_ACCESS_KEY", simulator.secret_access_key())
            .env_remove("AWS_SESSION_TOKEN")
            .env_remove("AWS_PROFILE");
        let finished = tokio::task::spawn_blocking(move || Finished::new(&mut run));
        let finished = finished.await.expect("the program runs");
        let calls = simulator.take_requests().len();
        if finished.code != 0 || calls != 1 {
            failed.push(format!("{name}: {calls} calls\n{}", finished.stderr));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(examples.len(), 40, "one for each operation");
}
