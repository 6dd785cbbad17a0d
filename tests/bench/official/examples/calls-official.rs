//! The calls with the official SDK.

use aws_config::{BehaviorVersion, Region};
use aws_sdk_ivsrealtime::Client;
use aws_sdk_ivsrealtime::config::Credentials;
use aws_sdk_ivsrealtime::error::BuildError;
use aws_sdk_ivsrealtime::types::{
    ChannelDestinationConfiguration, CompositionRecordingHlsConfiguration,
    CompositionThumbnailConfiguration, DestinationConfiguration, GridConfiguration,
    LayoutConfiguration, RecordingConfiguration, RecordingConfigurationFormat,
    S3DestinationConfiguration, ThumbnailStorageType, VideoAspectRatio, VideoFillMode,
};
use bench_common::{
    ACCESS_KEY_ID, CHANNEL_ARN, ENCODER_ARN, IDEMPOTENCY_TOKEN, PAGE_SIZE, REGION,
    SECRET_ACCESS_KEY, STAGE_ARN, STORAGE_ARN, tags,
};
use bench_common::{Calls, Problem};

fn main() -> Result<(), Problem> {
    bench_common::main::<Official>()
}

#[derive(Clone)]
struct Official(Client);

impl Calls for Official {
    async fn new(endpoint: &str) -> Result<Self, Problem> {
        let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None, None, "static");
        let config = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::new(REGION))
            .credentials_provider(credentials)
            .endpoint_url(endpoint)
            .load()
            .await;
        Ok(Self(Client::new(&config)))
    }

    async fn get_stage(&self) -> Result<usize, Problem> {
        let output = self.0.get_stage().arn(STAGE_ARN).send().await?;
        let name = output.stage().and_then(|stage| stage.name());
        Ok(name.unwrap_or_default().len())
    }

    async fn list_stages(&self) -> Result<usize, Problem> {
        let call = self.0.list_stages().max_results(PAGE_SIZE.into());
        let page = call.send().await?;
        let tags = page.stages().iter().filter_map(|stage| stage.tags());
        Ok(tags.map(|tags| tags.len()).sum())
    }

    async fn start_composition(&self) -> Result<usize, Problem> {
        let call = self
            .0
            .start_composition()
            .stage_arn(STAGE_ARN)
            .set_destinations(Some(destinations()?))
            .idempotency_token(IDEMPOTENCY_TOKEN)
            .layout(LayoutConfiguration::builder().grid(grid()).build())
            .set_tags(Some(tags().collect()));
        let output = call.send().await?;
        let tags = output.composition().and_then(|composition| composition.tags());
        Ok(tags.map_or(0, |tags| tags.len()))
    }
}

fn destinations() -> Result<Vec<DestinationConfiguration>, BuildError> {
    let channel = ChannelDestinationConfiguration::builder()
        .channel_arn(CHANNEL_ARN)
        .encoder_configuration_arn(ENCODER_ARN)
        .build()?;
    let thumbnails = CompositionThumbnailConfiguration::builder()
        .target_interval_seconds(60)
        .storage(ThumbnailStorageType::Sequential)
        .storage(ThumbnailStorageType::Latest)
        .build();
    let hls =
        CompositionRecordingHlsConfiguration::builder().target_segment_duration_seconds(6).build();
    let recording = RecordingConfiguration::builder()
        .hls_configuration(hls)
        .format(RecordingConfigurationFormat::Hls)
        .build();
    let s3 = S3DestinationConfiguration::builder()
        .storage_configuration_arn(STORAGE_ARN)
        .encoder_configuration_arns(ENCODER_ARN)
        .recording_configuration(recording)
        .thumbnail_configurations(thumbnails)
        .build()?;
    Ok(vec![
        DestinationConfiguration::builder().name("to the channel").channel(channel).build(),
        DestinationConfiguration::builder().name("to the bucket").s3(s3).build(),
    ])
}

fn grid() -> GridConfiguration {
    GridConfiguration::builder()
        .featured_participant_attribute("featured")
        .omit_stopped_video(false)
        .video_aspect_ratio(VideoAspectRatio::Video)
        .video_fill_mode(VideoFillMode::Cover)
        .grid_gap(2)
        .participant_order_attribute("order")
        .build()
}
