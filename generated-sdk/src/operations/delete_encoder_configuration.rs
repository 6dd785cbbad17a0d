// @generated from #/paths/~1DeleteEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Deletes an encoder configuration that no composition uses.
///
/// Returned by
/// [`Client::delete_encoder_configuration`](crate::Client::delete_encoder_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ConflictException`](crate::ErrorCode::Conflict) while a composition uses it,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when it does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/qrstQRSTuvwx";
/// client.delete_encoder_configuration(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DeleteEncoderConfiguration {
    client: Client,
    input: DeleteEncoderConfigurationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    DeleteEncoderConfiguration(DeleteEncoderConfigurationInput) -> Result<DeleteEncoderConfigurationOutput, Error>;
}

/// Input of [`DeleteEncoderConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteEncoderConfigurationInput {
    /// ARN of the encoder configuration, from
    /// [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    /// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeleteEncoderConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeleteEncoderConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    DeleteEncoderConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`DeleteEncoderConfiguration`](crate::operations::DeleteEncoderConfiguration); it has
/// no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteEncoderConfigurationOutput {}

sdk_runtime::structure! {
    DeleteEncoderConfigurationOutput: serde;
}

#[doc(hidden)]
impl Operation for DeleteEncoderConfiguration {
    type Input = DeleteEncoderConfigurationInput;
    type Output = DeleteEncoderConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DeleteEncoderConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DeleteEncoderConfiguration").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteEncoderConfigurationOutput::default())
    }
}
