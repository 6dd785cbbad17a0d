// @generated from #/components/schemas/AutoParticipantRecordingConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;

/// Settings for the individual recording of each publisher of a stage.
///
/// Used by [`CreateStage`](crate::operations::CreateStage) and
/// [`UpdateStage`](crate::operations::UpdateStage). To record all participants in one video, use a
/// composition with an S3 destination ([`StartComposition`](crate::operations::StartComposition)).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let thumbnail_configuration = types::ParticipantThumbnailConfiguration::default()
///     .with_target_interval_seconds(1);
/// let auto_participant_recording_configuration = types::AutoParticipantRecordingConfiguration::new(
///         "arn:aws:ivs:us-east-1:123456789012:storage-configuration/example",
///     )
///     .with_recording_reconnect_window_seconds(1)
///     .with_media_types([types::ParticipantRecordingMediaType::AudioVideo])
///     .with_thumbnail_configuration(thumbnail_configuration);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct AutoParticipantRecordingConfiguration {
    /// ARN of the storage configuration that stores the recordings.
    ///
    /// It enables recording. An empty string disables recording and resets the other members to
    /// their defaults.
    ///
    /// At most 128 characters; pattern
    /// `^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+$`.
    pub storage_configuration_arn: String,
    /// Media types to record, at most one value.
    ///
    /// Default: `AUDIO_VIDEO`.
    ///
    /// At most 1 element.
    pub media_types: Option<Vec<types::ParticipantRecordingMediaType>>,
    /// Thumbnail settings of the recording.
    ///
    /// Default: no thumbnails.
    pub thumbnail_configuration: Option<types::ParticipantThumbnailConfiguration>,
    /// Maximum interruption after which the recording of a publisher is continued, in seconds.
    ///
    /// Recordings with a shorter interruption between them are merged. Default: 0, recordings are
    /// not merged.
    ///
    /// 0 to 300.
    pub recording_reconnect_window_seconds: Option<i64>,
    /// HLS segment settings of the recording.
    ///
    /// Default: the defaults of
    /// [`ParticipantRecordingHlsConfiguration`](crate::types::ParticipantRecordingHlsConfiguration).
    pub hls_configuration: Option<types::ParticipantRecordingHlsConfiguration>,
    /// Whether replicas of participants of other stages are recorded.
    ///
    /// Default: `true`.
    pub record_participant_replicas: Option<bool>,
}

impl AutoParticipantRecordingConfiguration {
    /// Creates a value with the required members.
    pub fn new(storage_configuration_arn: impl Into<String>) -> Self {
        Self { storage_configuration_arn: storage_configuration_arn.into(), ..Self::default() }
    }

    /// Sets [`media_types`](Self::media_types).
    pub fn with_media_types(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantRecordingMediaType>,
    ) -> Self {
        self.media_types = Some(convert::list(value));
        self
    }

    /// Sets [`thumbnail_configuration`](Self::thumbnail_configuration).
    pub fn with_thumbnail_configuration(
        mut self,
        value: types::ParticipantThumbnailConfiguration,
    ) -> Self {
        self.thumbnail_configuration = Some(value);
        self
    }

    /// Sets [`recording_reconnect_window_seconds`](Self::recording_reconnect_window_seconds).
    pub fn with_recording_reconnect_window_seconds(mut self, value: i64) -> Self {
        self.recording_reconnect_window_seconds = Some(value);
        self
    }

    /// Sets [`hls_configuration`](Self::hls_configuration).
    pub fn with_hls_configuration(
        mut self,
        value: types::ParticipantRecordingHlsConfiguration,
    ) -> Self {
        self.hls_configuration = Some(value);
        self
    }

    /// Sets [`record_participant_replicas`](Self::record_participant_replicas).
    pub fn with_record_participant_replicas(mut self, value: bool) -> Self {
        self.record_participant_replicas = Some(value);
        self
    }
}

sdk_runtime::structure! {
    AutoParticipantRecordingConfiguration: decode, encode;
    required "storageConfigurationArn";
    "storageConfigurationArn" => storage_configuration_arn;
    "mediaTypes" => media_types;
    "thumbnailConfiguration" => thumbnail_configuration;
    "recordingReconnectWindowSeconds" => recording_reconnect_window_seconds;
    "hlsConfiguration" => hls_configuration;
    "recordParticipantReplicas" => record_participant_replicas;
}

sdk_runtime::limits! {
    AutoParticipantRecordingConfiguration;
    member "storageConfigurationArn" => storage_configuration_arn, max_length(128);
    length "mediaTypes" => media_types, max_length(1);
    member "thumbnailConfiguration" => thumbnail_configuration;
    member "recordingReconnectWindowSeconds" => recording_reconnect_window_seconds, minimum(0.0), maximum(300.0);
    member "hlsConfiguration" => hls_configuration;
}
