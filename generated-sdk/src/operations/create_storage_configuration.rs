// @generated from #/paths/~1CreateStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Creates a storage configuration: a reference to the S3 bucket that stores recordings.
///
/// AWS changes the bucket policy so that the service can write to the bucket. Recordings of
/// compositions ([`S3DestinationConfiguration`](crate::types::S3DestinationConfiguration)) and of
/// individual participants
/// ([`AutoParticipantRecordingConfiguration`](crate::types::AutoParticipantRecordingConfiguration))
/// reference it by ARN. A storage configuration cannot be changed, only deleted.
///
/// Returned by
/// [`Client::create_storage_configuration`](crate::Client::create_storage_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed bucket name, name or tag,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when a referenced resource
/// does not exist, [`ConflictException`](crate::ErrorCode::Conflict) when the current state of a
/// resource does not allow the operation,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account's
/// quota is reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller
/// lacks permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while
/// verification of the account is pending,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let s3 = types::S3StorageConfiguration::new("my-recordings");
/// let output = client
///     .create_storage_configuration(s3)
///     .name("recordings")
///     .send()
///     .await?;
/// if let Some(storage_configuration) = output.storage_configuration {
///     println!("{}", storage_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct CreateStorageConfiguration {
    client: Client,
    input: CreateStorageConfigurationInput,
    options: CallOptions,
}

impl CreateStorageConfiguration {
    /// Name of the new storage configuration.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. Default: no name.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.input.name = Some(value.into());
        self
    }

    /// Sets or clears [`name`](Self::name).
    pub fn set_name(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.name = value.map(Into::into);
        self
    }

    /// Tags for the new storage configuration, as key-value pairs.
    ///
    /// Default: no tags. [`TagResource`](crate::operations::TagResource) adds tags later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(
        mut self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>>,
    ) -> Self {
        self.input.tags = value.map(convert::map);
        self
    }
}

sdk_runtime::request_builder! {
    CreateStorageConfiguration(CreateStorageConfigurationInput) -> Result<CreateStorageConfigurationOutput, Error>;
}

/// Input of [`CreateStorageConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateStorageConfigurationInput {
    /// Name of the new storage configuration.
    ///
    /// Set by [`CreateStorageConfiguration::name`].
    pub name: Option<String>,
    /// S3 bucket that stores the recordings.
    pub s3: types::S3StorageConfiguration,
    /// Tags for the new storage configuration, as key-value pairs.
    ///
    /// Set by [`CreateStorageConfiguration::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

impl CreateStorageConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(s3: types::S3StorageConfiguration) -> Self {
        Self { s3, name: None, tags: None }
    }
}

sdk_runtime::structure! {
    CreateStorageConfigurationInput: encode;
    required "s3";
    "name" => name;
    "s3" => s3;
    "tags" => tags;
}

sdk_runtime::limits! {
    CreateStorageConfigurationInput;
    member "name" => name, max_length(128);
    member "s3" => s3;
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
}

/// Output of [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration): the
/// created storage configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateStorageConfigurationOutput {
    /// The new storage configuration with its ARN.
    pub storage_configuration: Option<types::StorageConfiguration>,
}

impl CreateStorageConfigurationOutput {
    /// Sets [`storage_configuration`](Self::storage_configuration).
    pub fn with_storage_configuration(mut self, value: types::StorageConfiguration) -> Self {
        self.storage_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    CreateStorageConfigurationOutput: decode;
    "storageConfiguration" => storage_configuration;
}

#[doc(hidden)]
impl Operation for CreateStorageConfiguration {
    type Input = CreateStorageConfigurationInput;
    type Output = CreateStorageConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("CreateStorageConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/CreateStorageConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
