//! Settings from code, environment variables and shared files, and the resulting endpoints.

use crate::support::{builder, simulated};
use generated_sdk::runtime::{BoxFuture, Environment};
use generated_sdk::types::ParticipantState;
use generated_sdk::{Client, Credentials, ProvideCredentials, runtime};
use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Disables the instance metadata service, in case other credentials are not found.
const OFFLINE: (&str, &str) = ("AWS_EC2_METADATA_DISABLED", "true");

#[tokio::test]
async fn environment_variables_configure_a_client() {
    let (simulator, _) = simulated().await;
    let variables = Environment::from_iter([
        ("AWS_REGION", simulator.region().to_owned()),
        ("AWS_ACCESS_KEY_ID", simulator.access_key_id()),
        ("AWS_SECRET_ACCESS_KEY", simulator.secret_access_key()),
        ("AWS_ENDPOINT_URL_IVS_REALTIME", simulator.endpoint_url()),
        ("AWS_EC2_METADATA_DISABLED", "true".to_owned()),
    ]);
    let client = Client::builder().environment(variables).build().unwrap();
    client.list_stages().send().await.unwrap();
}

#[tokio::test]
async fn a_profile_configures_a_client() {
    let (simulator, _) = simulated().await;
    simulator.set_credentials("AKIDPROFILE", "profile-secret", Some("profile-token"));
    let home = tempfile::tempdir().unwrap();
    let aws = home.path().join(".aws");
    std::fs::create_dir(&aws).unwrap();
    let config = format!(
        "[default]\nregion = eu-west-9\n\n[profile work]\nregion = {}\nendpoint_url = {}\n",
        simulator.region(),
        simulator.endpoint_url()
    );
    std::fs::write(aws.join("config"), config).unwrap();
    let keys = "[work]\naws_access_key_id = AKIDPROFILE\naws_secret_access_key = profile-secret\n\
                aws_session_token = profile-token\n";
    std::fs::write(aws.join("credentials"), keys).unwrap();
    let home = home.path().to_str().unwrap();
    let named = Environment::from_iter([("HOME", home), OFFLINE, ("AWS_PROFILE", "work")]);
    let plain = Environment::from_iter([("HOME", home), OFFLINE]);
    for builder in
        [Client::builder().environment(named), Client::builder().environment(plain).profile("work")]
    {
        let client = builder.build().unwrap();
        client.list_stages().send().await.unwrap();
    }
}

/// Provides a different key with each call.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl ProvideCredentials for Counting {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, runtime::CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        let key = Credentials::new(format!("AKID{number}"), "key-secret", None);
        Box::pin(std::future::ready(Ok(key)))
    }
}

#[tokio::test]
async fn credentials_of_a_custom_provider_are_cached() {
    let (simulator, _) = simulated().await;
    simulator.set_credentials("AKID0", "key-secret", None);
    let source = Counting::default();
    let client = builder()
        .credentials_provider(source.clone())
        .endpoint_url(simulator.endpoint_url())
        .build()
        .unwrap();
    assert_eq!(source.0.load(Ordering::Relaxed), 0, "loaded before the first call");
    for _ in 0..3 {
        client.clone().list_stages().send().await.unwrap();
    }
    assert_eq!(source.0.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn the_simulator_prints_the_environment_of_its_clients() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .stdout(Stdio::piped())
        .spawn()
        .expect("the simulator starts");
    let printed = BufReader::new(process.stdout.take().expect("its output is piped"));
    let mut variables = Vec::new();
    for line in printed.lines() {
        let line = line.expect("its output is text");
        let line = line.strip_prefix("export ").expect("each line exports a variable");
        variables.extend(line.split(' ').filter_map(|each| each.split_once('=')).map(owned));
        if line.starts_with("AWS_REGION") {
            break;
        }
    }
    let environment = Environment::from_iter(variables);
    let client = Client::builder().environment(environment).build().unwrap();
    let created = client.create_stage().name("by environment").await;
    process.kill().expect("it runs until it is ended");
    process.wait().expect("it has ended");
    assert_eq!(created.unwrap().stage.unwrap().name.as_deref(), Some("by environment"));
}

#[tokio::test]
async fn the_simulator_starts_with_stages_and_connected_participants() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .args(["--stages", "2", "--participants", "13"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the simulator starts");
    let printed = BufReader::new(process.stdout.take().expect("its output is piped"));
    let mut variables = Vec::new();
    let mut stages = Vec::new();
    for line in printed.lines() {
        let line = line.expect("its output is text");
        match line.strip_prefix("export ") {
            Some(line) => {
                let pairs = line.split(' ').filter_map(|each| each.split_once('='));
                variables.extend(pairs.map(owned));
            }
            None => stages.push(line),
        }
        if stages.len() == 2 {
            break;
        }
    }
    let client = Client::builder().environment(Environment::from_iter(variables)).build().unwrap();
    let stage = &client.list_stages().await.unwrap().stages[1];
    let session = stage.active_session_id.clone().expect("a session is active");
    let listed = client.list_participants(&stage.arn, &session).await;
    process.kill().expect("it runs until it is ended");
    process.wait().expect("it has ended");
    let listed = listed.unwrap().participants;
    let ids = listed.iter().filter_map(|each| each.participant_id.as_deref());
    let connected = |state: &Option<ParticipantState>| *state == Some(ParticipantState::Connected);
    assert!(listed.iter().all(|each| connected(&each.state)), "{listed:?}");
    let (head, printed) = stages[1].split_once(" participants ").expect("they are printed");
    assert_eq!(head, format!("# stage {}, session {session},", stage.arn));
    let printed: BTreeSet<_> = printed.split(' ').collect();
    assert_eq!(printed, ids.collect());
    assert_eq!(printed.len(), 13);
}

#[test]
fn the_simulator_explains_its_flags() {
    let run = |flag| Command::new(env!("CARGO_BIN_EXE_simulator")).arg(flag).output().unwrap();
    let help = run("--help");
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8_lossy(&help.stdout);
    assert!(
        ["--stages", "--participants", "--hold"].iter().all(|flag| text.contains(flag)),
        "{text}"
    );
    let unknown = run("--stage");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("--stages"), "{unknown:?}");
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
