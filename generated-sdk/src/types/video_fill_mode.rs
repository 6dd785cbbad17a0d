// @generated from #/components/schemas/VideoFillMode. Do not edit: change the document or an overlay.

/// How a video is fitted into a tile of another shape.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VideoFillMode {
    /// It is stretched or squeezed to the shape of the tile.
    ///
    /// `FILL` on the wire.
    Fill,
    /// It keeps its shape and covers the tile; what stands out is cut off.
    ///
    /// `COVER` on the wire.
    Cover,
    /// It keeps its shape and is shown whole, with bars in the rest of the tile.
    ///
    /// `CONTAIN` on the wire.
    Contain,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    VideoFillMode;
    Fill => "FILL";
    Cover => "COVER";
    Contain => "CONTAIN";
}
