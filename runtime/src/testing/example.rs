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
        pub stage: Option<Stage>,
    }

    sdk_runtime::structure! {
        CreateStageOutput: decode;
        "stage" => stage;
    }

    impl CreateStageOutput {
        pub fn with_stage(mut self, stage: Stage) -> Self {
            self.stage = Some(stage);
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

        fn encode(input: &CreateStageInput) -> Result<sdk_runtime::EncodedRequest, sdk_runtime::Error> {
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

#[derive(Clone, Debug, Default)]
pub struct Stage {
    pub arn: String,
}

sdk_runtime::structure! {
    Stage: decode;
    "arn" => arn;
}

impl Stage {
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ErrorCode {
    Conflict,
    Unknown(String),
}

sdk_runtime::enumeration! {
    ErrorCode;
    Conflict => "ConflictException";
}

#[derive(Debug)]
pub struct Error(sdk_runtime::Error);

impl Error {
    pub fn is_conflict(&self) -> bool {
        self.0.code() == Some("ConflictException")
    }
}

impl From<sdk_runtime::Error> for Error {
    fn from(error: sdk_runtime::Error) -> Self {
        Self(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {}

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
