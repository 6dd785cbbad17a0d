// @generated from #/paths/~1DeleteEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Deletes an encoder configuration that no composition uses.
///
/// Errors: [`ConflictException`](crate::ErrorCode::Conflict) while a composition uses it,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when it does not exist or is
/// already gone, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) too.
///
/// Made by [`Client::delete_encoder_configuration`](crate::Client::delete_encoder_configuration),
/// sent by [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct DeleteEncoderConfiguration {
    client: Client,
    input: DeleteEncoderConfigurationInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    DeleteEncoderConfiguration(DeleteEncoderConfigurationInput)
        -> Result<DeleteEncoderConfigurationOutput, Error>;
}

/// What [`DeleteEncoderConfiguration`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteEncoderConfigurationInput {
    /// ARN to delete, from
    /// [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) or
    /// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeleteEncoderConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeleteEncoderConfigurationInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for DeleteEncoderConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`DeleteEncoderConfiguration`](crate::operations::DeleteEncoderConfiguration): empty,
/// since success is all there is to say.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DeleteEncoderConfigurationOutput {}

sdk_runtime::structure! {
    DeleteEncoderConfigurationOutput: kept;
}

impl Operation for DeleteEncoderConfiguration {
    type Input = DeleteEncoderConfigurationInput;
    type Output = DeleteEncoderConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("DeleteEncoderConfiguration");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/DeleteEncoderConfiguration").json(input)
    }

    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteEncoderConfigurationOutput::default())
    }
}
