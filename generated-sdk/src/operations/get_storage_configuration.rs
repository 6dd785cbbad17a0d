// @generated from #/paths/~1GetStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns a storage configuration and the bucket that it references.
///
/// Returned by [`Client::get_storage_configuration`](crate::Client::get_storage_configuration);
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
/// let arn = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
/// let output = client.get_storage_configuration(arn).send().await?;
/// if let Some(storage_configuration) = output.storage_configuration {
///     println!("{:?}", storage_configuration.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetStorageConfiguration {
    client: Client,
    input: GetStorageConfigurationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetStorageConfiguration(GetStorageConfigurationInput) -> Result<GetStorageConfigurationOutput, Error>;
}

/// Input of [`GetStorageConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationInput {
    /// ARN of the storage configuration, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStorageConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetStorageConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetStorageConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration): the requested
/// storage configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationOutput {
    /// The storage configuration.
    pub storage_configuration: Option<types::StorageConfiguration>,
}

impl GetStorageConfigurationOutput {
    /// Sets [`storage_configuration`](Self::storage_configuration).
    pub fn with_storage_configuration(mut self, value: types::StorageConfiguration) -> Self {
        self.storage_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetStorageConfigurationOutput: decode;
    "storageConfiguration" => storage_configuration;
}

#[doc(hidden)]
impl Operation for GetStorageConfiguration {
    type Input = GetStorageConfigurationInput;
    type Output = GetStorageConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetStorageConfiguration").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetStorageConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
