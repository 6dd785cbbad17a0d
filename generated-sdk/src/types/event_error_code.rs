// @generated from #/components/schemas/EventErrorCode. Do not edit: change the document or an overlay.

/// Reason for a failure to join, publish or subscribe.
///
/// Set in events whose [`EventName`](crate::types::EventName) ends in `_ERROR`. The service can add
/// codes.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventErrorCode {
    /// The token lacks the required capability.
    ///
    /// Create a token with that
    /// [`ParticipantTokenCapability`](crate::types::ParticipantTokenCapability).
    ///
    /// `INSUFFICIENT_CAPABILITIES` on the wire.
    InsufficientCapabilities,
    /// The quota of publishers or subscribers of the stage is reached.
    ///
    /// `QUOTA_EXCEEDED` on the wire.
    QuotaExceeded,
    /// The requested publisher is not on the stage.
    ///
    /// `PUBLISHER_NOT_FOUND` on the wire.
    PublisherNotFound,
    /// The bit rate of the stream exceeds the quota.
    ///
    /// `BITRATE_EXCEEDED` on the wire.
    BitrateExceeded,
    /// The resolution of the stream exceeds the quota.
    ///
    /// `RESOLUTION_EXCEEDED` on the wire.
    ResolutionExceeded,
    /// The duration of the stream exceeds the quota.
    ///
    /// `STREAM_DURATION_EXCEEDED` on the wire.
    StreamDurationExceeded,
    /// The audio codec is not supported.
    ///
    /// `INVALID_AUDIO_CODEC` on the wire.
    InvalidAudioCodec,
    /// The video codec is not supported.
    ///
    /// `INVALID_VIDEO_CODEC` on the wire.
    InvalidVideoCodec,
    /// The encoder used RTMP, but its ingest configuration requires `RTMPS`.
    ///
    /// `INVALID_PROTOCOL` on the wire.
    InvalidProtocol,
    /// The stream key does not belong to an ingest configuration.
    ///
    /// `INVALID_STREAM_KEY` on the wire.
    InvalidStreamKey,
    /// The stream key is already in use by another running session.
    ///
    /// `REUSE_OF_STREAM_KEY` on the wire.
    ReuseOfStreamKey,
    /// The video contains B-frames, which are not supported; disable them in the encoder.
    ///
    /// `B_FRAME_PRESENT` on the wire.
    BFramePresent,
    /// The stream is invalid.
    ///
    /// `INVALID_INPUT` on the wire.
    InvalidInput,
    /// Publishing failed because of an internal error of the service.
    ///
    /// `INTERNAL_SERVER_EXCEPTION` on the wire.
    InternalServerException,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    EventErrorCode;
    InsufficientCapabilities => "INSUFFICIENT_CAPABILITIES";
    QuotaExceeded => "QUOTA_EXCEEDED";
    PublisherNotFound => "PUBLISHER_NOT_FOUND";
    BitrateExceeded => "BITRATE_EXCEEDED";
    ResolutionExceeded => "RESOLUTION_EXCEEDED";
    StreamDurationExceeded => "STREAM_DURATION_EXCEEDED";
    InvalidAudioCodec => "INVALID_AUDIO_CODEC";
    InvalidVideoCodec => "INVALID_VIDEO_CODEC";
    InvalidProtocol => "INVALID_PROTOCOL";
    InvalidStreamKey => "INVALID_STREAM_KEY";
    ReuseOfStreamKey => "REUSE_OF_STREAM_KEY";
    BFramePresent => "B_FRAME_PRESENT";
    InvalidInput => "INVALID_INPUT";
    InternalServerException => "INTERNAL_SERVER_EXCEPTION";
}
