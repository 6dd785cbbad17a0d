//! A stranger's crate: it lies outside the workspace, depends on the SDK by path, and calls the simulator.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use e2e_tests::simulator::Simulator;

use crate::repository::{self, Finished};

const PROGRAM: &str = r#"
use generated_sdk::types::ParticipantTokenCapability;
use generated_sdk::{Client, Error, ErrorKind};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    // Endpoint, region and keys come from the environment, as for any program that calls AWS.
    let client = Client::from_env().await?;
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

fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut cargo = repository::cargo();
    cargo.args(arguments).arg("--offline").current_dir(folder);
    cargo.env("CARGO_TARGET_DIR", repository::scratch().join("target"));
    cargo
}

#[tokio::test(flavor = "multi_thread")]
async fn compiles_and_calls_the_service() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    repository::write_crate(folder.path(), "downstream", PROGRAM);
    let simulator = Simulator::start().await.expect("a port is free");
    let mut run = cargo(folder.path(), &["run", "--quiet"]);
    run.env("AWS_ENDPOINT_URL", simulator.endpoint_url())
        .env("AWS_REGION", simulator.region())
        .env("AWS_ACCESS_KEY_ID", simulator.access_key_id())
        .env("AWS_SECRET_ACCESS_KEY", simulator.secret_access_key())
        .env_remove("AWS_SESSION_TOKEN")
        .env_remove("AWS_PROFILE");
    let finished = tokio::task::spawn_blocking(move || Finished::new(&mut run));
    let finished = finished
        .await
        .expect("the build runs")
        .successful("the crate runs");
    assert_eq!(
        finished.stdout,
        "token Some(**redacted**)\nstage Some(\"downstream\")\ngone true Some(404)\n"
    );
    assert_eq!(
        finished.stderr, "",
        "neither cargo nor the program has anything to complain about"
    );
}

#[test]
fn gets_no_crate_twice() {
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    repository::write_crate(folder.path(), "downstream", PROGRAM);
    let arguments = [
        "tree",
        "--package",
        "generated-sdk",
        "--edges",
        "normal",
        "--prefix",
        "none",
    ];
    let tree = Finished::new(&mut cargo(folder.path(), &arguments))
        .successful("cargo tree")
        .stdout;
    // A line is a name, a version and perhaps remarks; a crate that is built in two ways stands there twice.
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in tree.lines() {
        let mut words = line.split(' ');
        let name = words.next().expect("a line has a name");
        versions.entry(name).or_default().extend(words.next());
    }
    assert!(versions.contains_key("sdk-runtime"), "{tree}");
    println!("a user of generated-sdk compiles {} crates", versions.len());
    let twice: Vec<_> = versions
        .iter()
        .filter(|(_, versions)| versions.len() > 1)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}
