//! Every error that the service gives on its own account.

use super::*;
use crate::document::document;

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
        (
            "DisconnectParticipant",
            json!({"stageArn": NO_STAGE, "participantId": "p"}),
        ),
        (
            "DisconnectParticipant",
            json!({"stageArn": arn, "participantId": "p"}),
        ),
        (
            "GetStageSession",
            json!({"stageArn": arn, "sessionId": NO_SESSION}),
        ),
        (
            "GetParticipant",
            json!({"stageArn": arn, "sessionId": NO_SESSION, "participantId": "p"}),
        ),
    ] {
        fails(&client, operation, input, 404, "ResourceNotFoundException").await;
    }
    let response = tags(&client, Method::GET, NO_STAGE, "", None).await;
    let message = error_of(&response, 404, "ResourceNotFoundException");
    assert!(message.contains(NO_STAGE), "{message}");
}

#[tokio::test]
async fn listing_what_belongs_to_nothing_is_empty() {
    let (_simulator, client) = start().await;
    let session = json!({"stageArn": NO_STAGE, "sessionId": NO_SESSION, "participantId": "p"});
    for (operation, member) in [
        ("ListStageSessions", "stageSessions"),
        ("ListParticipants", "participants"),
        ("ListParticipantEvents", "events"),
    ] {
        let errors = &document().operation(operation).unwrap().errors;
        assert!(
            !errors.contains(&"ResourceNotFoundException".to_owned()),
            "{errors:?}"
        );
        assert_eq!(
            ok(&client, operation, session.clone()).await,
            json!({member: []})
        );
    }
}

#[tokio::test]
async fn violated_constraints_name_their_members() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    for (operation, input, expected) in [
        (
            "GetStage",
            json!({}),
            "1 constraint violated: arn: required, but it is absent",
        ),
        (
            "CreateStage",
            json!({"name": "x".repeat(129)}),
            "name: must have at most 128 characters",
        ),
        (
            "GetStage",
            json!({"arn": "demo"}),
            "arn: must be the ARN of a stage",
        ),
        (
            "GetStageSession",
            json!({"stageArn": arn, "sessionId": "st-1"}),
            "sessionId: must have at least",
        ),
        (
            "CreateStage",
            json!({"tags": {"aws:x": "1"}}),
            "tags.aws:x: keys that begin with aws:",
        ),
        (
            "CreateStage",
            json!({"tags": {"": "1"}}),
            "tags: a key must have 1 to 128 characters",
        ),
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
        let message = fails(&client, operation, input, 400, "ValidationException").await;
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn tags_have_limits_in_path_query_and_number() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    let many = |from: usize, to: usize| -> Value {
        let tags: serde_json::Map<String, Value> = (from..to)
            .map(|index| (format!("k{index}"), json!("v")))
            .collect();
        json!({"tags": tags})
    };
    assert_eq!(
        tags(&client, Method::POST, &arn, "", Some(many(0, 50)))
            .await
            .status,
        200
    );
    for (method, arn, rest, body, expected) in [
        (
            Method::POST,
            arn.as_str(),
            "",
            Some(many(50, 51)),
            "tags: a resource may have at most 50",
        ),
        (
            Method::POST,
            &arn,
            "",
            Some(many(0, 51)),
            "tags: must have at most 50 entries",
        ),
        (Method::POST, &arn, "", Some(json!({})), "tags: required"),
        (Method::DELETE, &arn, "", None, "tagKeys: required"),
        (
            Method::DELETE,
            &arn,
            "?tagKeys=",
            None,
            "tagKeys[0]: must have at least 1 characters",
        ),
        (
            Method::GET,
            "stage",
            "",
            None,
            "resourceArn: must be the ARN",
        ),
        (
            Method::GET,
            &"a".repeat(129),
            "",
            None,
            "resourceArn: must have at most 128",
        ),
    ] {
        let response = tags(&client, method, arn, rest, body).await;
        let message = error_of(&response, 400, "ValidationException");
        assert!(message.contains(expected), "{message}");
    }
}

#[tokio::test]
async fn an_arn_that_is_not_encoded_finds_no_operation() {
    let (_simulator, client) = start().await;
    let arn = stage(&client).await;
    let response = client
        .send(&Method::GET, &format!("/tags/{arn}"), None)
        .await
        .unwrap();
    let message = error_of(&response, 404, "UnknownOperationException");
    assert!(message.contains("GET /tags/arn:aws:ivs"), "{message}");
}

#[tokio::test]
async fn a_body_must_be_json_and_say_so() {
    let (_simulator, client) = start().await;
    let mut request = client
        .request(&Method::POST, "/CreateStage", Some(&json!({})))
        .unwrap();
    *request.body_mut() = "{oops".into();
    client.sign(&mut request).unwrap();
    error_of(
        &client.transmit(request).await.unwrap(),
        400,
        "SerializationException",
    );

    let mut request = client.request(&Method::POST, "/CreateStage", None).unwrap();
    client.sign(&mut request).unwrap();
    error_of(
        &client.transmit(request).await.unwrap(),
        415,
        "UnsupportedMediaTypeException",
    );
}

#[tokio::test]
async fn quotas_conflicts_and_other_accounts_have_their_errors() {
    let simulator = Simulator::builder().stage_quota(1).start().await.unwrap();
    let client = simulator.raw_client();
    let arn = stage(&client).await;
    fails(
        &client,
        "CreateStage",
        json!({}),
        402,
        "ServiceQuotaExceededException",
    )
    .await;
    let other = "arn:aws:ivs:us-east-1:999999999999:stage/abc";
    fails(
        &client,
        "GetStage",
        json!({"arn": other}),
        403,
        "AccessDeniedException",
    )
    .await;
    simulator.set_stage_busy(&arn, true);
    for operation in ["UpdateStage", "DeleteStage"] {
        fails(
            &client,
            operation,
            json!({"arn": arn}),
            409,
            "ConflictException",
        )
        .await;
    }
    simulator.set_stage_busy(&arn, false);
    ok(&client, "DeleteStage", json!({"arn": arn})).await;
    stage(&client).await;
}

#[tokio::test]
async fn a_body_that_is_too_large_is_not_read() {
    let (simulator, client) = start().await;
    let name = "x".repeat(1024 * 1024);
    let response = client.call("CreateStage", &json!({"name": name})).await;
    // The server may close before all is written; then there is no response to read.
    if let Ok(response) = response {
        assert_eq!(response.status, 413);
    }
    assert!(simulator.requests().is_empty());
}
