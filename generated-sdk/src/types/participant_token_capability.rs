// @generated from #/components/schemas/ParticipantTokenCapability. Do not edit: change the document or an overlay.

/// A capability of a participant token.
///
/// An attempt to do anything else is rejected and recorded as an [`Event`](crate::types::Event)
/// with `INSUFFICIENT_CAPABILITIES`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantTokenCapability {
    /// Publish audio and video to the stage.
    ///
    /// `PUBLISH` on the wire.
    Publish,
    /// Subscribe to the streams of other participants.
    ///
    /// `SUBSCRIBE` on the wire.
    Subscribe,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ParticipantTokenCapability;
    Publish => "PUBLISH";
    Subscribe => "SUBSCRIBE";
}
