//! The recording settings of a stage, as CreateStage and UpdateStage set them.

use super::with_defaults;
use crate::simulator::arn;
use crate::simulator::arn::Resource;
use crate::simulator::state::{State, Storage, Stored};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

const MEMBER: &str = "autoParticipantRecordingConfiguration";

/// The requested settings: `None` if absent, `Some(None)` if recording is disabled.
///
/// `unknown` makes the error for a missing storage configuration: not every operation lists
/// `ResourceNotFoundException`.
pub(super) fn recording_settings(
    state: &State,
    input: &Value,
    unknown: fn(String) -> ServiceError,
) -> Result<Option<Option<Value>>, ServiceError> {
    let given = &input[MEMBER];
    if given.is_null() {
        return Ok(None);
    }
    let storage = given["storageConfigurationArn"]
        .as_str()
        .unwrap_or_default();
    if storage.is_empty() {
        return Ok(Some(None));
    }
    let member = format!("{MEMBER}.storageConfigurationArn");
    arn::check(
        state,
        &member,
        storage,
        Resource::StorageConfiguration.kind(),
    )?;
    if Storage::find(state, storage).is_none() {
        return Err(unknown(format!(
            "{member}: there is no storage configuration {storage}"
        )));
    }
    let thumbnails = &given["thumbnailConfiguration"];
    if !thumbnails["targetIntervalSeconds"].is_null() && thumbnails["recordingMode"] != "INTERVAL" {
        return Err(ServiceError::validation(format!(
            "{MEMBER}.thumbnailConfiguration.targetIntervalSeconds: requires recordingMode INTERVAL"
        )));
    }
    let defaults = json!({
        "mediaTypes": ["AUDIO_VIDEO"],
        "thumbnailConfiguration": {"recordingMode": "DISABLED"},
        "recordingReconnectWindowSeconds": 0,
        "hlsConfiguration": {"targetSegmentDurationSeconds": 6},
        "recordParticipantReplicas": true,
    });
    Ok(Some(Some(with_defaults(given, defaults))))
}
