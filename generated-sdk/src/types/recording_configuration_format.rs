// @generated from #/components/schemas/RecordingConfigurationFormat. Do not edit: change the document or an overlay.

/// Format of the recording of a composition.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum RecordingConfigurationFormat {
    /// HTTP Live Streaming: a playlist and media segments.
    ///
    /// `HLS` on the wire.
    Hls,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    RecordingConfigurationFormat;
    Hls => "HLS";
}
