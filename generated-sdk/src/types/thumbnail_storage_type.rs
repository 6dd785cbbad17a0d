// @generated from #/components/schemas/ThumbnailStorageType. Do not edit: change the document or an overlay.

use std::fmt;

/// Which thumbnails of a recording are kept.
///
/// Both values may be given together.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailStorageType {
    /// All of them, one file after the other.
    ///
    /// `SEQUENTIAL` on the wire.
    Sequential,
    /// Only the newest, in one file that is overwritten again and again.
    ///
    /// `LATEST` on the wire.
    Latest,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ThumbnailStorageType {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Sequential, Self::Latest]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Sequential => "SEQUENTIAL",
            Self::Latest => "LATEST",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ThumbnailStorageType {
    fn from(value: &str) -> Self {
        match value {
            "SEQUENTIAL" => Self::Sequential,
            "LATEST" => Self::Latest,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ThumbnailStorageType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ThumbnailStorageType {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ThumbnailStorageType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ThumbnailStorageType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
