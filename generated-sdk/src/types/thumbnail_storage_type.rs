// @generated from #/components/schemas/ThumbnailStorageType. Do not edit: change the document or an overlay.

/// Which thumbnails of a recording are kept.
///
/// Both values may be given together.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailStorageType {
    /// All of them, one file after the other.
    ///
    /// `SEQUENTIAL` on the wire.
    Sequential,
    /// Only the newest, in one file that is overwritten again and again.
    ///
    /// `LATEST` on the wire.
    Latest,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ThumbnailStorageType;
    Sequential => "SEQUENTIAL";
    Latest => "LATEST";
}
