// @generated from #/paths/~1GetEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns an encoder configuration with its video settings.
///
/// Returned by [`Client::get_encoder_configuration`](crate::Client::get_encoder_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the ARN does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/qrstQRSTuvwx";
/// let output = client.get_encoder_configuration(arn).send().await?;
/// if let Some(encoder_configuration) = output.encoder_configuration {
///     println!("{:?}", encoder_configuration.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetEncoderConfiguration {
    client: Client,
    input: GetEncoderConfigurationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetEncoderConfiguration(GetEncoderConfigurationInput) -> Result<GetEncoderConfigurationOutput, Error>;
}

/// Input of [`GetEncoderConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetEncoderConfigurationInput {
    /// ARN of the encoder configuration, from
    /// [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    /// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetEncoderConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetEncoderConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetEncoderConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration): the requested
/// encoder configuration.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetEncoderConfigurationOutput {
    /// The encoder configuration.
    pub encoder_configuration: Option<types::EncoderConfiguration>,
}

impl GetEncoderConfigurationOutput {
    /// Sets [`encoder_configuration`](Self::encoder_configuration).
    pub fn with_encoder_configuration(mut self, value: types::EncoderConfiguration) -> Self {
        self.encoder_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetEncoderConfigurationOutput: decode;
    "encoderConfiguration" => encoder_configuration;
}

#[doc(hidden)]
impl Operation for GetEncoderConfiguration {
    type Input = GetEncoderConfigurationInput;
    type Output = GetEncoderConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetEncoderConfiguration").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetEncoderConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
