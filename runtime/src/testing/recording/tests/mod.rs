//! A session of a small service whose every secret is known.

mod played;
mod recorded;

use serde_json::{Value, json};

use super::Recorder;
use crate::testing::{ScriptedTransport, Step};
use crate::transport::TransportErrorKind;
use crate::{
    CallOptions, Client, ClientBuilder, Credentials, DecodeError, Environment, Error, Operation,
    OperationMeta, Request, Response, Retries, ServiceClient, ServiceMeta,
};

struct Tag;

impl Operation for Tag {
    type Input = (&'static str, Value);
    type Output = Value;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("Tag");

    fn encode((arn, body): &Self::Input) -> Result<Request, Error> {
        let request = Request::new(http::Method::POST)
            .literal("/tags/")
            .label("arn", arn)?;
        request
            .query("key", "a b")
            .header("x-note", "note", "of 123456789012")?
            .json(body)
    }

    fn decode(response: &Response) -> Result<Value, DecodeError> {
        Ok(response.json_payload()?.unwrap_or_default())
    }
}

struct Service(Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "test",
        title: "Test",
        api_version: "1",
        endpoint_prefix: "test",
        signing_name: "test",
    };
    const SECRETS: &'static [&'static str] = &["pin"];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/a";
const SECRETS: &[&str] = &[
    "123456789012",
    "AKIAIOSFODNN7EXAMPLE",
    "key-hunter2",
    "session-hunter2",
    "eyJhbGc.eyJzdWI.c2ln",
    "pin-hunter2",
    "random-hunter2",
    "cookie-hunter2",
];

fn body() -> Value {
    json!({
        "name": "demo",
        "pin": "pin-hunter2",
        "clientToken": "random-hunter2",
        "owner": 123_456_789_012_u64,
        "arns": {(ARN): [ARN]},
    })
}

fn answer() -> Value {
    json!({
        "arn": ARN,
        "token": {"text": "eyJhbGc.eyJzdWI.c2ln"},
        "message": "AKIAIOSFODNN7EXAMPLE said pin-hunter2",
    })
}

async fn tag(client: &Client, arn: &'static str, body: Value) -> Result<Value, Error> {
    client
        .send::<Tag>(&(arn, body), &CallOptions::default())
        .await
}

fn builder() -> ClientBuilder<Service> {
    let token = Some("session-hunter2".into());
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "key-hunter2", token);
    ClientBuilder::new(Environment::empty())
        .region("us-east-1")
        .credentials(credentials)
}

/// A session of three calls, the second of which succeeds at its second attempt.
async fn session() -> Recorder {
    let network = ScriptedTransport::new([
        Step::json(200, answer()),
        Step::Fail(TransportErrorKind::Reset),
        Step::response(
            200,
            &[("set-cookie", "cookie-hunter2"), ("x-kept", "yes")],
            "[2]",
        ),
        Step::error(404, "NotFound", "no such thing in 123456789012"),
    ]);
    let recorder = Recorder::new(network).for_service::<Service>();
    let client = builder()
        .system(crate::testing::ManualSystem::default())
        .retries(Retries::standard())
        .transport(recorder.clone())
        .build()
        .unwrap()
        .0;
    tag(&client, ARN, body()).await.unwrap();
    tag(&client, "b", json!({})).await.unwrap();
    tag(&client, "c", json!({})).await.unwrap_err();
    recorder
}
