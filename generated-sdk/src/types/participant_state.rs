// @generated from #/components/schemas/ParticipantState. Do not edit: change the document or an overlay.

use std::fmt;

/// Whether a participant is on the stage now.
///
/// [`ListParticipants`](crate::operations::ListParticipants) can filter by it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantState {
    /// The participant has joined and is still there.
    ///
    /// `CONNECTED` on the wire.
    Connected,
    /// The participant was there and has left, lost the connection or been removed.
    ///
    /// `DISCONNECTED` on the wire.
    Disconnected,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Connected, Self::Disconnected]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Connected => "CONNECTED",
            Self::Disconnected => "DISCONNECTED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantState {
    fn from(value: &str) -> Self {
        match value {
            "CONNECTED" => Self::Connected,
            "DISCONNECTED" => Self::Disconnected,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ParticipantState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ParticipantState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ParticipantState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
