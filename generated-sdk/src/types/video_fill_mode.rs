// @generated from #/components/schemas/VideoFillMode. Do not edit: change the document or an overlay.

/// How a video is fitted into a tile with another aspect ratio.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VideoFillMode {
    /// Stretched to the size of the tile.
    ///
    /// `FILL` on the wire.
    Fill,
    /// Scaled to cover the tile, keeping the aspect ratio; the rest is cropped.
    ///
    /// `COVER` on the wire.
    Cover,
    /// Scaled to fit into the tile, keeping the aspect ratio; the rest of the tile is empty.
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
