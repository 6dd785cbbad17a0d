// @generated from #/components/schemas/CompositionState. Do not edit: change the document or an overlay.

/// How far a composition is.
///
/// By the names, it goes from `STARTING` by `ACTIVE` and `STOPPING` to `STOPPED`, or ends as
/// `FAILED`; AWS states no order.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum CompositionState {
    /// It has been ordered and produces nothing yet.
    ///
    /// `STARTING` on the wire.
    Starting,
    /// It is mixing and sending.
    ///
    /// `ACTIVE` on the wire.
    Active,
    /// It is coming to its end.
    ///
    /// `STOPPING` on the wire.
    Stopping,
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
    CompositionState;
    Starting => "STARTING";
    Active => "ACTIVE";
    Stopping => "STOPPING";
    Failed => "FAILED";
    Stopped => "STOPPED";
}
