// @generated from #/components/schemas/ParticipantRecordingFilterByRecordingState. Do not edit: change the document or an overlay.

/// Recording state in the filter of [`ListParticipants`](crate::operations::ListParticipants).
///
/// The values are those of [`ParticipantRecordingState`](crate::types::ParticipantRecordingState)
/// without `DISABLED`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingFilterByRecordingState {
    /// Participants whose recording was requested and is not running yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Participants whose recording is running.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// Participants whose recording is being completed.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// Participants whose recording is complete.
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
