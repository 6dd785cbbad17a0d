// @generated from #/paths/~1GetIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one ingest configuration, its secret stream key included.
///
/// Its `state` tells whether an encoder is publishing with it at the moment.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when nothing has this
/// ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission.
///
/// Made by [`Client::get_ingest_configuration`](crate::Client::get_ingest_configuration), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
/// let output = client.get_ingest_configuration(arn).send().await?;
/// if let Some(ingest_configuration) = output.ingest_configuration {
///     println!("{:?}", ingest_configuration.state);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct GetIngestConfiguration {
    client: Client,
    input: GetIngestConfigurationInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetIngestConfiguration(GetIngestConfigurationInput)
        -> Result<GetIngestConfigurationOutput, Error>;
}

/// What [`GetIngestConfiguration`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetIngestConfigurationInput {
    /// ARN to read, from
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    /// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetIngestConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetIngestConfigurationInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetIngestConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration): the one asked
/// for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetIngestConfigurationOutput {
    /// The ingest configuration as it is now.
    pub ingest_configuration: Option<types::IngestConfiguration>,
}

sdk_runtime::setters! {
    GetIngestConfigurationOutput;
    with_ingest_configuration(value: types::IngestConfiguration)
        => ingest_configuration = Some(value);
}

sdk_runtime::structure! {
    GetIngestConfigurationOutput: read;
    "ingestConfiguration" => ingest_configuration;
}

impl Operation for GetIngestConfiguration {
    type Input = GetIngestConfigurationInput;
    type Output = GetIngestConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetIngestConfiguration").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetIngestConfiguration").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
