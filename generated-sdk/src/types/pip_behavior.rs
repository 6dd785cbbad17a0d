// @generated from #/components/schemas/PipBehavior. Do not edit: change the document or an overlay.

/// Behavior of the small video after all other participants have left.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipBehavior {
    /// It keeps its position and size.
    ///
    /// `STATIC` on the wire.
    Static,
    /// It grows to fill the whole video.
    ///
    /// `DYNAMIC` on the wire.
    Dynamic,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    PipBehavior;
    Static => "STATIC";
    Dynamic => "DYNAMIC";
}
