//! Stages, tokens, tags and the request log.

use super::*;
use crate::simulator::Fault;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

#[tokio::test]
async fn a_stage_is_created_read_updated_listed_and_deleted() {
    let (_simulator, client) = start().await;
    let made = ok(&client, "CreateStage", json!({"name": "demo", "tags": {"team": "a"}})).await;
    let arn = string(&made["stage"]["arn"]);
    assert!(arn.starts_with("arn:aws:ivs:us-east-1:123456789012:stage/"), "{arn}");
    assert_eq!(arn.rsplit('/').next().unwrap().len(), 12);
    let summary = json!({"arn": arn, "name": "demo", "tags": {"team": "a"}});
    let mut all = summary.clone();
    all["endpoints"] = made["stage"]["endpoints"].clone();
    assert_eq!(made["stage"], all);
    assert!(string(&all["endpoints"]["whip"]).starts_with("https://"));
    assert_eq!(made.get("participantTokens"), None);

    assert_eq!(ok(&client, "GetStage", json!({"arn": arn})).await["stage"], made["stage"]);
    let updated = ok(&client, "UpdateStage", json!({"arn": arn, "name": "renamed"})).await;
    assert_eq!(updated["stage"]["name"], "renamed");
    let unchanged = ok(&client, "UpdateStage", json!({"arn": arn})).await;
    assert_eq!(unchanged["stage"]["name"], "renamed");
    let listed = ok(&client, "ListStages", json!({})).await;
    let mut renamed = summary;
    renamed["name"] = json!("renamed");
    assert_eq!(listed, json!({"stages": [renamed]}));

    assert_eq!(ok(&client, "DeleteStage", json!({"arn": arn})).await, json!({}));
    for operation in ["GetStage", "UpdateStage", "DeleteStage"] {
        fails(&client, operation, json!({"arn": arn}), NOT_FOUND).await;
    }
    assert_eq!(ok(&client, "ListStages", json!({})).await, json!({"stages": []}));
}

#[tokio::test]
async fn a_stage_can_be_created_with_tokens() {
    let (_simulator, client) = start().await;
    let configurations = json!([
        {"userId": "alice", "capabilities": ["PUBLISH"], "duration": 5, "attributes": {"a": "b"}},
        {},
    ]);
    let input = json!({"participantTokenConfigurations": configurations});
    let made = ok(&client, "CreateStage", input).await;
    let tokens = made["participantTokens"].as_array().unwrap();
    assert_eq!(tokens.len(), 2);
    assert_eq!(tokens[0]["userId"], "alice");
    assert_eq!(tokens[0]["capabilities"], json!(["PUBLISH"]));
    assert_eq!(tokens[0]["duration"], 5);
    assert_eq!(tokens[0]["attributes"], json!({"a": "b"}));
    assert_eq!(tokens[1]["capabilities"], json!(["PUBLISH", "SUBSCRIBE"]));
    assert_eq!(tokens[1]["duration"], 720);
    assert_eq!(tokens[1].get("userId"), None);
    assert_ne!(tokens[0]["token"], tokens[1]["token"]);
}

#[tokio::test]
async fn a_token_expires_after_its_duration() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    let made =
        ok(&client, "CreateParticipantToken", json!({"stageArn": arn, "duration": 60})).await;
    let expires: Timestamp = string(&made["participantToken"]["expirationTime"]).parse().unwrap();
    let left = expires.duration_since(Timestamp::now());
    assert!(left <= SignedDuration::from_mins(60), "{left}");
    assert!(left > SignedDuration::from_mins(59), "{left}");
}

#[tokio::test]
async fn tags_are_merged_and_removed() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    for added in [json!({"a": "1", "b c": "2"}), json!({"a": "3", "+/ü": "4"})] {
        let response = tags(&client, Method::POST, &arn, "", Some(json!({"tags": added}))).await;
        assert_eq!((response.status, response.body.as_ref()), (200, &b"{}"[..]));
    }
    let listed = tags(&client, Method::GET, &arn, "", None).await;
    assert_eq!(listed.json(), json!({"tags": {"a": "3", "b c": "2", "+/ü": "4"}}));

    let query = "?tagKeys=b%20c&tagKeys=%2B%2F%C3%BC&tagKeys=unknown";
    assert_eq!(tags(&client, Method::DELETE, &arn, query, None).await.body, "{}");
    let listed = tags(&client, Method::GET, &arn, "", None).await;
    assert_eq!(listed.json(), json!({"tags": {"a": "3"}}));
    let found = ok(&client, "GetStage", json!({"arn": arn})).await;
    assert_eq!(found["stage"]["tags"], json!({"a": "3"}));
}

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
