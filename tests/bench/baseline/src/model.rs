//! The inputs and outputs of the three calls, with all that the answers hold.

use std::collections::BTreeMap;

use bench_common::work::{
    CHANNEL_ARN, ENCODER_ARN, IDEMPOTENCY_TOKEN, STAGE_ARN, STORAGE_ARN, tags,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(crate) struct GetStage {
    pub(crate) arn: String,
}

#[derive(Deserialize)]
pub(crate) struct GetStageOutput {
    pub(crate) stage: Stage,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stage {
    pub(crate) arn: String,
    pub(crate) name: Option<String>,
    pub(crate) active_session_id: Option<String>,
    #[serde(default)]
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) endpoints: Option<Endpoints>,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
pub(crate) struct Endpoints {
    pub(crate) events: Option<String>,
    pub(crate) whip: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListStages {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) max_results: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_token: Option<String>,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListStagesOutput {
    pub(crate) next_token: Option<String>,
    pub(crate) stages: Vec<Stage>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartComposition {
    stage_arn: String,
    idempotency_token: String,
    layout: Layout,
    destinations: Vec<DestinationConfiguration>,
    tags: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(crate) struct StartCompositionOutput {
    pub(crate) composition: Composition,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Composition {
    pub(crate) arn: String,
    pub(crate) stage_arn: String,
    pub(crate) state: String,
    pub(crate) start_time: Option<Timestamp>,
    pub(crate) layout: Layout,
    pub(crate) destinations: Vec<Destination>,
    #[serde(default)]
    pub(crate) tags: BTreeMap<String, String>,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Destination {
    pub(crate) id: String,
    pub(crate) state: String,
    pub(crate) configuration: DestinationConfiguration,
    pub(crate) detail: Option<DestinationDetail>,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
pub(crate) struct DestinationDetail {
    pub(crate) s3: S3Detail,
}

#[allow(dead_code, reason = "that it is read is what counts")]
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct S3Detail {
    pub(crate) recording_prefix: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct Layout {
    grid: Grid,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Grid {
    featured_participant_attribute: String,
    omit_stopped_video: bool,
    video_aspect_ratio: String,
    video_fill_mode: String,
    grid_gap: i64,
    participant_order_attribute: String,
}

#[derive(Deserialize, Serialize)]
pub(crate) struct DestinationConfiguration {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    s3: Option<S3>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Channel {
    channel_arn: String,
    encoder_configuration_arn: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct S3 {
    storage_configuration_arn: String,
    encoder_configuration_arns: Vec<String>,
    recording_configuration: Recording,
    thumbnail_configurations: Vec<Thumbnails>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Recording {
    hls_configuration: Hls,
    format: String,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Hls {
    target_segment_duration_seconds: i64,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Thumbnails {
    target_interval_seconds: i64,
    storage: Vec<String>,
}

impl StartComposition {
    /// What every program of the bench sends.
    pub(crate) fn of_bench() -> Self {
        let channel = Channel {
            channel_arn: CHANNEL_ARN.to_owned(),
            encoder_configuration_arn: ENCODER_ARN.to_owned(),
        };
        let s3 = S3 {
            storage_configuration_arn: STORAGE_ARN.to_owned(),
            encoder_configuration_arns: vec![ENCODER_ARN.to_owned()],
            recording_configuration: Recording {
                hls_configuration: Hls {
                    target_segment_duration_seconds: 6,
                },
                format: "HLS".to_owned(),
            },
            thumbnail_configurations: vec![Thumbnails {
                target_interval_seconds: 60,
                storage: vec!["SEQUENTIAL".to_owned(), "LATEST".to_owned()],
            }],
        };
        Self {
            stage_arn: STAGE_ARN.to_owned(),
            idempotency_token: IDEMPOTENCY_TOKEN.to_owned(),
            layout: Layout {
                grid: Grid::of_bench(),
            },
            destinations: vec![
                DestinationConfiguration {
                    name: "to the channel".to_owned(),
                    channel: Some(channel),
                    s3: None,
                },
                DestinationConfiguration {
                    name: "to the bucket".to_owned(),
                    channel: None,
                    s3: Some(s3),
                },
            ],
            tags: tags().collect(),
        }
    }
}

impl Grid {
    fn of_bench() -> Self {
        Self {
            featured_participant_attribute: "featured".to_owned(),
            omit_stopped_video: false,
            video_aspect_ratio: "VIDEO".to_owned(),
            video_fill_mode: "COVER".to_owned(),
            grid_gap: 2,
            participant_order_attribute: "order".to_owned(),
        }
    }
}
