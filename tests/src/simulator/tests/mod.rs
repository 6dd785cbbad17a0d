//! Tests of the simulator over HTTP, with a raw client that shares no code with the SDK.

mod errors;
mod participants;
mod resources;
mod service;
mod signatures;

use super::{Presence, Simulator};
use crate::client::{RawClient, RawResponse};
use http::Method;
use serde_json::{Value, json};

/// A stage that does not exist.
const NO_STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/nothere";

/// A channel, which belongs to another service.
const CHANNEL: &str = "arn:aws:ivs:us-east-1:123456789012:channel/abc";

const VALIDATION: (u16, &str) = (400, "ValidationException");
const QUOTA_EXCEEDED: (u16, &str) = (402, "ServiceQuotaExceededException");
const ACCESS_DENIED: (u16, &str) = (403, "AccessDeniedException");
const UNKNOWN_KEY: (u16, &str) = (403, "UnrecognizedClientException");
const INVALID: (u16, &str) = (403, "InvalidSignatureException");
const NOT_FOUND: (u16, &str) = (404, "ResourceNotFoundException");
const CONFLICT: (u16, &str) = (409, "ConflictException");
const INTERNAL: (u16, &str) = (500, "InternalServerException");

async fn start() -> (Simulator, RawClient) {
    let simulator = Simulator::start().await.unwrap();
    let client = simulator.raw_client();
    (simulator, client)
}

/// Calls an operation that must succeed; returns its output.
async fn ok(client: &RawClient, operation: &str, input: Value) -> Value {
    let response = client.call(operation, &input).await.unwrap();
    assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
    response.json()
}

/// Calls an operation that must fail with a status and a code; returns the message.
async fn fails(client: &RawClient, operation: &str, input: Value, expected: (u16, &str)) -> String {
    error_of(&client.call(operation, &input).await.unwrap(), expected)
}

/// The message of a response that must be this error.
fn error_of(response: &RawResponse, (status, code): (u16, &str)) -> String {
    let found = (response.status, response.error_code());
    assert_eq!(found, (status, Some(code)), "{:?}", response.body);
    response.error_message().unwrap()
}

/// A new stage's ARN.
async fn stage(client: &RawClient) -> String {
    string(&ok(client, "CreateStage", json!({})).await["stage"]["arn"])
}

/// A new token: its secret, and the id of its participant.
async fn token(client: &RawClient, input: Value) -> (String, String) {
    let made = ok(client, "CreateParticipantToken", input).await;
    (string(&made["participantToken"]["token"]), string(&made["participantToken"]["participantId"]))
}

/// A new encoder configuration's ARN.
async fn encoder(client: &RawClient) -> String {
    let made = ok(client, "CreateEncoderConfiguration", json!({})).await;
    string(&made["encoderConfiguration"]["arn"])
}

/// A new storage configuration's ARN.
async fn storage(client: &RawClient) -> String {
    let input = json!({"s3": {"bucketName": "bucket"}});
    let made = ok(client, "CreateStorageConfiguration", input).await;
    string(&made["storageConfiguration"]["arn"])
}

/// The ARN of a new composition with a channel as destination.
async fn composition(client: &RawClient, stage: &str) -> String {
    let destination = json!({"channel": {"channelArn": CHANNEL}});
    let input = json!({"stageArn": stage, "destinations": [destination]});
    let made = ok(client, "StartComposition", input).await;
    string(&made["composition"]["arn"])
}

/// A participant that has joined a stage.
async fn joined(simulator: &Simulator, client: &RawClient, stage: &str) -> Presence {
    let input = json!({"stageArn": stage, "userId": "ann", "attributes": {"a": "1", "b": "2"}});
    simulator.join(&token(client, input).await.0).unwrap()
}

async fn participant(client: &RawClient, presence: &Presence) -> Value {
    let input = json!({"stageArn": presence.stage_arn, "sessionId": presence.session_id,
        "participantId": presence.participant_id});
    ok(client, "GetParticipant", input).await["participant"].take()
}

async fn tags(
    client: &RawClient,
    method: Method,
    arn: &str,
    rest: &str,
    body: Option<Value>,
) -> RawResponse {
    let arn = arn.replace(':', "%3A").replace('/', "%2F");
    client.send(&method, &format!("/tags/{arn}{rest}"), body.as_ref()).await.unwrap()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}")).to_owned()
}
