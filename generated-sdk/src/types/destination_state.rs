// @generated from #/components/schemas/DestinationState. Do not edit: change the document or an overlay.

/// How far a destination of a composition is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order. A break in between shows as `RECONNECTING`.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum DestinationState {
    /// Nothing is sent yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// Video is being sent or recorded.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// It is coming to its end.
    ///
    /// `STOPPING` on the wire.
    Stopping,
    /// The connection broke and is being made again.
    ///
    /// `RECONNECTING` on the wire.
    Reconnecting,
    /// It ended by a failure.
    ///
    /// `FAILED` on the wire.
    Failed,
    /// It is over.
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
