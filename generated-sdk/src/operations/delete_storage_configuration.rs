// @generated from #/paths/~1DeleteStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Deletes a storage configuration that no composition uses.
///
/// What was recorded stays in the bucket. To set the configuration free, stop the compositions that
/// record to it with [`StopComposition`](crate::operations::StopComposition) and wait until they
/// have stopped.
///
/// Errors: [`ConflictException`](crate::ErrorCode::Conflict) while a composition uses it,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when it does not exist or is
/// already gone, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) too.
///
/// Made by [`Client::delete_storage_configuration`](crate::Client::delete_storage_configuration),
/// sent by [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
/// client.delete_storage_configuration(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct DeleteStorageConfiguration {
    client: Client,
    input: DeleteStorageConfigurationInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    DeleteStorageConfiguration(DeleteStorageConfigurationInput)
        -> Result<DeleteStorageConfigurationOutput, Error>;
}

/// What [`DeleteStorageConfiguration`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DeleteStorageConfigurationInput {
    /// ARN to delete, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeleteStorageConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeleteStorageConfigurationInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for DeleteStorageConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`DeleteStorageConfiguration`](crate::operations::DeleteStorageConfiguration): empty,
/// since success is all there is to say.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DeleteStorageConfigurationOutput {}

sdk_runtime::structure! {
    DeleteStorageConfigurationOutput: kept;
}

impl Operation for DeleteStorageConfiguration {
    type Input = DeleteStorageConfigurationInput;
    type Output = DeleteStorageConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("DeleteStorageConfiguration");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/DeleteStorageConfiguration").json(input)
    }

    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteStorageConfigurationOutput::default())
    }
}
