//! Errors of the service and injected faults.

use super::*;
use crate::document::document;
use crate::simulator::Fault;
use std::time::Duration;

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
    let other = NO_STAGE.replace("123456789012", "999999999999");
    fails(&client, "GetStage", json!({"arn": other}), ACCESS_DENIED).await;
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
        (
            "ListParticipants",
            json!({"stageArn": arn, "sessionId": NO_SESSION, "filterByUserId": "u", "filterByPublished": true}),
            "filterByUserId, filterByPublished: only one of",
        ),
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
async fn a_fault_other_than_a_delay_prevents_the_execution_of_its_operation() {
    let (simulator, client) = start().await;
    simulator.fail_next("CreateStage", Fault::internal_server(), 1);
    simulator.fail_next("CreateStage", Fault::dropped(), 1);
    assert_eq!(ok(&client, "ListStages", json!({})).await, json!({"stages": []}));
    fails(&client, "CreateStage", json!({}), INTERNAL).await;
    client.call("CreateStage", &json!({})).await.unwrap_err();
    assert_eq!(simulator.requests()[2].status, None);
    assert_eq!(ok(&client, "ListStages", json!({})).await, json!({"stages": []}));
    simulator.fail_next("CreateStage", Fault::slow(Duration::from_millis(1)), 1);
    stage(&client).await;
}

#[tokio::test]
#[should_panic(expected = "the document has no operation ListStage")]
async fn a_fault_for_an_unknown_operation_panics() {
    let (simulator, _) = start().await;
    simulator.fail_next("ListStage", Fault::conflict(), 1);
}
