// @generated from #/components/schemas/RecordingConfigurationFormat. Do not edit: change the document or an overlay.

use std::fmt;

/// Format in which a composition is recorded.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum RecordingConfigurationFormat {
    /// HTTP Live Streaming: a playlist, and the media in segments.
    ///
    /// `HLS` on the wire.
    Hls,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl RecordingConfigurationFormat {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Hls]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Hls => "HLS",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for RecordingConfigurationFormat {
    fn from(value: &str) -> Self {
        match value {
            "HLS" => Self::Hls,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for RecordingConfigurationFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for RecordingConfigurationFormat {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for RecordingConfigurationFormat {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for RecordingConfigurationFormat {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
