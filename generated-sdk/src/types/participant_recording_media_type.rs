// @generated from #/components/schemas/ParticipantRecordingMediaType. Do not edit: change the document or an overlay.

/// Media types recorded of a participant.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingMediaType {
    /// Audio and video.
    ///
    /// `AUDIO_VIDEO` on the wire.
    AudioVideo,
    /// Audio only.
    ///
    /// `AUDIO_ONLY` on the wire.
    AudioOnly,
    /// No media. AWS does not document its effect.
    ///
    /// Thumbnails are set separately in
    /// [`ParticipantThumbnailConfiguration`](crate::types::ParticipantThumbnailConfiguration).
    ///
    /// `NONE` on the wire.
    None,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantRecordingMediaType;
    AudioVideo => "AUDIO_VIDEO";
    AudioOnly => "AUDIO_ONLY";
    None => "NONE";
}
