// @generated from #/components/schemas/DestinationState. Do not edit: change the document or an overlay.

/// State of a destination of a composition.
///
/// Expected order: `STARTING`, `ACTIVE`, `STOPPING`, `STOPPED`, or `FAILED`; `RECONNECTING` during
/// an interruption. AWS does not document the order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DestinationState {
    /// No video is sent yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Video is being sent or recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// Stopping.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The connection was interrupted and is being re-established.
    ///
    /// `RECONNECTING` on the wire.
    Reconnecting,
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
    DestinationState;
    Starting => "STARTING";
    Active => "ACTIVE";
    Stopping => "STOPPING";
    Reconnecting => "RECONNECTING";
    Failed => "FAILED";
    Stopped => "STOPPED";
}
