// @generated from #/components/schemas/IngestConfigurationState. Do not edit: change the document or an overlay.

use std::fmt;

/// Whether an encoder is publishing with an ingest configuration at the moment.
///
/// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations) can filter by it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IngestConfigurationState {
    /// An encoder is publishing.
    ///
    /// It has to stop before
    /// [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration);
    /// [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration) needs `force`.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// No encoder is publishing.
    ///
    /// `INACTIVE` on the wire.
    Inactive,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl IngestConfigurationState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Active, Self::Inactive]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Active => "ACTIVE",
            Self::Inactive => "INACTIVE",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for IngestConfigurationState {
    fn from(value: &str) -> Self {
        match value {
            "ACTIVE" => Self::Active,
            "INACTIVE" => Self::Inactive,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for IngestConfigurationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for IngestConfigurationState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for IngestConfigurationState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for IngestConfigurationState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
