// @generated from #/components/schemas/PipPosition. Do not edit: change the document or an overlay.

/// Corner of the large picture in which the small one stands.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipPosition {
    /// Above, on the left.
    ///
    /// `TOP_LEFT` on the wire.
    TopLeft,
    /// Above, on the right.
    ///
    /// `TOP_RIGHT` on the wire.
    TopRight,
    /// Below, on the left.
    ///
    /// `BOTTOM_LEFT` on the wire.
    BottomLeft,
    /// Below, on the right.
    ///
    /// `BOTTOM_RIGHT` on the wire.
    BottomRight,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    PipPosition;
    TopLeft => "TOP_LEFT";
    TopRight => "TOP_RIGHT";
    BottomLeft => "BOTTOM_LEFT";
    BottomRight => "BOTTOM_RIGHT";
}
