// A minimal generated crate. The examples in the documentation of `testing` include it.

mod operations {
    use super::*;

    #[derive(Clone, Debug)]
    pub struct CreateStageInput {
        pub name: Option<String>,
    }

    sdk_runtime::structure! {
        CreateStageInput: encode;
        "name" => name;
    }

    #[derive(Clone, Debug, Default)]
    pub struct CreateStageOutput {
        pub arn: String,
    }

    sdk_runtime::structure! {
        CreateStageOutput: decode;
        "arn" => arn;
    }

    impl CreateStageOutput {
        pub fn with_arn(mut self, arn: impl Into<String>) -> Self {
            self.arn = arn.into();
            self
        }
    }

    pub struct CreateStage {
        client: sdk_runtime::Client,
        input: CreateStageInput,
    }

    impl CreateStage {
        pub fn name(mut self, name: &str) -> Self {
            self.input.name = Some(name.to_owned());
            self
        }

        pub async fn send(self) -> Result<CreateStageOutput, Error> {
            let options = sdk_runtime::CallOptions::default();
            self.client.send::<Self>(&self.input, &options).await
        }
    }

    impl sdk_runtime::Operation for CreateStage {
        type Input = CreateStageInput;
        type Output = CreateStageOutput;
        type Error = Error;
        const META: sdk_runtime::OperationMeta = sdk_runtime::OperationMeta::new("CreateStage");

        fn encode(input: &CreateStageInput) -> Result<sdk_runtime::EncodedRequest, Error> {
            sdk_runtime::EncodedRequest::new(http::Method::POST).literal("/CreateStage").json(input)
        }

        fn decode(
            response: &sdk_runtime::Response,
        ) -> Result<CreateStageOutput, sdk_runtime::DecodeError> {
            response.json()
        }
    }

    pub fn create_stage(client: &Client) -> CreateStage {
        CreateStage { client: client.0.clone(), input: CreateStageInput { name: None } }
    }
}

use operations::CreateStageOutput;
use sdk_runtime::Error;

#[derive(Clone, Debug)]
pub struct Client(sdk_runtime::Client);

impl Client {
    pub fn create_stage(&self) -> operations::CreateStage {
        operations::create_stage(self)
    }

    pub fn builder() -> sdk_runtime::ClientBuilder<Self> {
        sdk_runtime::Client::builder()
    }
}

impl sdk_runtime::ServiceClient for Client {
    const SERVICE: sdk_runtime::ServiceMeta = sdk_runtime::ServiceMeta {
        id: "example",
        title: "Example",
        api_version: "2026-01-01",
        endpoint_prefix: "example",
        signing_name: "example",
    };
    type Error = Error;

    fn from_runtime(client: sdk_runtime::Client) -> Self {
        Self(client)
    }
}
