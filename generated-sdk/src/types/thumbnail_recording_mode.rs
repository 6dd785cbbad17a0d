// @generated from #/components/schemas/ThumbnailRecordingMode. Do not edit: change the document or an overlay.

/// Whether thumbnails of a participant are kept.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailRecordingMode {
    /// They are, one in each `targetIntervalSeconds`.
    ///
    /// `INTERVAL` on the wire.
    Interval,
    /// They are not.
    ///
    /// `DISABLED` on the wire.
    Disabled,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    ThumbnailRecordingMode;
    Interval => "INTERVAL";
    Disabled => "DISABLED";
}
