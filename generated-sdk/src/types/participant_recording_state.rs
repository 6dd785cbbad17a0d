// @generated from #/components/schemas/ParticipantRecordingState. Do not edit: change the document or an overlay.

/// State of the recording of a participant.
///
/// Expected order: `STARTING`, `ACTIVE`, `STOPPING`, `STOPPED`, or `FAILED`. AWS does not document
/// the order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingState {
    /// The recording was requested and is not running yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// The recording is running.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The recording is being completed.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The recording is complete.
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
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantRecordingState;
    Starting => "STARTING";
    Active => "ACTIVE";
    Stopping => "STOPPING";
    Stopped => "STOPPED";
    Failed => "FAILED";
    Disabled => "DISABLED";
}
