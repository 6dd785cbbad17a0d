// @generated from #/components/schemas/DestinationState. Do not edit: change the document or an overlay.

use std::fmt;

/// How far a destination of a composition is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order. A break in between shows as `RECONNECTING`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DestinationState {
    /// Nothing is sent yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Video is being sent or recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// It is coming to its end.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The connection broke and is being made again.
    ///
    /// `RECONNECTING` on the wire.
    Reconnecting,
    /// It ended by a failure.
    ///
    /// `FAILED` on the wire.
    Failed,
    /// It is over.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl DestinationState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[
            Self::Starting,
            Self::Active,
            Self::Stopping,
            Self::Reconnecting,
            Self::Failed,
            Self::Stopped,
        ]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Stopping => "STOPPING",
            Self::Reconnecting => "RECONNECTING",
            Self::Failed => "FAILED",
            Self::Stopped => "STOPPED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for DestinationState {
    fn from(value: &str) -> Self {
        match value {
            "STARTING" => Self::Starting,
            "ACTIVE" => Self::Active,
            "STOPPING" => Self::Stopping,
            "RECONNECTING" => Self::Reconnecting,
            "FAILED" => Self::Failed,
            "STOPPED" => Self::Stopped,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for DestinationState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for DestinationState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for DestinationState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for DestinationState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
