// @generated from #/paths/~1DeleteStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Deletes a storage configuration that no composition uses.
///
/// Existing recordings stay in the bucket. Compositions that record to it must be stopped first
/// ([`StopComposition`](crate::operations::StopComposition)).
///
/// Returned by
/// [`Client::delete_storage_configuration`](crate::Client::delete_storage_configuration);
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
/// let arn = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
/// client.delete_storage_configuration(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DeleteStorageConfiguration {
    client: Client,
    input: DeleteStorageConfigurationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    DeleteStorageConfiguration(DeleteStorageConfigurationInput) -> Result<DeleteStorageConfigurationOutput, Error>;
}

/// Input of [`DeleteStorageConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteStorageConfigurationInput {
    /// ARN of the storage configuration, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeleteStorageConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeleteStorageConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    DeleteStorageConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`DeleteStorageConfiguration`](crate::operations::DeleteStorageConfiguration); it has
/// no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteStorageConfigurationOutput {}

sdk_runtime::structure! {
    DeleteStorageConfigurationOutput: serde;
}

#[doc(hidden)]
impl Operation for DeleteStorageConfiguration {
    type Input = DeleteStorageConfigurationInput;
    type Output = DeleteStorageConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DeleteStorageConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DeleteStorageConfiguration").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteStorageConfigurationOutput::default())
    }
}
