// @generated from #/paths/~1GetEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one encoder configuration with its video settings.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when nothing has this
/// ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::get_encoder_configuration`](crate::Client::get_encoder_configuration), sent by
/// [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct GetEncoderConfiguration {
    client: Client,
    input: GetEncoderConfigurationInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetEncoderConfiguration(GetEncoderConfigurationInput)
        -> Result<GetEncoderConfigurationOutput, Error>;
}

/// What [`GetEncoderConfiguration`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetEncoderConfigurationInput {
    /// ARN to read, from
    /// [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    /// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetEncoderConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetEncoderConfigurationInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetEncoderConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration): the one asked
/// for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetEncoderConfigurationOutput {
    /// The encoder configuration.
    pub encoder_configuration: Option<types::EncoderConfiguration>,
}

sdk_runtime::setters! {
    GetEncoderConfigurationOutput;
    with_encoder_configuration(value: types::EncoderConfiguration)
        => encoder_configuration = Some(value);
}

sdk_runtime::structure! {
    GetEncoderConfigurationOutput: read;
    "encoderConfiguration" => encoder_configuration;
}

impl Operation for GetEncoderConfiguration {
    type Input = GetEncoderConfigurationInput;
    type Output = GetEncoderConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetEncoderConfiguration").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetEncoderConfiguration").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
