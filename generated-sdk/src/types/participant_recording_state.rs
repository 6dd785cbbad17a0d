// @generated from #/components/schemas/ParticipantRecordingState. Do not edit: change the document or an overlay.

/// How far the recording of a participant is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantRecordingState {
    /// The recording has been ordered and does not run yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// The participant is being recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// The recording is being finished.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The recording is over and complete.
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
