// @generated from #/components/schemas/CompositionRecordingHlsConfiguration. Do not edit: change the document or an overlay.

/// HLS segment settings of the recording of a composition.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CompositionRecordingHlsConfiguration {
    /// Target duration of a segment, in seconds.
    ///
    /// Default: 2.
    ///
    /// 2 to 10.
    pub target_segment_duration_seconds: Option<i64>,
}

impl CompositionRecordingHlsConfiguration {
    /// Sets [`target_segment_duration_seconds`](Self::target_segment_duration_seconds).
    pub fn with_target_segment_duration_seconds(mut self, value: i64) -> Self {
        self.target_segment_duration_seconds = Some(value);
        self
    }
}

sdk_runtime::structure! {
    CompositionRecordingHlsConfiguration: decode, encode;
    "targetSegmentDurationSeconds" => target_segment_duration_seconds;
}

sdk_runtime::limits! {
    CompositionRecordingHlsConfiguration;
    member "targetSegmentDurationSeconds" => target_segment_duration_seconds, minimum(2.0), maximum(10.0);
}
