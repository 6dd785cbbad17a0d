// @generated from #/components/schemas/RecordingConfiguration. Do not edit: change the document or an overlay.

use crate::types;

/// Format and segments of the recording of a composition.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct RecordingConfiguration {
    /// HLS segment settings of the recording.
    pub hls_configuration: Option<types::CompositionRecordingHlsConfiguration>,
    /// Format of the recording; only HLS is supported.
    pub format: Option<types::RecordingConfigurationFormat>,
}

impl RecordingConfiguration {
    /// Sets [`hls_configuration`](Self::hls_configuration).
    pub fn with_hls_configuration(
        mut self,
        value: types::CompositionRecordingHlsConfiguration,
    ) -> Self {
        self.hls_configuration = Some(value);
        self
    }

    /// Sets [`format`](Self::format).
    pub fn with_format(mut self, value: types::RecordingConfigurationFormat) -> Self {
        self.format = Some(value);
        self
    }
}

sdk_runtime::structure! {
    RecordingConfiguration: decode, encode;
    "hlsConfiguration" => hls_configuration;
    "format" => format;
}

sdk_runtime::limits! {
    RecordingConfiguration;
    member "hlsConfiguration" => hls_configuration;
}
