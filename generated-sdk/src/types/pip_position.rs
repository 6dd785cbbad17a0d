// @generated from #/components/schemas/PipPosition. Do not edit: change the document or an overlay.

/// Corner of the small video in a picture-in-picture layout.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum PipPosition {
    /// Top left.
    ///
    /// `TOP_LEFT` on the wire.
    TopLeft,
    /// Top right.
    ///
    /// `TOP_RIGHT` on the wire.
    TopRight,
    /// Bottom left.
    ///
    /// `BOTTOM_LEFT` on the wire.
    BottomLeft,
    /// Bottom right.
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
