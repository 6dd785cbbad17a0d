//! The types of resources, with their names in ARNs and their quotas. State and ARNs both refer to them.

/// A type of resource of an account. Each resource has an ARN and tags; each type has a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// A stage.
    Stage,
    /// The video settings of a composition.
    EncoderConfiguration,
    /// The S3 bucket of recordings.
    StorageConfiguration,
    /// A key that verifies tokens signed by the account.
    PublicKey,
    /// The stream key with which an encoder joins a stage.
    IngestConfiguration,
    /// A composition. Only those that have not ended count towards the quota.
    Composition,
}

impl Resource {
    pub(crate) const ALL: [Self; 6] = [
        Self::Stage,
        Self::EncoderConfiguration,
        Self::StorageConfiguration,
        Self::PublicKey,
        Self::IngestConfiguration,
        Self::Composition,
    ];

    /// The resource type in its ARN.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Stage => "stage",
            Self::EncoderConfiguration => "encoder-configuration",
            Self::StorageConfiguration => "storage-configuration",
            Self::PublicKey => "public-key",
            Self::IngestConfiguration => "ingest-configuration",
            Self::Composition => "composition",
        }
    }

    /// The resource type in prose.
    pub(crate) fn words(self) -> String {
        self.kind().replace('-', " ")
    }

    /// The default quota of an account in a region.
    pub(crate) fn quota(self) -> usize {
        match self {
            Self::Stage | Self::IngestConfiguration => 100,
            Self::EncoderConfiguration | Self::StorageConfiguration => 20,
            Self::Composition => 5,
            Self::PublicKey => 3,
        }
    }
}
