// @generated from #/components/schemas/CompositionState. Do not edit: change the document or an overlay.

/// State of a composition.
///
/// Expected order: `STARTING`, `ACTIVE`, `STOPPING`, `STOPPED`, or `FAILED`. AWS does not document
/// the order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum CompositionState {
    /// Starting; no video is produced yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Mixing and sending video.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// Stopping.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// Ended because of a failure.
    ///
    /// `FAILED` on the wire.
    Failed,
    /// Stopped.
    ///
    /// `STOPPED` on the wire.
    Stopped,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    CompositionState;
    Starting => "STARTING";
    Active => "ACTIVE";
    Stopping => "STOPPING";
    Failed => "FAILED";
    Stopped => "STOPPED";
}
