//! Concurrent calls, and a client used from several tokio runtimes.

use crate::support::{builder_for, simulated};
use e2e_tests::simulator::{Fault, Resource, Simulator};
use generated_sdk::Retries;
use std::collections::BTreeSet;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_calls_get_their_own_responses() {
    let simulator = Simulator::builder().quota(Resource::Stage, 1000).start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    let mut calls = JoinSet::new();
    for index in 0..200 {
        let client = client.clone();
        calls.spawn(async move {
            let name = format!("stage-{index}");
            let made = client.create_stage().name(&name).send().await?;
            let arn = made.stage.unwrap_or_default().arn;
            let found = client.get_stage(&arn).send().await?;
            // The response belongs to this request.
            assert_eq!(found.stage.unwrap_or_default().name, Some(name));
            Ok::<_, generated_sdk::Error>(arn)
        });
    }
    let arns = calls.join_all().await;
    let arns: BTreeSet<_> = arns.into_iter().collect::<Result<_, _>>().unwrap();
    assert_eq!(arns.len(), 200);
    let requests = simulator.requests();
    assert_eq!(requests.len(), 400, "there are no retries");
    assert!(requests.iter().all(|request| request.status == Some(200)));
    let ids: BTreeSet<_> =
        requests.iter().flat_map(|request| request.header("amz-sdk-invocation-id")).collect();
    assert_eq!(ids.len(), 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_among_concurrent_calls_are_retried() {
    let simulator = Simulator::start().await.unwrap();
    // All twenty faults may hit the same call.
    let patient = Retries::standard().max_attempts(21);
    let client = builder_for(&simulator).retries(patient).build().unwrap();
    simulator.fail_any(Fault::dropped(), 10);
    simulator.fail_any(Fault::throttling(), 10);
    let calls: JoinSet<_> = (0..100)
        .map(|_| {
            let client = client.clone();
            async move { client.list_stages().send().await }
        })
        .collect();
    for response in calls.join_all().await {
        response.unwrap();
    }
    assert_eq!(simulator.requests().len(), 120);
}

#[test]
fn a_client_outlives_the_runtime_it_was_used_in() {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
    };
    let first = runtime();
    let (simulator, client) = first.block_on(simulated());
    for _ in 0..3 {
        // The idle connection is closed with this runtime.
        let other = runtime();
        other.block_on(client.list_stages().send()).unwrap();
    }
    assert_eq!(simulator.requests().len(), 3);
}
