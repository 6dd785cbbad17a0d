// @generated from #/components/schemas/EventErrorCode. Do not edit: change the document or an overlay.

use std::fmt;

/// Why a participant could not join, publish or subscribe.
///
/// It stands in events whose [`EventName`](crate::types::EventName) ends in `_ERROR`. More
/// codes may come as the service grows.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventErrorCode {
    /// The token does not allow it.
    ///
    /// Make one with the
    /// [`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability) that is
    /// missing.
    ///
    /// `INSUFFICIENT_CAPABILITIES` on the wire.
    InsufficientCapabilities,
    /// The stage already has as many publishers or subscribers as its quota allows.
    ///
    /// `QUOTA_EXCEEDED` on the wire.
    QuotaExceeded,
    /// No publisher with the wanted ID is on the stage.
    ///
    /// `PUBLISHER_NOT_FOUND` on the wire.
    PublisherNotFound,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl EventErrorCode {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::InsufficientCapabilities, Self::QuotaExceeded, Self::PublisherNotFound]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::InsufficientCapabilities => "INSUFFICIENT_CAPABILITIES",
            Self::QuotaExceeded => "QUOTA_EXCEEDED",
            Self::PublisherNotFound => "PUBLISHER_NOT_FOUND",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for EventErrorCode {
    fn from(value: &str) -> Self {
        match value {
            "INSUFFICIENT_CAPABILITIES" => Self::InsufficientCapabilities,
            "QUOTA_EXCEEDED" => Self::QuotaExceeded,
            "PUBLISHER_NOT_FOUND" => Self::PublisherNotFound,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for EventErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for EventErrorCode {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for EventErrorCode {
    fn deserialize<D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for EventErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
