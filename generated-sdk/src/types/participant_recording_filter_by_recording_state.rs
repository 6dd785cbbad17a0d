// @generated from #/components/schemas/ParticipantRecordingFilterByRecordingState. Do not edit: change the document or an overlay.

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
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantRecordingFilterByRecordingState;
    Starting => "STARTING";
    Active => "ACTIVE";
    Stopping => "STOPPING";
    Stopped => "STOPPED";
    Failed => "FAILED";
}
