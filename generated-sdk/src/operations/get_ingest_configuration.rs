// @generated from #/paths/~1GetIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns an ingest configuration, including its secret stream key.
///
/// `state` shows whether an encoder is publishing with it.
///
/// Returned by [`Client::get_ingest_configuration`](crate::Client::get_ingest_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the ARN does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission.
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetIngestConfiguration {
    client: Client,
    input: GetIngestConfigurationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetIngestConfiguration(GetIngestConfigurationInput) -> Result<GetIngestConfigurationOutput, Error>;
}

/// Input of [`GetIngestConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetIngestConfigurationInput {
    /// ARN of the ingest configuration, from
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    /// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetIngestConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetIngestConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetIngestConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration): the requested
/// ingest configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetIngestConfigurationOutput {
    /// The ingest configuration in its current state.
    pub ingest_configuration: Option<types::IngestConfiguration>,
}

impl GetIngestConfigurationOutput {
    /// Sets [`ingest_configuration`](Self::ingest_configuration).
    pub fn with_ingest_configuration(mut self, value: types::IngestConfiguration) -> Self {
        self.ingest_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetIngestConfigurationOutput: decode;
    "ingestConfiguration" => ingest_configuration;
}

#[doc(hidden)]
impl Operation for GetIngestConfiguration {
    type Input = GetIngestConfigurationInput;
    type Output = GetIngestConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetIngestConfiguration").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetIngestConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
