// @generated from #/components/schemas/RecordingConfigurationFormat. Do not edit: change the document or an overlay.

/// Format in which a composition is recorded.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum RecordingConfigurationFormat {
    /// HTTP Live Streaming: a playlist, and the media in segments.
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
