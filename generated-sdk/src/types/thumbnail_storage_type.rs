// @generated from #/components/schemas/ThumbnailStorageType. Do not edit: change the document or an overlay.

/// Which thumbnails of a recording are stored.
///
/// Both values can be set together.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailStorageType {
    /// All thumbnails, each in a file of its own.
    ///
    /// `SEQUENTIAL` on the wire.
    Sequential,
    /// The latest thumbnail only, in one file that is overwritten.
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
