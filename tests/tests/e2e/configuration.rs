//! Settings from code, environment variables and shared files, and the resulting endpoints.

use crate::support::{builder, simulated};
use generated_sdk::runtime::{BoxFuture, Environment};
use generated_sdk::{Client, Credentials, ProvideCredentials, runtime};
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

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}
