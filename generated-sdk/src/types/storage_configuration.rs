// @generated from #/components/schemas/StorageConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A storage configuration: a reference to the S3 bucket that stores recordings.
///
/// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) creates it;
/// [`DeleteStorageConfiguration`](crate::operations::DeleteStorageConfiguration) deletes it.
/// [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration) returns it;
/// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations) returns each as a
/// [`StorageConfigurationSummary`](crate::types::StorageConfigurationSummary).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let s3 = types::S3StorageConfiguration::new("bucket-name");
/// let storage_configuration = types::StorageConfiguration::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///     )
///     .with_name("name")
///     .with_s3(s3)
///     .with_tags([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StorageConfiguration {
    /// ARN, the identifier in [`StartComposition`](crate::operations::StartComposition),
    /// [`CreateStage`](crate::operations::CreateStage) and other operations.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Name of the storage configuration, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// S3 bucket that stores the recordings.
    pub s3: Option<types::S3StorageConfiguration>,
    /// The storage configuration's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl StorageConfiguration {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), ..Self::default() }
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`s3`](Self::s3).
    pub fn with_s3(mut self, value: types::S3StorageConfiguration) -> Self {
        self.s3 = Some(value);
        self
    }

    /// Sets [`tags`](Self::tags).
    pub fn with_tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = convert::map(value);
        self
    }
}

sdk_runtime::structure! {
    StorageConfiguration: decode;
    "arn" => arn;
    "name" => name;
    "s3" => s3;
    "tags" => tags;
}
