// @generated from #/components/schemas/ParticipantRecordingMediaType. Do not edit: change the document or an overlay.

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
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantRecordingMediaType;
    AudioVideo => "AUDIO_VIDEO";
    AudioOnly => "AUDIO_ONLY";
    None => "NONE";
}
