// @generated from #/components/schemas/ParticipantTokenCapability. Do not edit: change the document or an overlay.

use std::fmt;

/// One thing that a token lets its holder do on the stage.
///
/// Whoever tries more than that is refused, and an [`Event`](crate::types::Event) with
/// `INSUFFICIENT_CAPABILITIES` records it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantTokenCapability {
    /// Send audio and video to the others on the stage.
    ///
    /// `PUBLISH` on the wire.
    Publish,
    /// Receive what the others on the stage publish.
    ///
    /// `SUBSCRIBE` on the wire.
    Subscribe,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantTokenCapability {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Publish, Self::Subscribe]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Publish => "PUBLISH",
            Self::Subscribe => "SUBSCRIBE",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantTokenCapability {
    fn from(value: &str) -> Self {
        match value {
            "PUBLISH" => Self::Publish,
            "SUBSCRIBE" => Self::Subscribe,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantTokenCapability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ParticipantTokenCapability {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ParticipantTokenCapability {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ParticipantTokenCapability {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
