// @generated from #/components/schemas/ParticipantRecordingHlsConfiguration. Do not edit: change the document or an overlay.

/// HLS segment settings of the recording of a participant.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantRecordingHlsConfiguration {
    /// Target duration of a segment, in seconds.
    ///
    /// A segment starts with a keyframe, so it can be longer. Default: 6.
    ///
    /// 2 to 10.
    pub target_segment_duration_seconds: Option<i64>,
}

impl ParticipantRecordingHlsConfiguration {
    /// Sets [`target_segment_duration_seconds`](Self::target_segment_duration_seconds).
    pub fn with_target_segment_duration_seconds(mut self, value: i64) -> Self {
        self.target_segment_duration_seconds = Some(value);
        self
    }
}

sdk_runtime::structure! {
    ParticipantRecordingHlsConfiguration: decode, encode;
    "targetSegmentDurationSeconds" => target_segment_duration_seconds;
}

sdk_runtime::limits! {
    ParticipantRecordingHlsConfiguration;
    member "targetSegmentDurationSeconds" => target_segment_duration_seconds, minimum(2.0), maximum(10.0);
}
