// @generated from #/components/schemas/StorageConfigurationSummary. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A storage configuration as
/// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations) shows it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StorageConfigurationSummary {
    /// The identity, to be passed to [`StartComposition`](crate::operations::StartComposition),
    /// [`CreateStage`](crate::operations::CreateStage) and other operations.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// The name that was given to the storage configuration, if any.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The bucket.
    pub s3: Option<types::S3StorageConfiguration>,
    /// The storage configuration's tags, as keys and their values; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl StorageConfigurationSummary {
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
    StorageConfigurationSummary: decode;
    "arn" => arn;
    "name" => name;
    "s3" => s3;
    "tags" => tags;
}
