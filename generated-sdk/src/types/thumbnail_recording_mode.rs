// @generated from #/components/schemas/ThumbnailRecordingMode. Do not edit: change the document or an overlay.

use std::fmt;

/// Whether thumbnails of a participant are kept.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailRecordingMode {
    /// They are, one in each `targetIntervalSeconds`.
    ///
    /// `INTERVAL` on the wire.
    Interval,
    /// They are not.
    ///
    /// `DISABLED` on the wire.
    Disabled,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ThumbnailRecordingMode {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Interval, Self::Disabled]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Interval => "INTERVAL",
            Self::Disabled => "DISABLED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ThumbnailRecordingMode {
    fn from(value: &str) -> Self {
        match value {
            "INTERVAL" => Self::Interval,
            "DISABLED" => Self::Disabled,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ThumbnailRecordingMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ThumbnailRecordingMode {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ThumbnailRecordingMode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ThumbnailRecordingMode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
