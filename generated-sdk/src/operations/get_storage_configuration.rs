// @generated from #/paths/~1GetStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one storage configuration and the bucket that it names.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when nothing has this
/// ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::get_storage_configuration`](crate::Client::get_storage_configuration), sent by
/// [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct GetStorageConfiguration {
    client: Client,
    input: GetStorageConfigurationInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetStorageConfiguration(GetStorageConfigurationInput)
        -> Result<GetStorageConfigurationOutput, Error>;
}

/// What [`GetStorageConfiguration`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationInput {
    /// ARN to read, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStorageConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetStorageConfigurationInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetStorageConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration): the one asked
/// for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationOutput {
    /// The storage configuration.
    pub storage_configuration: Option<types::StorageConfiguration>,
}

sdk_runtime::setters! {
    GetStorageConfigurationOutput;
    with_storage_configuration(value: types::StorageConfiguration)
        => storage_configuration = Some(value);
}

sdk_runtime::structure! {
    GetStorageConfigurationOutput: read;
    "storageConfiguration" => storage_configuration;
}

impl Operation for GetStorageConfiguration {
    type Input = GetStorageConfigurationInput;
    type Output = GetStorageConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStorageConfiguration").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetStorageConfiguration").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
