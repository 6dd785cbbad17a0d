// @generated from #/components/schemas/S3DestinationConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;

/// Recording of a composition to an S3 bucket.
///
/// Encoder configuration and stage must be in the same account and region.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct S3DestinationConfiguration {
    /// ARN of the storage configuration that stores the recording.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub storage_configuration_arn: String,
    /// ARN of the encoder configuration of the recording; a list of exactly one.
    ///
    /// Exactly 1 element; each 1 to 128 characters.
    pub encoder_configuration_arns: Vec<String>,
    /// Format and segments of the recording.
    ///
    /// Default: HLS with the defaults of
    /// [`CompositionRecordingHlsConfiguration`](crate::types::CompositionRecordingHlsConfiguration).
    pub recording_configuration: Option<types::RecordingConfiguration>,
    /// Thumbnail settings of the recording, at most one entry.
    ///
    /// Default: no thumbnails.
    ///
    /// At most 1 element.
    pub thumbnail_configurations: Option<Vec<types::CompositionThumbnailConfiguration>>,
}

impl S3DestinationConfiguration {
    /// Creates a value with the required members.
    pub fn new(
        storage_configuration_arn: impl Into<String>,
        encoder_configuration_arns: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self {
            storage_configuration_arn: storage_configuration_arn.into(),
            encoder_configuration_arns: convert::list(encoder_configuration_arns),
            ..Self::default()
        }
    }

    /// Sets [`recording_configuration`](Self::recording_configuration).
    pub fn with_recording_configuration(mut self, value: types::RecordingConfiguration) -> Self {
        self.recording_configuration = Some(value);
        self
    }

    /// Sets [`thumbnail_configurations`](Self::thumbnail_configurations).
    pub fn with_thumbnail_configurations(
        mut self,
        value: impl IntoIterator<Item = types::CompositionThumbnailConfiguration>,
    ) -> Self {
        self.thumbnail_configurations = Some(convert::list(value));
        self
    }
}

sdk_runtime::structure! {
    S3DestinationConfiguration: decode, encode;
    required "storageConfigurationArn", "encoderConfigurationArns";
    "storageConfigurationArn" => storage_configuration_arn;
    "encoderConfigurationArns" => encoder_configuration_arns;
    "recordingConfiguration" => recording_configuration;
    "thumbnailConfigurations" => thumbnail_configurations;
}

sdk_runtime::limits! {
    S3DestinationConfiguration;
    member "storageConfigurationArn" => storage_configuration_arn, min_length(1), max_length(128);
    member "encoderConfigurationArns" => encoder_configuration_arns, min_length(1), max_length(1), values(min_length(1), max_length(128));
    member "recordingConfiguration" => recording_configuration;
    member "thumbnailConfigurations" => thumbnail_configurations, max_length(1);
}
