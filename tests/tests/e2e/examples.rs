//! The examples of `generated-sdk`, each on the simulator.
//!
//! They are compiled into this test, so that their own unit tests run here too. The example `run-examples`, a step of
//! `.ci/run`, runs them as programs.

use crate::support::{builder, builder_for, simulated};
use e2e_tests::simulator::{RecordedRequest, Simulator};
use generated_sdk::testing::ManualSystem;
use generated_sdk::{Client, ErrorKind};
use std::collections::BTreeMap;
use std::fs;

/// Includes an example as a module. Its `main` is not called.
macro_rules! example {
    ($name:ident, $path:literal) => {
        #[path = $path]
        #[allow(dead_code, unreachable_pub)]
        mod $name;
    };
}

example!(axum_service, "../../../generated-sdk/examples/axum_service.rs");
example!(blocking, "../../../generated-sdk/examples/blocking.rs");
example!(concurrency, "../../../generated-sdk/examples/concurrency.rs");
example!(custom_credentials, "../../../generated-sdk/examples/custom_credentials.rs");
example!(error_handling, "../../../generated-sdk/examples/error_handling.rs");
example!(pagination, "../../../generated-sdk/examples/pagination.rs");
example!(waiters, "../../../generated-sdk/examples/waiters.rs");

/// The number of requests of each operation.
fn calls(requests: &[RecordedRequest]) -> BTreeMap<&str, usize> {
    let mut calls = BTreeMap::new();
    for operation in requests.iter().filter_map(|request| request.operation) {
        *calls.entry(operation).or_default() += 1;
    }
    calls
}

/// The number of stages of the account.
async fn stages(client: &Client) -> usize {
    client.list_stages().await.unwrap().stages.len()
}

#[test]
fn each_example_is_in_this_test() {
    let folder = e2e_tests::repository::root().join("generated-sdk/examples");
    let source = include_str!("examples.rs");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // The example of the simulator is a step of `.ci/run`.
        let path = format!("generated-sdk/examples/{name}\"");
        assert!(name == "quickstart.rs" || source.contains(&path), "{name}");
    }
}

#[tokio::test]
async fn pagination_runs() {
    let (simulator, client) = simulated().await;
    for name in ["a", "b", "c"] {
        client.create_stage().name(name).await.unwrap();
    }
    simulator.take_requests();
    pagination::run(&client).await.unwrap();
    // One page of all, twice; two pages of at most two; the first page and the rest.
    assert_eq!(calls(&simulator.requests()), BTreeMap::from([("ListStages", 6)]));
}

#[tokio::test]
async fn error_handling_runs() {
    let (simulator, client) = simulated().await;
    error_handling::run(&client).await.unwrap();
    let requests = simulator.requests();
    let expected = [("CreateStage", 1), ("GetStage", 1), ("ListStages", 1)];
    assert_eq!(calls(&requests), BTreeMap::from(expected));

    let stage = client.create_stage().await.unwrap().stage.unwrap();
    let found = error_handling::find_stage(&client, &stage.arn).await.unwrap();
    assert_eq!(found.unwrap().arn, stage.arn);
    let invalid = client.get_stage("").await.unwrap_err();
    assert_eq!(error_handling::advice(&invalid), "correct the input");
}

#[tokio::test]
async fn concurrency_keeps_its_limit_and_other_stages() {
    let (simulator, client) = simulated().await;
    client.create_stage().name("kept").await.unwrap();
    simulator.hold();
    let run = concurrency::run(&client);
    let observe = async {
        simulator.held(8).await;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        let in_flight = simulator.holding();
        simulator.release();
        in_flight
    };
    let (done, in_flight) = tokio::join!(run, observe);
    done.unwrap();
    assert_eq!(in_flight, 8);
    let requests = simulator.requests();
    assert_eq!(calls(&requests)["CreateStage"], 21);
    assert_eq!(calls(&requests)["DeleteStage"], 20);
    assert_eq!(stages(&client).await, 1);
}

#[tokio::test]
async fn custom_credentials_are_read_from_the_file() {
    let simulator = Simulator::builder().session_token("session").start().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("credentials");
    let client = || {
        builder()
            .endpoint_url(simulator.endpoint_url())
            .credentials_provider(custom_credentials::SecretFile::new(&path))
            .build()
            .unwrap()
    };

    let absent = custom_credentials::run(&client()).await.unwrap_err();
    assert_eq!(absent.kind(), ErrorKind::Credentials);
    fs::write(&path, "s3cret").unwrap();
    let incomplete = custom_credentials::run(&client()).await.unwrap_err().to_string();
    assert!(incomplete.contains("less than two lines"), "{incomplete}");
    assert!(!incomplete.contains("s3cret"), "{incomplete}");

    let (id, secret) = (simulator.access_key_id(), simulator.secret_access_key());
    fs::write(&path, format!("{id}\n{secret}\nsession\n")).unwrap();
    custom_credentials::run(&client()).await.unwrap();
    assert_eq!(simulator.requests().len(), 1, "no request without credentials");
}

#[tokio::test]
async fn waiters_run() {
    let (simulator, _) = simulated().await;
    // The delays between the polls pass at once.
    let client = builder_for(&simulator).system(ManualSystem::default()).build().unwrap();
    waiters::run(&client, "recordings").await.unwrap();
    let requests = simulator.requests();
    let calls = calls(&requests);
    assert!(calls["GetComposition"] >= 2, "{calls:?}");
    assert_eq!((calls["StopComposition"], calls["DeleteStage"]), (1, 1));
    assert!(requests.iter().all(|request| request.status != Some(409)), "{calls:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_runs() {
    let (simulator, client) = simulated().await;
    blocking::run(&client).unwrap();
    let requests = simulator.requests();
    assert_eq!(calls(&requests)["ListStages"], 2);
    assert_eq!(stages(&client).await, 0);
}

#[tokio::test]
async fn the_axum_service_serves_rooms_of_the_simulator() {
    use axum::body::{Body, to_bytes};
    use axum::http::Request;
    use tower::ServiceExt;

    let (_simulator, client) = simulated().await;
    let send = async |method: &str, path: &str, body: String| {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("content-type", "application/json");
        let router = axum_service::router(client.clone());
        let response = router.oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let status = response.status().as_u16();
        let body = to_bytes(response.into_body(), 65_536).await.unwrap();
        (status, serde_json::from_slice::<serde_json::Value>(&body).unwrap())
    };
    let (status, room) = send("POST", "/rooms", r#"{"name": "standup"}"#.to_owned()).await;
    assert_eq!((status, &room["name"]), (201, &"standup".into()));
    let (status, rooms) = send("GET", "/rooms", String::new()).await;
    assert_eq!((status, rooms), (200, [room.clone()].into_iter().collect()));
    let user = format!(r#"{{"room": {}, "user": "alice"}}"#, room["arn"]);
    let (status, token) = send("POST", "/tokens", user).await;
    assert!(status == 201 && token["token"].as_str().is_some_and(|it| !it.is_empty()), "{token}");
    let unknown = format!(r#"{{"room": "{}", "user": "alice"}}"#, crate::support::ARN);
    let (status, problem) = send("POST", "/tokens", unknown).await;
    assert!(status == 404 && problem["message"].is_string(), "{problem}");
}
