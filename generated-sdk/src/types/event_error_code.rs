// @generated from #/components/schemas/EventErrorCode. Do not edit: change the document or an overlay.

use std::fmt;

/// Why a participant could not join, publish or subscribe.
///
/// It stands in events whose [`EventName`](crate::types::EventName) ends in `_ERROR`. More codes
/// may come as the service grows.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventErrorCode {
    /// The token does not allow it.
    ///
    /// Make one with the [`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability)
    /// that is missing.
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
    /// The stream has more bits per second than the quota allows.
    ///
    /// `BITRATE_EXCEEDED` on the wire.
    BitrateExceeded,
    /// The picture is larger than the quota allows.
    ///
    /// `RESOLUTION_EXCEEDED` on the wire.
    ResolutionExceeded,
    /// The stream has run for longer than the quota allows.
    ///
    /// `STREAM_DURATION_EXCEEDED` on the wire.
    StreamDurationExceeded,
    /// The audio is encoded in a way that the service does not take.
    ///
    /// `INVALID_AUDIO_CODEC` on the wire.
    InvalidAudioCodec,
    /// The video is encoded in a way that the service does not take.
    ///
    /// `INVALID_VIDEO_CODEC` on the wire.
    InvalidVideoCodec,
    /// The encoder came by RTMP, but its ingest configuration demands `RTMPS`.
    ///
    /// `INVALID_PROTOCOL` on the wire.
    InvalidProtocol,
    /// No ingest configuration has the stream key that the encoder gave.
    ///
    /// `INVALID_STREAM_KEY` on the wire.
    InvalidStreamKey,
    /// The stream key is in use already, in another session that is running.
    ///
    /// `REUSE_OF_STREAM_KEY` on the wire.
    ReuseOfStreamKey,
    /// The video has B-frames, which the service does not take; switch them off in the encoder.
    ///
    /// `B_FRAME_PRESENT` on the wire.
    BFramePresent,
    /// The stream is not one that the service can take.
    ///
    /// `INVALID_INPUT` on the wire.
    InvalidInput,
    /// The service failed for a reason of its own, and the participant could not publish.
    ///
    /// `INTERNAL_SERVER_EXCEPTION` on the wire.
    InternalServerException,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl EventErrorCode {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[
            Self::InsufficientCapabilities,
            Self::QuotaExceeded,
            Self::PublisherNotFound,
            Self::BitrateExceeded,
            Self::ResolutionExceeded,
            Self::StreamDurationExceeded,
            Self::InvalidAudioCodec,
            Self::InvalidVideoCodec,
            Self::InvalidProtocol,
            Self::InvalidStreamKey,
            Self::ReuseOfStreamKey,
            Self::BFramePresent,
            Self::InvalidInput,
            Self::InternalServerException,
        ]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::InsufficientCapabilities => "INSUFFICIENT_CAPABILITIES",
            Self::QuotaExceeded => "QUOTA_EXCEEDED",
            Self::PublisherNotFound => "PUBLISHER_NOT_FOUND",
            Self::BitrateExceeded => "BITRATE_EXCEEDED",
            Self::ResolutionExceeded => "RESOLUTION_EXCEEDED",
            Self::StreamDurationExceeded => "STREAM_DURATION_EXCEEDED",
            Self::InvalidAudioCodec => "INVALID_AUDIO_CODEC",
            Self::InvalidVideoCodec => "INVALID_VIDEO_CODEC",
            Self::InvalidProtocol => "INVALID_PROTOCOL",
            Self::InvalidStreamKey => "INVALID_STREAM_KEY",
            Self::ReuseOfStreamKey => "REUSE_OF_STREAM_KEY",
            Self::BFramePresent => "B_FRAME_PRESENT",
            Self::InvalidInput => "INVALID_INPUT",
            Self::InternalServerException => "INTERNAL_SERVER_EXCEPTION",
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
            "BITRATE_EXCEEDED" => Self::BitrateExceeded,
            "RESOLUTION_EXCEEDED" => Self::ResolutionExceeded,
            "STREAM_DURATION_EXCEEDED" => Self::StreamDurationExceeded,
            "INVALID_AUDIO_CODEC" => Self::InvalidAudioCodec,
            "INVALID_VIDEO_CODEC" => Self::InvalidVideoCodec,
            "INVALID_PROTOCOL" => Self::InvalidProtocol,
            "INVALID_STREAM_KEY" => Self::InvalidStreamKey,
            "REUSE_OF_STREAM_KEY" => Self::ReuseOfStreamKey,
            "B_FRAME_PRESENT" => Self::BFramePresent,
            "INVALID_INPUT" => Self::InvalidInput,
            "INTERNAL_SERVER_EXCEPTION" => Self::InternalServerException,
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
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for EventErrorCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
