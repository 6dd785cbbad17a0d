//! Errors of the service, injected faults, and pagination.

use super::*;
use crate::document::document;
use crate::simulator::{Fault, Resource};
use std::time::{Duration, Instant};

const NO_SESSION: &str = "st-0123456789abc";

#[tokio::test]
async fn missing_resources_are_not_found() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    for (operation, input) in [
        ("GetStage", json!({"arn": NO_STAGE})),
        ("UpdateStage", json!({"arn": NO_STAGE})),
        ("DeleteStage", json!({"arn": NO_STAGE})),
        ("CreateParticipantToken", json!({"stageArn": NO_STAGE})),
        ("DisconnectParticipant", json!({"stageArn": NO_STAGE, "participantId": "p"})),
        ("DisconnectParticipant", json!({"stageArn": arn, "participantId": "p"})),
        ("GetStageSession", json!({"stageArn": arn, "sessionId": NO_SESSION})),
        ("GetParticipant", json!({"stageArn": arn, "sessionId": NO_SESSION, "participantId": "p"})),
    ] {
        fails(&client, operation, input, NOT_FOUND).await;
    }
    let response = tags(&client, Method::GET, NO_STAGE, "", None).await;
    let message = error_of(&response, NOT_FOUND);
    assert!(message.contains(NO_STAGE), "{message}");
}

#[tokio::test]
async fn lists_of_unknown_parents_are_empty() {
    let (_simulator, client) = start().await;
    let session = json!({"stageArn": NO_STAGE, "sessionId": NO_SESSION, "participantId": "p"});
    for (operation, member) in [
        ("ListStageSessions", "stageSessions"),
        ("ListParticipants", "participants"),
        ("ListParticipantEvents", "events"),
    ] {
        let errors = &document().operation(operation).unwrap().errors;
        assert!(!errors.contains(&"ResourceNotFoundException".to_owned()), "{errors:?}");
        assert_eq!(ok(&client, operation, session.clone()).await, json!({member: []}));
    }
}

#[tokio::test]
async fn violated_constraints_name_the_member() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    for (operation, input, expected) in [
        ("GetStage", json!({}), "1 constraint violated: arn: required, but it is absent"),
        ("CreateStage", json!({"name": "x".repeat(129)}), "name: must have at most 128 characters"),
        ("GetStage", json!({"arn": "demo"}), "arn: must be an ARN of type stage"),
        (
            "GetStageSession",
            json!({"stageArn": arn, "sessionId": "st-1"}),
            "sessionId: must have at least",
        ),
        ("CreateStage", json!({"tags": {"aws:x": "1"}}), "tags.aws:x: keys that begin with aws:"),
        ("CreateStage", json!({"tags": {"": "1"}}), "tags: a key must have 1 to 128 characters"),
        (
            "CreateParticipantToken",
            json!({"stageArn": arn, "attributes": {"k": "v".repeat(1024)}}),
            "attributes: must have at most 1024 bytes in all, found 1025",
        ),
        (
            "CreateParticipantToken",
            json!({"stageArn": arn, "duration": 20161, "capabilities": ["FLY"]}),
            "2 constraints violated: duration: must be at most 20160, found 20161; capabilities[0]: ",
        ),
    ] {
        let message = fails(&client, operation, input, VALIDATION).await;
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn invalid_tags_are_rejected() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    let many = |from: usize, to: usize| -> Value {
        let tags: serde_json::Map<String, Value> =
            (from..to).map(|index| (format!("k{index}"), json!("v"))).collect();
        json!({"tags": tags})
    };
    assert_eq!(tags(&client, Method::POST, &arn, "", Some(many(0, 50))).await.status, 200);
    for (method, arn, rest, body, expected) in [
        (
            Method::POST,
            arn.as_str(),
            "",
            Some(many(50, 51)),
            "tags: a resource may have at most 50",
        ),
        (Method::POST, &arn, "", Some(many(0, 51)), "tags: must have at most 50 entries"),
        (Method::POST, &arn, "", Some(json!({})), "tags: required"),
        (Method::DELETE, &arn, "", None, "tagKeys: required"),
        (Method::DELETE, &arn, "?tagKeys=", None, "tagKeys[0]: must have at least 1 characters"),
        (Method::GET, "stage", "", None, "resourceArn: must be an ARN"),
        (Method::GET, &"a".repeat(129), "", None, "resourceArn: must have at most 128"),
    ] {
        let response = tags(&client, method, arn, rest, body).await;
        let message = error_of(&response, VALIDATION);
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn an_unencoded_arn_in_the_path_matches_no_operation() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    let response = client.send(&Method::GET, &format!("/tags/{arn}"), None).await.unwrap();
    let message = error_of(&response, UNKNOWN_OPERATION);
    assert!(message.contains("GET /tags/arn:aws:ivs"), "{message}");
}

#[tokio::test]
async fn a_body_must_be_json_with_its_content_type() {
    let (_simulator, client) = start().await;
    let mut request = client.request(&Method::POST, "/CreateStage", Some(&json!({}))).unwrap();
    *request.body_mut() = "{oops".into();
    client.sign(&mut request).unwrap();
    error_of(&client.transmit(request).await.unwrap(), (400, "SerializationException"));

    let mut request = client.request(&Method::POST, "/CreateStage", None).unwrap();
    client.sign(&mut request).unwrap();
    error_of(&client.transmit(request).await.unwrap(), (415, "UnsupportedMediaTypeException"));
}

#[tokio::test]
async fn quotas_conflicts_and_other_accounts_are_errors() {
    let simulator = Simulator::builder().quota(Resource::Stage, 1).start().await.unwrap();
    let client = simulator.raw_client();
    let arn = stage(&client).await;
    fails(&client, "CreateStage", json!({}), QUOTA_EXCEEDED).await;
    let other = "arn:aws:ivs:us-east-1:999999999999:stage/abc";
    fails(&client, "GetStage", json!({"arn": other}), ACCESS_DENIED).await;
    simulator.set_stage_busy(&arn, true);
    for operation in ["UpdateStage", "DeleteStage"] {
        fails(&client, operation, json!({"arn": arn}), CONFLICT).await;
    }
    simulator.set_stage_busy(&arn, false);
    ok(&client, "DeleteStage", json!({"arn": arn})).await;
    stage(&client).await;
}

#[tokio::test]
async fn an_oversized_body_is_rejected() {
    let (simulator, client) = start().await;
    let name = "x".repeat(1024 * 1024);
    let response = client.call("CreateStage", &json!({"name": name})).await;
    // The server may close the connection before the request is complete; then there is no response.
    if let Ok(response) = response {
        assert_eq!(response.status, 413);
    }
    assert!(simulator.requests().is_empty());
}

#[tokio::test]
async fn injected_errors_have_the_wire_format_of_the_service() {
    let (simulator, client) = start().await;
    for (fault, expected) in [
        (Fault::validation(), VALIDATION),
        (Fault::service_quota_exceeded(), QUOTA_EXCEEDED),
        (Fault::access_denied(), ACCESS_DENIED),
        (Fault::pending_verification(), (403, "PendingVerification")),
        (Fault::resource_not_found(), NOT_FOUND),
        (Fault::conflict(), CONFLICT),
        (Fault::internal_server(), INTERNAL),
        (Fault::throttling(), THROTTLING),
        (Fault::error(418, "TeapotException", "short"), (418, "TeapotException")),
    ] {
        let fault = fault.message("message").header("x-amz-retry-after", "7");
        simulator.fail_next("ListStages", fault, 1);
        let response = client.call("ListStages", &json!({})).await.unwrap();
        assert_eq!(error_of(&response, expected), "message");
        assert_eq!(response.headers["x-amz-retry-after"], "7");
        assert_eq!(response.headers["x-amzn-requestid"].len(), 36);
        assert!(response.headers.contains_key("date"));
    }
    ok(&client, "ListStages", json!({})).await;
}

#[tokio::test]
async fn a_fault_applies_to_its_operation_and_prevents_execution() {
    let (simulator, client) = start().await;
    simulator.fail_next("CreateStage", Fault::internal_server(), 2);
    for _ in 0..2 {
        fails(&client, "CreateStage", json!({}), INTERNAL).await;
    }
    assert_eq!(ok(&client, "ListStages", json!({})).await["stages"], json!([]));
    stage(&client).await;
    simulator.fail_any(Fault::throttling(), 1);
    fails(&client, "ListStages", json!({}), THROTTLING).await;
}

#[tokio::test]
async fn bodies_can_be_replaced_and_truncated() {
    let (simulator, client) = start().await;
    let page = Fault::raw(502, "<html>bad gateway</html>").header("content-type", "text/html");
    simulator.fail_next("ListStages", page, 1);
    let response = client.call("ListStages", &json!({})).await.unwrap();
    assert_eq!((response.status, response.error_code()), (502, None));
    assert_eq!(response.body, "<html>bad gateway</html>");
    assert_eq!(response.headers["content-type"], "text/html");

    simulator.fail_next("ListStages", Fault::truncated(200, r#"{"stages":[]}"#, 5), 1);
    let error = client.call("ListStages", &json!({})).await.unwrap_err();
    assert!(
        error.downcast_ref::<hyper::Error>().is_some_and(|it| it.is_incomplete_message()),
        "{error}"
    );
}

#[tokio::test]
async fn connections_can_drop_before_and_after_execution() {
    let (simulator, client) = start().await;
    simulator.fail_next("CreateStage", Fault::dropped(), 1);
    simulator.fail_next("CreateStage", Fault::dropped().after_effect(), 1);
    for stages in [0, 1] {
        client.call("CreateStage", &json!({})).await.unwrap_err();
        let listed = ok(&client, "ListStages", json!({})).await;
        assert_eq!(listed["stages"].as_array().unwrap().len(), stages);
    }
    assert_eq!(simulator.requests()[0].status, None);
}

#[tokio::test]
async fn responses_can_be_delayed() {
    let (simulator, client) = start().await;
    simulator.fail_next("ListStages", Fault::slow(Duration::from_millis(80)), 1);
    let start = Instant::now();
    assert_eq!(ok(&client, "ListStages", json!({})).await, json!({"stages": []}));
    assert!(start.elapsed() >= Duration::from_millis(80));
}

#[tokio::test]
#[should_panic(expected = "the document has no operation ListStage")]
async fn a_fault_for_an_unknown_operation_panics() {
    let (simulator, _) = start().await;
    simulator.fail_next("ListStage", Fault::conflict(), 1);
}

#[tokio::test]
async fn lists_are_paginated_until_there_is_no_token() {
    let (_simulator, client) = start().await;
    let mut made = Vec::new();
    for _ in 0..53 {
        made.push(stage(&client).await);
    }
    for (limit, sizes) in [(None, vec![50, 3]), (Some(20), vec![20, 20, 13]), (Some(53), vec![53])]
    {
        let (mut seen, mut token, mut found) = (Vec::new(), None::<String>, Vec::new());
        for _ in 0..sizes.len() {
            let input = json!({"maxResults": limit, "nextToken": token});
            let page = ok(&client, "ListStages", input).await;
            let stages = page["stages"].as_array().unwrap();
            found.push(stages.len());
            seen.extend(stages.iter().map(|stage| string(&stage["arn"])));
            token = page["nextToken"].as_str().map(str::to_owned);
        }
        assert_eq!(found, sizes);
        assert_eq!(seen, made);
        assert_eq!(token, None);
    }
}

#[tokio::test]
async fn pagination_is_stable_while_resources_change() {
    let (_simulator, client) = start().await;
    let mut made = Vec::new();
    for _ in 0..4 {
        made.push(stage(&client).await);
    }
    let first = ok(&client, "ListStages", json!({"maxResults": 2})).await;
    for arn in [&made[0], &made[1], &made[2]] {
        ok(&client, "DeleteStage", json!({"arn": arn})).await;
    }
    let late = stage(&client).await;
    let input = json!({"maxResults": 2, "nextToken": first["nextToken"]});
    let second = ok(&client, "ListStages", input).await;
    let seen: Vec<String> =
        second["stages"].as_array().unwrap().iter().map(|stage| string(&stage["arn"])).collect();
    assert_eq!(seen, [made[3].clone(), late]);
}

#[tokio::test]
async fn foreign_tokens_and_invalid_limits_are_rejected() {
    let (_simulator, client) = start().await;
    let (arn, _) = (stage(&client).await, stage(&client).await);
    let page = ok(&client, "ListStages", json!({"maxResults": 1})).await;
    let foreign = json!({"stageArn": arn, "nextToken": page["nextToken"]});
    for (operation, input, member) in [
        ("ListStageSessions", foreign, "nextToken"),
        ("ListStages", json!({"nextToken": "bm9uc2Vuc2U="}), "nextToken"),
        ("ListStages", json!({"nextToken": "x".repeat(1025)}), "nextToken"),
        ("ListStages", json!({"maxResults": 0}), "maxResults"),
        ("ListStages", json!({"maxResults": 101}), "maxResults"),
    ] {
        let message = fails(&client, operation, input, VALIDATION).await;
        assert!(message.contains(member), "{message}");
    }
}

#[tokio::test]
async fn participants_are_filtered_by_one_filter() {
    let (simulator, client) = start().await;
    let arn = stage(&client).await;
    let mut present = Vec::new();
    for user in ["alice", "bob", "alice"] {
        let (secret, _) = token(&client, json!({"stageArn": arn, "userId": user})).await;
        present.push(simulator.join(&secret).unwrap());
    }
    simulator.publish(&present[1]).unwrap();
    simulator.leave(&present[2]).unwrap();
    let session = present[0].session_id.clone();
    for (filter, value, expected) in [
        ("filterByUserId", json!("alice"), vec![0, 2]),
        ("filterByPublished", json!(true), vec![1]),
        ("filterByPublished", json!(false), vec![0, 2]),
        ("filterByState", json!("CONNECTED"), vec![0, 1]),
        ("filterByState", json!("DISCONNECTED"), vec![2]),
    ] {
        let mut seen = Vec::new();
        let mut token = Value::Null;
        for _ in &expected {
            let mut input = json!({"stageArn": arn, "sessionId": session, "maxResults": 1});
            (input[filter], input["nextToken"]) = (value.clone(), token);
            let page = ok(&client, "ListParticipants", input).await;
            seen.push(string(&page["participants"][0]["participantId"]));
            assert_eq!(
                page["participants"][0].get("attributes"),
                None,
                "summaries have no attributes"
            );
            token = page["nextToken"].clone();
        }
        assert_eq!(token, Value::Null);
        let expected: Vec<&str> =
            expected.iter().map(|index| present[*index].participant_id.as_str()).collect();
        assert_eq!(seen, expected, "{filter} {value}");
    }
    let input = json!({"stageArn": arn, "sessionId": session,
                       "filterByUserId": "alice", "filterByPublished": false});
    let message = fails(&client, "ListParticipants", input, VALIDATION).await;
    assert!(message.starts_with("filterByUserId, filterByPublished: only one of"), "{message}");
}
