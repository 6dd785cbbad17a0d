//! How a stage records its participants, as CreateStage and UpdateStage set it.

use super::with_defaults;
use crate::simulator::arn;
use crate::simulator::arn::Resource;
use crate::simulator::state::{Kept, State, Storage};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

const MEMBER: &str = "autoParticipantRecordingConfiguration";

/// What a request wants: `None` if it says nothing of it, `Some(None)` if it switches recording off.
///
/// `unknown` makes the error of a storage configuration that is not there: not every operation lists
/// `ResourceNotFoundException`.
pub(super) fn wanted(
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
            "{MEMBER}.thumbnailConfiguration.targetIntervalSeconds: goes with recordingMode INTERVAL only"
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
