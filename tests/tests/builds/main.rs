//! Checks that run cargo or download files: `cargo test -p e2e-tests --test builds`.
//!
//! A separate target that `cargo test` leaves out, because it takes minutes and needs the network once. It compiles the
//! crates of all fixtures, a crate outside the workspace that uses the SDK, and the examples of the SDK's
//! documentation, and compares with files of AWS and APIs.guru. Builds and downloads are kept below `target`.

mod alternatives;
mod aws_json;
mod bodies;
mod command_line;
mod documents;
mod endpoints;
#[path = "../e2e/fixtures.rs"]
mod fixtures;
mod flows;
mod irregular;
mod loopback;
mod media;
mod mutants;
mod pages;
mod parameters;
mod plain;
mod prose;
mod published_document;
mod requests;
mod retries;
mod schemas;
mod security;
mod servers;
mod streams;
mod wire;

use e2e_tests::repository::{self, Finished};
use e2e_tests::simulator::Simulator;
use generator::diagnostics::Diagnostic;
use generator::document::Source;
use generator::{FileTree, Generated, Input, Package, generate_crate};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that uses the SDK with settings from the environment.
const PROGRAM: &str = r#"
use generated_sdk::types::ParticipantTokenCapability;
use generated_sdk::{Client, Error, ErrorKind};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::from_env()?;
    let _times: [Option<generated_sdk::jiff::Timestamp>; 0] = [];
    let _parts: Option<(generated_sdk::http::StatusCode, generated_sdk::bytes::Bytes)> = None;
    let made = client.create_stage().name("downstream").tags([("team", "video")]).send().await?;
    let stage = made.stage.unwrap_or_default();
    let token = client
        .create_participant_token(&stage.arn)
        .user_id("alice")
        .capabilities([ParticipantTokenCapability::Publish])
        .duration(60)
        .send()
        .await?;
    println!("token {:?}", token.participant_token.unwrap_or_default().token);
    let mut stages = client.list_stages().items();
    while let Some(stage) = stages.next().await {
        println!("stage {:?}", stage?.name);
    }
    client.delete_stage(&stage.arn).send().await?;
    let Err(gone) = client.get_stage(&stage.arn).send().await else { return Ok(()) };
    assert_eq!(gone.kind(), ErrorKind::Service);
    println!("gone {} {:?}", gone.is_resource_not_found(), gone.status());
    Ok(())
}
"#;

/// A cargo command in a folder, with the target folder that all builds here share.
fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = repository::cargo();
    cargo.args(arguments).arg("--offline").current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", repository::scratch().join("target"));
    cargo
}

/// Runs a program with the simulator's settings in its environment, and no other AWS settings.
async fn run_with(simulator: &Simulator, mut program: Command) -> Finished {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            program.env_remove(name);
        }
    }
    program
        .env("AWS_ENDPOINT_URL", simulator.endpoint_url())
        .env("AWS_REGION", simulator.region())
        .env("AWS_ACCESS_KEY_ID", simulator.access_key_id())
        .env("AWS_SECRET_ACCESS_KEY", simulator.secret_access_key())
        .env("AWS_EC2_METADATA_DISABLED", "true");
    let finished = tokio::task::spawn_blocking(move || Finished::new(&mut program));
    finished.await.expect("the program can be run")
}

/// Writes a workspace of generated crates, and removes those of earlier runs.
fn write_workspace(name: &str, crates: &[(String, FileTree)]) -> PathBuf {
    let folder = repository::scratch().join(name);
    for found in fs::read_dir(&folder).into_iter().flatten().flatten() {
        let is_stale = !crates.iter().any(|(name, _)| found.file_name() == name.as_str());
        if is_stale && found.path().is_dir() {
            fs::remove_dir_all(found.path()).expect("a stale crate can be removed");
        }
    }
    for (name, files) in crates {
        write_generated(&folder.join(name), files);
    }
    let members: String = crates.iter().map(|(name, _)| format!("    {name:?},\n")).collect();
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n[profile.dev]\ndebug = false\n"
    );
    repository::write(&folder.join("Cargo.toml"), &manifest);
    fs::copy(repository::root().join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the lock file can be copied");
    folder
}

fn write_generated(folder: &Path, files: &FileTree) {
    remove_stale(folder, files);
    for (path, text) in files.iter() {
        // In the manifest: RUSTFLAGS would rebuild every dependency.
        let denied = "\n[lints.rust]\nwarnings = \"deny\"\n";
        match path {
            "Cargo.toml" => repository::write(&folder.join(path), &format!("{text}{denied}")),
            _ => repository::write(&folder.join(path), text),
        }
    }
}

/// Removes the files of an earlier run that a crate no longer has.
fn remove_stale(folder: &Path, files: &FileTree) {
    if folder.is_dir() {
        for path in repository::contents(folder).keys() {
            if files.get(path).is_none() {
                fs::remove_file(folder.join(path)).expect("a stale file can be removed");
            }
        }
    }
}

/// Runs a cargo command over a workspace of generated crates, with warnings denied.
fn run_cargo(folder: &Path, arguments: &[&str]) {
    let mut cargo = cargo(folder, arguments);
    cargo.args(["--workspace", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings");
    Finished::new(&mut cargo).successful(&format!("cargo {}", arguments.join(" ")));
}

/// A document without overlays, in YAML.
fn input(text: &str) -> Input {
    Input::of(Source { name: "document.yaml".to_owned(), text: text.into() })
}

/// The crate of a document, with the runtime of the repository.
fn generate(input: &Input, name: &str) -> Result<Generated, Vec<Diagnostic>> {
    let runtime = repository::root().join("runtime").display().to_string();
    generate_crate(input, &Package::new(Some(name.to_owned()), runtime))
}

/// The formatted crate of a document that has no errors.
fn generated(input: &Input, name: &str) -> FileTree {
    generated_with_codes(input, name).0
}

/// The formatted crate of a document that has no errors, and the codes of its warnings.
fn generated_with_codes(input: &Input, name: &str) -> (FileTree, Vec<&'static str>) {
    let generated = generate(input, name);
    let Generated { mut files, diagnostics, .. } =
        generated.unwrap_or_else(|found| panic!("{name}: {found:#?}"));
    generator::rustfmt::format(&mut files).unwrap_or_else(|error| panic!("{name}: {error}"));
    (files, diagnostics.iter().map(|each| each.code).collect())
}

#[test]
fn fixtures_compile_and_document_without_warnings() {
    let names = fixtures::names();
    let crates: Vec<_> =
        names.into_iter().map(|name| (name.clone(), fixtures::generated(&name))).collect();
    let folder = write_workspace("fixtures", &crates);
    let features = "blocking,cli,serde,testing";
    for arguments in [
        &["check", "--keep-going", "--all-targets"][..],
        &["check", "--keep-going", "--features", features],
        &["doc", "--no-deps"],
        // Doc tests are `no_run`.
        &["test", "--doc", "--features", "testing"],
    ] {
        run_cargo(&folder, arguments);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crate_outside_the_workspace_compiles_and_calls_the_service() {
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    repository::write_crate(folder.path(), "downstream", PROGRAM);
    let simulator = Simulator::start().await.expect("a port is free");
    let run = cargo(folder.path(), &["run", "--quiet"]);
    let finished = run_with(&simulator, run).await.successful("cargo run");
    let expected = "token Some(**redacted**)\nstage Some(\"downstream\")\ngone true Some(404)\n";
    assert_eq!(finished.stdout, expected);
    assert_eq!(finished.stderr, "", "there are no warnings");
}

/// A function that compiles only if the crates of both SDKs have the same runtime.
const SHARED: &str = "//! Two SDKs.

/// The credentials of one SDK, for the other.
pub fn shared(credentials: one_sdk::Credentials) -> two_sdk::Credentials {
    credentials
}
";

#[test]
fn two_sdks_with_one_source_share_the_runtime() {
    let text = include_str!("../../../generator/src/aws/fixtures/pagination.yaml");
    let input = input(text);
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\n\
                    one-sdk = { path = \"../one-sdk\" }\ntwo-sdk = { path = \"../two-sdk\" }\n";
    let program = FileTree::from_iter([("Cargo.toml", manifest), ("src/lib.rs", SHARED)]);
    let crates = ["one-sdk", "two-sdk"].map(|name| (name.to_owned(), generated(&input, name)));
    let crates = [&crates[..], &[("program".to_owned(), program)]].concat();
    run_cargo(&write_workspace("shared-runtime", &crates), &["check"]);
}

#[test]
fn the_sdk_depends_on_one_version_of_each_crate() {
    let folder = tempfile::tempdir().expect("a temporary folder can be created");
    repository::write_crate(folder.path(), "downstream", PROGRAM);
    let arguments = ["tree", "--package", "generated-sdk", "--edges", "normal", "--prefix", "none"];
    let tree = Finished::new(&mut cargo(folder.path(), &arguments)).successful("cargo tree").stdout;
    // A line is a name, a version and remarks. A crate that is built in two ways has two equal lines.
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        let name = words.next().expect("a line has a name");
        versions.entry(name).or_default().extend(words.next());
    }
    assert!(versions.contains_key("sdk-runtime"), "{tree}");
    println!("generated-sdk compiles {} crates", versions.len());
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.is_empty(), "{versions:?}");
}

/// The code of each documented example, hidden lines included, by the name of its operation's file.
fn examples() -> BTreeMap<String, String> {
    let folder = repository::root().join("generated-sdk/src/operations");
    let files = fs::read_dir(folder).expect("the folder of operations is readable");
    let paths = files.map(|entry| entry.expect("its entries are readable").path());
    let paths = paths.filter(|path| path.file_stem().is_some_and(|name| name != "mod"));
    let example = |path: PathBuf| {
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("the file is readable");
        let lines = text.lines().map(|line| line.strip_prefix("/// ").unwrap_or_default());
        let lines = lines.skip_while(|line| *line != "```no_run").skip(1);
        let code = lines.take_while(|line| *line != "```");
        let code: Vec<_> = code.map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
        assert!(!code.is_empty(), "{name} has no example");
        (name, code.join("\n"))
    };
    paths.map(example).collect()
}

// The ARNs and ids in the examples.
const STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
const OTHER_STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/ijklIJKLmnop";
const ENCODER: &str = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/qrstQRSTuvwx";
const STORAGE: &str = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
const INGEST: &str = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
const PUBLIC_KEY: &str = "arn:aws:ivs:us-east-1:123456789012:public-key/opqrOPQRstuv";
const COMPOSITION: &str = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
const SESSION: &str = "st-a1b2c3d4e5f6g";
const PARTICIPANT: &str = "ABcd12EFgh34";
const IDS: [&str; 9] =
    [STAGE, OTHER_STAGE, ENCODER, STORAGE, INGEST, PUBLIC_KEY, COMPOSITION, SESSION, PARTICIPANT];

/// A program that runs the example named by its first argument. Further arguments `ID=ACTUAL` replace the ids in the
/// example with those of a simulator.
fn example_runner(examples: &BTreeMap<String, String>) -> String {
    let (mut modules, mut arms) = (String::new(), String::new());
    for (name, code) in examples {
        let mut code = code.replace("async fn example", "pub async fn example");
        for id in IDS {
            code = code.replace(&format!("{id:?}"), &format!("crate::actual({id:?})"));
        }
        let _ = write!(modules, "\nmod {name} {{\n{code}\n}}\n");
        let _ = writeln!(arms, "        {name:?} => {name}::example(&client).await?,");
    }
    format!(
        r#"#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {{
    let client = generated_sdk::Client::from_env()?;
    match std::env::args().nth(1).as_deref().unwrap_or_default() {{
{arms}        other => panic!("no example {{other}}"),
    }}
    Ok(())
}}

fn actual(id: &str) -> &'static str {{
    let actual = std::env::args().find_map(|argument| {{
        let actual = argument.strip_prefix(id)?.strip_prefix('=')?;
        Some(actual.to_owned())
    }});
    actual.expect("every id has an actual one").leak()
}}
{modules}"#
    )
}

/// Creates the resources that an example refers to. Those that would affect other examples are created only for the
/// examples that name them.
async fn create_resources(
    simulator: &Simulator,
    name: &str,
    code: &str,
) -> Vec<(&'static str, String)> {
    let client = simulator.raw_client();
    let call = async |operation: &str, input: Value| {
        let response = client.call(operation, &input).await.expect("the simulator responds");
        assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
        response.json()
    };
    let create = async |operation: &str, resource: &str, input: Value| {
        let output = call(operation, input).await;
        output[resource]["arn"].as_str().expect("a resource has an ARN").to_owned()
    };
    let tagged = json!({"tags": {"team": "video"}});
    let stage = create("CreateStage", "stage", tagged).await;
    let other = create("CreateStage", "stage", json!({})).await;
    let bucket = json!({"s3": {"bucketName": "bucket"}});
    let rtmps = json!({"ingestProtocol": "RTMPS"});
    let encoder = create("CreateEncoderConfiguration", "encoderConfiguration", json!({})).await;
    let storage = create("CreateStorageConfiguration", "storageConfiguration", bucket).await;
    let ingest = create("CreateIngestConfiguration", "ingestConfiguration", rtmps).await;
    let mut ids = vec![(ENCODER, encoder), (STORAGE, storage), (INGEST, ingest)];
    if code.contains(PUBLIC_KEY) {
        let key = "-----BEGIN PUBLIC KEY-----\nMHYwEAYH\n-----END PUBLIC KEY-----\n";
        let key = json!({"publicKeyMaterial": key});
        ids.push((PUBLIC_KEY, create("ImportPublicKey", "publicKey", key).await));
    }
    if code.contains(COMPOSITION) {
        let channel = json!({"channelArn": "arn:aws:ivs:us-east-1:123456789012:channel/abcd"});
        let input = json!({"stageArn": stage, "destinations": [{"channel": channel}]});
        ids.push((COMPOSITION, create("StartComposition", "composition", input).await));
    }
    if code.contains(PARTICIPANT) || code.contains(SESSION) {
        let token = call("CreateParticipantToken", json!({"stageArn": stage})).await;
        let token = token["participantToken"]["token"].as_str().expect("a token has a secret");
        let presence = simulator.join(token).expect("the token is valid");
        simulator.publish(&presence).expect("the token allows it");
        if name == "stop_participant_replication" {
            let replica = json!({"sourceStageArn": stage, "destinationStageArn": other,
                "participantId": presence.participant_id});
            call("StartParticipantReplication", replica).await;
        }
        ids.extend([(PARTICIPANT, presence.participant_id), (SESSION, presence.session_id)]);
    }
    ids.extend([(STAGE, stage), (OTHER_STAGE, other)]);
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn documented_examples_succeed_with_one_request_each() {
    let examples = examples();
    let folder = repository::scratch().join("examples");
    repository::write_crate(&folder, "documented", &example_runner(&examples));
    let mut build = cargo(&folder, &["build", "--quiet"]);
    let built = tokio::task::spawn_blocking(move || Finished::new(&mut build)).await;
    built.expect("cargo can be run").successful("cargo build");
    let program = format!("target/debug/documented{}", std::env::consts::EXE_SUFFIX);
    let program = repository::scratch().join(program);
    let mut failed = Vec::new();
    for (name, code) in &examples {
        let simulator = Simulator::start().await.expect("a port is free");
        let ids = create_resources(&simulator, name, code).await;
        simulator.take_requests();
        let mut run = Command::new(&program);
        run.arg(name).args(ids.iter().map(|(id, actual)| format!("{id}={actual}")));
        let finished = run_with(&simulator, run).await;
        let requests = simulator.take_requests().len();
        if finished.code != 0 || requests != 1 {
            failed.push(format!("{name}: {requests} requests\n{}", finished.stderr));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(examples.len(), 40, "one for each operation");
}
