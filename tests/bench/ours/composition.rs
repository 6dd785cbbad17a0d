//! The input of StartComposition, for the calls and for the stages.

use bench_common::{CHANNEL_ARN, ENCODER_ARN, STORAGE_ARN};
use generated_sdk::types::{
    ChannelDestinationConfiguration, CompositionRecordingHlsConfiguration,
    CompositionThumbnailConfiguration, DestinationConfiguration, GridConfiguration,
    LayoutConfiguration, RecordingConfiguration, RecordingConfigurationFormat,
    S3DestinationConfiguration, ThumbnailStorageType, VideoAspectRatio, VideoFillMode,
};

/// A channel and a bucket.
pub(crate) fn destinations() -> [DestinationConfiguration; 2] {
    let channel = ChannelDestinationConfiguration::new(CHANNEL_ARN)
        .with_encoder_configuration_arn(ENCODER_ARN);
    let thumbnails = CompositionThumbnailConfiguration::default()
        .with_target_interval_seconds(60)
        .with_storage([ThumbnailStorageType::Sequential, ThumbnailStorageType::Latest]);
    let hls =
        CompositionRecordingHlsConfiguration::default().with_target_segment_duration_seconds(6);
    let recording = RecordingConfiguration::default()
        .with_hls_configuration(hls)
        .with_format(RecordingConfigurationFormat::Hls);
    let s3 = S3DestinationConfiguration::new(STORAGE_ARN, [ENCODER_ARN])
        .with_recording_configuration(recording)
        .with_thumbnail_configurations([thumbnails]);
    [
        DestinationConfiguration::default().with_name("to the channel").with_channel(channel),
        DestinationConfiguration::default().with_name("to the bucket").with_s3(s3),
    ]
}

/// A grid with every member.
pub(crate) fn layout() -> LayoutConfiguration {
    let grid = GridConfiguration::default()
        .with_featured_participant_attribute("featured")
        .with_omit_stopped_video(false)
        .with_video_aspect_ratio(VideoAspectRatio::Video)
        .with_video_fill_mode(VideoFillMode::Cover)
        .with_grid_gap(2)
        .with_participant_order_attribute("order");
    LayoutConfiguration::default().with_grid(grid)
}
