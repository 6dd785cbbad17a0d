// @generated from #/components/schemas/ParticipantProtocol. Do not edit: change the document or an overlay.

use std::fmt;

/// How the media of a participant comes in.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantProtocol {
    /// The protocol is not known.
    ///
    /// `UNKNOWN` on the wire.
    UnknownValue,
    /// By WHIP, which is WebRTC over HTTP.
    ///
    /// `WHIP` on the wire.
    Whip,
    /// By RTMP, without encryption.
    ///
    /// `RTMP` on the wire.
    Rtmp,
    /// By RTMP over TLS.
    ///
    /// `RTMPS` on the wire.
    Rtmps,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantProtocol {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::UnknownValue, Self::Whip, Self::Rtmp, Self::Rtmps]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::UnknownValue => "UNKNOWN",
            Self::Whip => "WHIP",
            Self::Rtmp => "RTMP",
            Self::Rtmps => "RTMPS",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantProtocol {
    fn from(value: &str) -> Self {
        match value {
            "UNKNOWN" => Self::UnknownValue,
            "WHIP" => Self::Whip,
            "RTMP" => Self::Rtmp,
            "RTMPS" => Self::Rtmps,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantProtocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ParticipantProtocol {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ParticipantProtocol {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ParticipantProtocol {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
