//! A service of one operation, and a client of it that touches nothing outside of the test.

use crate::testing::{ManualSystem, ScriptedTransport, Step};
use crate::{
    CallOptions, Client, ClientBuilder, Credentials, DecodeError, Environment, Error, ModeledError,
    Operation, OperationMeta, Request, Response, ServiceClient, ServiceMeta,
};

pub(crate) struct GetStage;

impl Operation for GetStage {
    type Input = String;
    type Output = serde_json::Value;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    fn encode(input: &String) -> Result<Request, Error> {
        Request::new(http::Method::POST)
            .literal("/GetStage/")
            .label("arn", input)?
            .json(&serde_json::json!({ "arn": input }))
    }

    fn decode(response: &Response) -> Result<serde_json::Value, DecodeError> {
        response.json()
    }
}

pub(crate) struct Service(pub(crate) Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "ivs-realtime",
        title: "Amazon IVS RealTime",
        api_version: "2020-07-14",
        endpoint_prefix: "ivsrealtime",
        signing_name: "ivs",
    };
    const ERRORS: &'static [ModeledError] = &[ModeledError::new("StageBusy")
        .message("reason")
        .throttling()];
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

pub(crate) fn credentials() -> Credentials {
    Credentials::new("AKID", "secret-key", Some("session-token".into()))
}

/// A client's outside world. Random numbers are as high as can be, so that delays are the longest.
pub(crate) struct World {
    pub(crate) system: ManualSystem,
    pub(crate) transport: ScriptedTransport,
}

impl World {
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self {
            system: ManualSystem::default().with_random(255),
            transport: ScriptedTransport::new(steps),
        }
    }

    pub(crate) fn builder(&self) -> ClientBuilder<Service> {
        ClientBuilder::new(Environment::empty())
            .region("eu-west-1")
            .credentials(credentials())
            .transport(self.transport.clone())
            .system(self.system.clone())
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap().0
    }

    pub(crate) async fn call(&self) -> Result<serde_json::Value, Error> {
        get_stage(&self.client(), CallOptions::default()).await
    }
}

pub(crate) async fn get_stage(
    client: &Client,
    options: CallOptions,
) -> Result<serde_json::Value, Error> {
    client.send::<GetStage>(&"a:b".to_owned(), &options).await
}

pub(crate) fn ok() -> Step {
    Step::response(200, &[], r#"{"name":"demo"}"#)
}

pub(crate) fn status(status: u16) -> Step {
    Step::response(status, &[], "{}")
}

pub(crate) fn fault(status: u16, code: &str) -> Step {
    Step::response(status, &[("x-amzn-errortype", code)], "{}")
}
