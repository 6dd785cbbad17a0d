// @generated from #/components/schemas/ThumbnailRecordingMode. Do not edit: change the document or an overlay.

/// Whether thumbnails of a participant are recorded.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ThumbnailRecordingMode {
    /// A thumbnail is recorded every `target_interval_seconds`.
    ///
    /// `INTERVAL` on the wire.
    Interval,
    /// No thumbnails are recorded.
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
