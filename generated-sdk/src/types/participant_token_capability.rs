// @generated from #/components/schemas/ParticipantTokenCapability. Do not edit: change the document or an overlay.

/// One thing that a token lets its holder do on the stage.
///
/// Whoever tries more than that is refused, and an [`Event`](crate::types::Event) with
/// `INSUFFICIENT_CAPABILITIES` records it.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantTokenCapability {
    /// Send audio and video to the others on the stage.
    ///
    /// `PUBLISH` on the wire.
    Publish,
    /// Receive what the others on the stage publish.
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
