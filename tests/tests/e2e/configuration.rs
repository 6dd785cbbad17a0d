//! Where a client's settings come from: code, variables, shared files; and where its calls then go.

use crate::fixture::{builder, builder_for, simulated};
use generated_sdk::runtime::{BoxFuture, Environment};
use generated_sdk::{Client, Credentials, ErrorKind, ProvideCredentials, runtime};
use sdk_runtime::testing::{ScriptedTransport, Step};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The URI that a call of a client in this region goes to.
async fn address(region: &str) -> String {
    let transport = ScriptedTransport::new([Step::response(200, &[], "{}")]);
    let client = builder().region(region).transport(transport.clone());
    let client = client.build().unwrap();
    client.list_stages().send().await.unwrap();
    transport.take_requests()[0].uri().to_string()
}

#[tokio::test]
async fn calls_go_to_aws_over_https_unless_told_otherwise() {
    for (region, host) in [
        ("us-east-1", "ivsrealtime.us-east-1.amazonaws.com"),
        ("eu-central-1", "ivsrealtime.eu-central-1.amazonaws.com"),
        ("us-gov-west-1", "ivsrealtime.us-gov-west-1.amazonaws.com"),
        ("cn-north-1", "ivsrealtime.cn-north-1.amazonaws.com.cn"),
        // No region of the document's list.
        ("mars-north-7", "ivsrealtime.mars-north-7.amazonaws.com"),
    ] {
        assert_eq!(address(region).await, format!("https://{host}/ListStages"));
    }
}

#[tokio::test]
async fn variables_are_enough() {
    let (simulator, _) = simulated().await;
    let variables = Environment::from_iter([
        ("AWS_REGION", simulator.region().to_owned()),
        ("AWS_ACCESS_KEY_ID", simulator.access_key_id()),
        ("AWS_SECRET_ACCESS_KEY", simulator.secret_access_key()),
        ("AWS_ENDPOINT_URL_IVS_REALTIME", simulator.endpoint_url()),
    ]);
    let client = Client::builder().environment(variables).build().unwrap();
    client.list_stages().send().await.unwrap();
}

#[tokio::test]
async fn a_profile_of_the_shared_files_is_enough() {
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
    let named = Environment::from_iter([("HOME", home), ("AWS_PROFILE", "work")]);
    let plain = Environment::from_iter([("HOME", home)]);
    for builder in [
        Client::builder().environment(named),
        Client::builder().environment(plain).profile("work"),
    ] {
        let client = builder.build().unwrap();
        client.list_stages().send().await.unwrap();
    }
}

/// Gives another key with each question.
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
async fn credentials_of_the_callers_own_source_are_fetched_once() {
    let (simulator, _) = simulated().await;
    simulator.set_credentials("AKID0", "key-secret", None);
    let source = Counting::default();
    let client = builder()
        .credentials_provider(source.clone())
        .endpoint_url(simulator.endpoint_url())
        .build()
        .unwrap();
    assert_eq!(source.0.load(Ordering::Relaxed), 0, "not before a call");
    for _ in 0..3 {
        client.clone().list_stages().send().await.unwrap();
    }
    assert_eq!(source.0.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_refused_and_not_asked_for_again() {
    let (simulator, _) = simulated().await;
    let client = builder_for(&simulator)
        .max_response_bytes(5)
        .build()
        .unwrap();
    let error = client.list_stages().send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
    assert_eq!(simulator.requests().len(), 1);
    assert!(!error.is_retryable());
}
