// @generated from #/components/schemas/ParticipantState. Do not edit: change the document or an overlay.

/// Whether a participant is on the stage now.
///
/// [`ListParticipants`](crate::operations::ListParticipants) can filter by it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantState {
    /// The participant has joined and is still there.
    ///
    /// `CONNECTED` on the wire.
    Connected,
    /// The participant was there and has left, lost the connection or been removed.
    ///
    /// `DISCONNECTED` on the wire.
    Disconnected,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantState;
    Connected => "CONNECTED";
    Disconnected => "DISCONNECTED";
}
