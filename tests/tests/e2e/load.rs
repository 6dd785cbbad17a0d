//! Many calls at once, and clients that outlive the runtime they were first used in.

use crate::fixture::{builder_for, simulated};
use e2e_tests::simulator::{Fault, Simulator};
use generated_sdk::Retries;
use std::collections::BTreeSet;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_at_once_are_all_answered() {
    let simulator = Simulator::builder().stage_quota(1000).start();
    let simulator = simulator.await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    let mut calls = JoinSet::new();
    for index in 0..200 {
        let client = client.clone();
        calls.spawn(async move {
            let name = format!("stage-{index}");
            let made = client.create_stage().name(&name).send().await?;
            let arn = made.stage.unwrap_or_default().arn;
            let found = client.get_stage(&arn).send().await?;
            // Each caller gets the response to its own question.
            assert_eq!(found.stage.unwrap_or_default().name, Some(name));
            Ok::<_, generated_sdk::Error>(arn)
        });
    }
    let arns = calls.join_all().await;
    let arns: BTreeSet<_> = arns.into_iter().collect::<Result<_, _>>().unwrap();
    assert_eq!(arns.len(), 200);
    let requests = simulator.requests();
    assert_eq!(requests.len(), 400, "nothing had to be tried twice");
    assert!(requests.iter().all(|request| request.status == Some(200)));
    let ids: BTreeSet<_> = requests
        .iter()
        .flat_map(|request| request.header("amz-sdk-invocation-id"))
        .collect();
    assert_eq!(ids.len(), 400);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn faults_in_a_crowd_hit_single_calls_and_none_is_lost() {
    let simulator = Simulator::start().await.unwrap();
    // One call may be hit again and again: by all twenty, if it comes to that.
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
fn a_client_outlives_the_runtime_in_which_it_was_used() {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap()
    };
    let home = runtime();
    let (simulator, client) = home.block_on(simulated());
    for _ in 0..3 {
        // The connection that the call leaves behind dies with this runtime.
        let away = runtime();
        away.block_on(client.list_stages().send()).unwrap();
    }
    assert_eq!(simulator.requests().len(), 3);
}
