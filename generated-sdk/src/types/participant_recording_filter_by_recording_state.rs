// @generated from #/components/schemas/ParticipantRecordingFilterByRecordingState. Do not edit: change the document or an overlay.

use std::fmt;

/// The recording state by which [`ListParticipants`](crate::operations::ListParticipants) can
/// filter.
///
/// It has the values of [`ParticipantRecordingState`](crate::types::ParticipantRecordingState) but
/// for `DISABLED`, which cannot be filtered by.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingFilterByRecordingState {
    /// Participants whose recording has been ordered and does not run yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Participants who are being recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// Participants whose recording is being finished.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// Participants whose recording is over and complete.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// Participants whose recording failed.
    ///
    /// `FAILED` on the wire.
    Failed,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantRecordingFilterByRecordingState {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::Starting, Self::Active, Self::Stopping, Self::Stopped, Self::Failed]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Stopping => "STOPPING",
            Self::Stopped => "STOPPED",
            Self::Failed => "FAILED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantRecordingFilterByRecordingState {
    fn from(value: &str) -> Self {
        match value {
            "STARTING" => Self::Starting,
            "ACTIVE" => Self::Active,
            "STOPPING" => Self::Stopping,
            "STOPPED" => Self::Stopped,
            "FAILED" => Self::Failed,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantRecordingFilterByRecordingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ParticipantRecordingFilterByRecordingState {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ParticipantRecordingFilterByRecordingState {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
