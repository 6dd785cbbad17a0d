//! Ids, the form of responses, the request log and the end of a simulator.

use super::*;
use crate::simulator::Fault;
use std::time::Duration;

#[tokio::test]
async fn the_same_calls_give_the_same_ids() {
    let mut seen = Vec::new();
    for seed in [1, 1, 2] {
        let simulator = Simulator::builder().seed(seed).start().await.unwrap();
        let client = simulator.raw_client();
        let response = client.call("CreateStage", &json!({})).await.unwrap();
        let id = response.headers["x-amzn-requestid"].clone();
        assert_eq!(id.len(), 36);
        let token = token(&client, json!({"stageArn": response.json()["stage"]["arn"]})).await;
        seen.push((string(&response.json()["stage"]["arn"]), id, token));
    }
    assert_eq!(seen[0], seen[1]);
    assert_ne!(seen[0], seen[2]);
}

#[tokio::test]
async fn absent_members_can_be_nulls() {
    let simulator = Simulator::builder().explicit_nulls().start().await.unwrap();
    let made = ok(&simulator.raw_client(), "CreateStage", json!({})).await;
    assert_eq!(made["stage"].get("name"), Some(&Value::Null));
    assert_eq!(made.get("participantTokens"), Some(&Value::Null));
}

#[tokio::test]
async fn requests_are_logged_unchanged() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    tags(&client, Method::GET, &arn, "?x=%20", None).await;
    client.send(&Method::GET, "/Unknown", None).await.unwrap();
    let requests = simulator.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[0].method, "POST");
    assert_eq!(requests[0].operation, Some("CreateStage"));
    assert_eq!(requests[0].json(), json!({}));
    assert_eq!(requests[0].header("content-type"), Some("application/json"));
    assert!(requests[1].path().starts_with("/tags/arn%3Aaws%3Aivs%3A"), "{:?}", requests[1]);
    assert_eq!(requests[1].query(), "x=%20");
    assert_eq!((requests[2].operation, requests[2].status), (None, Some(404)));
    assert_eq!(simulator.take_requests().len(), 3);
    assert!(simulator.requests().is_empty());
}

#[tokio::test]
async fn connections_close_when_the_simulator_is_dropped() {
    let (simulator, client) = start().await;
    simulator.fail_next("ListStages", Fault::slow(Duration::from_secs(60)), 1);
    let call = tokio::spawn(async move { client.call("ListStages", &json!({})).await });
    while simulator.requests().is_empty() {
        tokio::task::yield_now().await;
    }
    drop(simulator);
    let response = tokio::time::timeout(Duration::from_secs(10), call).await;
    let response = response.expect("the connection closes long before the response is due");
    assert!(response.unwrap().is_err());
}
