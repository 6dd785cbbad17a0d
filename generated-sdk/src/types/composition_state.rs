// @generated from #/components/schemas/CompositionState. Do not edit: change the document or an overlay.

use std::fmt;

/// How far a composition is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum CompositionState {
    /// It has been ordered and produces nothing yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// It is mixing and sending.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// It is coming to its end.
    ///
    /// `STOPPING` on the wire.
    Stopping,
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

impl CompositionState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Starting, Self::Active, Self::Stopping, Self::Failed, Self::Stopped]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Stopping => "STOPPING",
            Self::Failed => "FAILED",
            Self::Stopped => "STOPPED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for CompositionState {
    fn from(value: &str) -> Self {
        match value {
            "STARTING" => Self::Starting,
            "ACTIVE" => Self::Active,
            "STOPPING" => Self::Stopping,
            "FAILED" => Self::Failed,
            "STOPPED" => Self::Stopped,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for CompositionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for CompositionState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for CompositionState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for CompositionState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
