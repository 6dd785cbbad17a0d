// @generated from #/components/schemas/VideoAspectRatio. Do not edit: change the document or an overlay.

/// Aspect ratio of the tiles in a grid, as width to height.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum VideoAspectRatio {
    /// Chosen by the service. AWS does not document how.
    ///
    /// `AUTO` on the wire.
    Auto,
    /// 16 to 9.
    ///
    /// `VIDEO` on the wire.
    Video,
    /// 1 to 1.
    ///
    /// `SQUARE` on the wire.
    Square,
    /// 3 to 4.
    ///
    /// `PORTRAIT` on the wire.
    Portrait,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    VideoAspectRatio;
    Auto => "AUTO";
    Video => "VIDEO";
    Square => "SQUARE";
    Portrait => "PORTRAIT";
}
