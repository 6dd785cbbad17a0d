// @generated from #/components/schemas/ParticipantRecordingState. Do not edit: change the document or an overlay.

use std::fmt;

/// How far the recording of a participant is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingState {
    /// The recording has been ordered and does not run yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// The participant is being recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The recording is being finished.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The recording is over and complete.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// The recording failed.
    ///
    /// `FAILED` on the wire.
    Failed,
    /// The participant is not recorded.
    ///
    /// `DISABLED` on the wire.
    Disabled,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantRecordingState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Starting, Self::Active, Self::Stopping, Self::Stopped, Self::Failed, Self::Disabled]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Stopping => "STOPPING",
            Self::Stopped => "STOPPED",
            Self::Failed => "FAILED",
            Self::Disabled => "DISABLED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantRecordingState {
    fn from(value: &str) -> Self {
        match value {
            "STARTING" => Self::Starting,
            "ACTIVE" => Self::Active,
            "STOPPING" => Self::Stopping,
            "STOPPED" => Self::Stopped,
            "FAILED" => Self::Failed,
            "DISABLED" => Self::Disabled,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantRecordingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ParticipantRecordingState {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ParticipantRecordingState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ParticipantRecordingState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
