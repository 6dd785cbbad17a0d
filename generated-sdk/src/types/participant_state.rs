// @generated from #/components/schemas/ParticipantState. Do not edit: change the document or an overlay.

/// Whether a participant is connected.
///
/// [`ListParticipants`](crate::operations::ListParticipants) can filter by it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantState {
    /// The participant has joined and is connected.
    ///
    /// `CONNECTED` on the wire.
    Connected,
    /// The participant has left, lost the connection, or was disconnected.
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
