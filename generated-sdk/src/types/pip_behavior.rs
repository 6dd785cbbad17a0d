// @generated from #/components/schemas/PipBehavior. Do not edit: change the document or an overlay.

/// What the small picture does once all others have left.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipBehavior {
    /// It stays where it is, as small as it is.
    ///
    /// `STATIC` on the wire.
    Static,
    /// It grows until it fills the whole picture.
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
