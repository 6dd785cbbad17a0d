//! The inputs and outputs of the three calls, with every member of the responses.

#![allow(dead_code, reason = "the outputs are decoded, not read")]

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(super) struct GetStage {
    pub(super) arn: String,
}

#[derive(Deserialize)]
pub(super) struct GetStageOutput {
    pub(super) stage: Stage,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stage {
    arn: String,
    pub(super) name: Option<String>,
    active_session_id: Option<String>,
    #[serde(default)]
    pub(super) tags: BTreeMap<String, String>,
    endpoints: Option<Endpoints>,
}

#[derive(Deserialize)]
pub(super) struct Endpoints {
    events: Option<String>,
    whip: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListStages {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_results: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListStagesOutput {
    next_token: Option<String>,
    pub(super) stages: Vec<Stage>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StartComposition {
    stage_arn: String,
    idempotency_token: String,
    layout: Layout,
    destinations: Vec<DestinationConfiguration>,
    tags: BTreeMap<String, String>,
}

#[derive(Deserialize)]
pub(super) struct StartCompositionOutput {
    pub(super) composition: Composition,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Composition {
    arn: String,
    stage_arn: String,
    state: String,
    start_time: Option<Timestamp>,
    layout: Layout,
    destinations: Vec<Destination>,
    #[serde(default)]
    pub(super) tags: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Destination {
    id: String,
    state: String,
    configuration: DestinationConfiguration,
    detail: Option<DestinationDetail>,
}

#[derive(Deserialize)]
pub(super) struct DestinationDetail {
    s3: S3Detail,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct S3Detail {
    recording_prefix: String,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Layout {
    grid: Grid,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Grid {
    featured_participant_attribute: String,
    omit_stopped_video: bool,
    video_aspect_ratio: String,
    video_fill_mode: String,
    grid_gap: i64,
    participant_order_attribute: String,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct DestinationConfiguration {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Channel>,
    #[serde(skip_serializing_if = "Option::is_none")]
    s3: Option<S3>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Channel {
    channel_arn: String,
    encoder_configuration_arn: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct S3 {
    storage_configuration_arn: String,
    encoder_configuration_arns: Vec<String>,
    recording_configuration: Recording,
    thumbnail_configurations: Vec<Thumbnails>,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Recording {
    hls_configuration: Hls,
    format: String,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Hls {
    target_segment_duration_seconds: i64,
}

#[derive(Clone, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
struct Thumbnails {
    target_interval_seconds: i64,
    storage: Vec<String>,
}
