// @generated from #/components/schemas/ParticipantRecordingMediaType. Do not edit: change the document or an overlay.

use std::fmt;

/// What is recorded of a participant.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingMediaType {
    /// Sound and picture.
    ///
    /// `AUDIO_VIDEO` on the wire.
    AudioVideo,
    /// Sound alone.
    ///
    /// `AUDIO_ONLY` on the wire.
    AudioOnly,
    /// Neither; AWS does not say more.
    ///
    /// Thumbnails have a setting of their own,
    /// [`ParticipantThumbnailConfiguration`](crate::types::ParticipantThumbnailConfiguration).
    ///
    /// `NONE` on the wire.
    None,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl ParticipantRecordingMediaType {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[Self::AudioVideo, Self::AudioOnly, Self::None]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::AudioVideo => "AUDIO_VIDEO",
            Self::AudioOnly => "AUDIO_ONLY",
            Self::None => "NONE",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for ParticipantRecordingMediaType {
    fn from(value: &str) -> Self {
        match value {
            "AUDIO_VIDEO" => Self::AudioVideo,
            "AUDIO_ONLY" => Self::AudioOnly,
            "NONE" => Self::None,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for ParticipantRecordingMediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for ParticipantRecordingMediaType {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for ParticipantRecordingMediaType {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

impl serde::Serialize for ParticipantRecordingMediaType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
