//! The simulator, driven over its socket with a raw client that shares no code with the SDK.

mod compositions;
mod configurations;
mod errors;
mod faults;
mod lists;
mod operations;
mod participants;
mod publishers;
mod replication;
mod signatures;

use super::{Presence, Simulator};
use crate::client::{RawClient, RawResponse};
use http::Method;
use serde_json::{Value, json};

/// A stage of the default account that nobody has made.
const NO_STAGE: &str = "arn:aws:ivs:us-east-1:123456789012:stage/nothere";

/// A channel of another service, which nobody looks for.
const CHANNEL: &str = "arn:aws:ivs:us-east-1:123456789012:channel/abc";

async fn start() -> (Simulator, RawClient) {
    let simulator = Simulator::start().await.unwrap();
    let client = simulator.raw_client();
    (simulator, client)
}

/// Calls an operation that must succeed; gives its output.
async fn ok(client: &RawClient, operation: &str, input: Value) -> Value {
    let response = client.call(operation, &input).await.unwrap();
    assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
    response.json()
}

/// Calls an operation that must fail with a status and a code; gives the message.
async fn fails(
    client: &RawClient,
    operation: &str,
    input: Value,
    status: u16,
    code: &str,
) -> String {
    error_of(&client.call(operation, &input).await.unwrap(), status, code)
}

/// The message of a response that must be this error.
fn error_of(response: &RawResponse, status: u16, code: &str) -> String {
    let found = (response.status, response.error_code());
    assert_eq!(found, (status, Some(code)), "{:?}", response.body);
    response.error_message().unwrap()
}

/// A new stage's ARN.
async fn stage(client: &RawClient) -> String {
    string(&ok(client, "CreateStage", json!({})).await["stage"]["arn"])
}

/// A new token: its text, and the id of its participant.
async fn token(client: &RawClient, input: Value) -> (String, String) {
    let made = ok(client, "CreateParticipantToken", input).await;
    (
        string(&made["participantToken"]["token"]),
        string(&made["participantToken"]["participantId"]),
    )
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

/// The ARN of a composition that has just been started, to a channel.
async fn composition(client: &RawClient, stage: &str) -> String {
    let destination = json!({"channel": {"channelArn": CHANNEL}});
    let input = json!({"stageArn": stage, "destinations": [destination]});
    let made = ok(client, "StartComposition", input).await;
    string(&made["composition"]["arn"])
}

/// Somebody who has joined a stage.
async fn joined(simulator: &Simulator, client: &RawClient, stage: &str) -> Presence {
    let input = json!({"stageArn": stage, "userId": "ann", "attributes": {"a": "1", "b": "2"}});
    simulator.join(&token(client, input).await.0).unwrap()
}

async fn participant(client: &RawClient, who: &Presence) -> Value {
    let input = json!({"stageArn": who.stage_arn, "sessionId": who.session_id,
        "participantId": who.participant_id});
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
    client
        .send(&method, &format!("/tags/{arn}{rest}"), body.as_ref())
        .await
        .unwrap()
}

fn string(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("no text: {value}"))
        .to_owned()
}
