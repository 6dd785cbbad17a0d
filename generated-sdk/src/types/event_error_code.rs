// @generated from #/components/schemas/EventErrorCode. Do not edit: change the document or an overlay.

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
