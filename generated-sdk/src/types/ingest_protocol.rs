// @generated from #/components/schemas/IngestProtocol. Do not edit: change the document or an overlay.

use std::fmt;

/// Protocol by which an encoder streams to a stage.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IngestProtocol {
    /// RTMP without encryption; it has to be allowed by `insecureIngest`.
    ///
    /// `RTMP` on the wire.
    Rtmp,
    /// RTMP over TLS.
    ///
    /// `RTMPS` on the wire.
    Rtmps,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl IngestProtocol {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Rtmp, Self::Rtmps]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Rtmp => "RTMP",
            Self::Rtmps => "RTMPS",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for IngestProtocol {
    fn from(value: &str) -> Self {
        match value {
            "RTMP" => Self::Rtmp,
            "RTMPS" => Self::Rtmps,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for IngestProtocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for IngestProtocol {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for IngestProtocol {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for IngestProtocol {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
