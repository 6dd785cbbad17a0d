//! Operations on stages, their participant tokens, recording settings and sessions.

use super::{
    Call, Describe, Members, check_quota, delete, map_value, must_be, show, string_map,
    with_defaults,
};
use crate::simulator::arn;
use crate::simulator::resource::Resource;
use crate::simulator::state::{Ingest, Session, Stage, State, Storage, Stored, Token};
use crate::simulator::system::iso_8601;
use crate::simulator::wire::ServiceError;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

impl Describe for Stage {
    const ONE: &'static str = "stage";
    const MANY: &'static str = "stages";

    fn describe(&self, state: &State) -> Value {
        stage_summary(self)
            .maybe("autoParticipantRecordingConfiguration", self.recording.clone())
            .with("endpoints", endpoints(state))
            .into()
    }

    fn summarize(&self, _: &State) -> Value {
        stage_summary(self).into()
    }
}

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = call.tags()?;
    let configurations = call.input["participantTokenConfigurations"].as_array();
    for (index, configuration) in configurations.into_iter().flatten().enumerate() {
        let at = format!("participantTokenConfigurations[{index}].attributes");
        check_attributes(&configuration["attributes"], &at)?;
    }
    // The operation lists no ResourceNotFoundException.
    let recording = recording_settings(state, call.input, ServiceError::validation)?;
    check_quota::<Stage>(state)?;
    let stage = state.add_stage(call.optional_string("name"), tags, recording.flatten());
    let arn = stage.id.arn.clone();
    let mut made = Vec::new();
    for configuration in configurations.into_iter().flatten() {
        made.push(issue(state, &arn, configuration, call.now));
    }
    let stage = state.stage(&arn).map(|it| it.describe(state));
    Ok(Members::default()
        .maybe("stage", stage)
        .maybe("participantTokens", configurations.map(|_| made))
        .into())
}

pub(super) fn update(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let recording = recording_settings(state, call.input, ServiceError::resource_not_found)?;
    let stage = call.stage(state, "arn")?;
    if let Some(recording) = recording {
        reject_if_recording(stage)?;
        stage.recording = recording;
    }
    if let Some(name) = call.optional_string("name") {
        stage.id.name = Some(name);
    }
    Ok(show::<Stage>(state, call.string("arn")))
}

/// Removes the stage with its tokens and sessions.
pub(super) fn delete_stage(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let arn = call.string("arn");
    detach_encoders(state, arn, None);
    for composition in state.compositions.iter_mut().filter(|it| it.stage_arn == arn) {
        composition.stop(call.now);
    }
    delete::<Stage>(state, call)?;
    // Ends replications from and to the stage.
    state.settle(call.now);
    Ok(Members::default().into())
}

/// Detaches the stage from the ingest configurations whose encoders are connected, or from that of one
/// participant.
pub(super) fn detach_encoders(state: &mut State, arn: &str, participant_id: Option<&str>) {
    let mut ingests = std::mem::take(&mut state.ingests);
    let affected = |ingest: &&mut Ingest| {
        let present = ingest.connected(state);
        ingest.stage_arn == arn && present.iter().any(|id| participant_id.is_none_or(|it| it == id))
    };
    for ingest in ingests.iter_mut().filter(affected) {
        ingest.stage_arn.clear();
    }
    state.ingests = ingests;
}

fn stage_summary(stage: &Stage) -> Members {
    Members::default()
        .with("arn", stage.id.arn.as_str())
        .maybe("name", stage.id.name.as_deref())
        .maybe("activeSessionId", stage.active_session().map(|session| session.id.as_str()))
        .with("tags", map_value(&stage.id.tags))
}

/// The endpoints of all stages of an account in a region.
fn endpoints(state: &State) -> Value {
    let host = format!("{}.{}.live-video.invalid", state.account, state.region);
    json!({
        "events": format!("wss://events.{host}"),
        "whip": format!("https://whip.{host}"),
        "rtmp": format!("rtmp://ingest.{host}/app/"),
        "rtmps": format!("rtmps://ingest.{host}:443/app/"),
    })
}

fn reject_if_recording(stage: &Stage) -> Result<(), ServiceError> {
    let participants = stage.sessions.iter().flat_map(|it| &it.participants);
    let mut recordings = participants.filter_map(|it| it.recording.as_ref());
    match recordings.any(|it| !it.progress.phase.is_over()) {
        true => Err(ServiceError::conflict(format!(
            "participants of {} are being recorded: wait until the recordings have stopped",
            stage.id.arn
        ))),
        false => Ok(()),
    }
}

/// The default validity of a token, in minutes.
const DEFAULT_DURATION: i64 = 720;

/// The maximum size of a token's attributes, keys and values, in bytes.
const MAX_ATTRIBUTES: usize = 1024;

pub(super) fn create_token(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    check_attributes(&call.input["attributes"], "attributes")?;
    let arn = call.stage(state, "stageArn")?.id.arn.clone();
    let token = issue(state, &arn, call.input, call.now);
    Ok(Members::default().with("participantToken", token).into())
}

/// Revokes a token and disconnects its participant. The token id is the participant id. The operation has no
/// ResourceNotFoundException: revoking an unknown token succeeds.
pub(super) fn revoke_token(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let id = call.string("tokenId");
    for stage in &mut state.stages {
        let mut tokens = stage.tokens.iter_mut();
        let Some(token) = tokens.find(|token| token.participant_id == id) else {
            continue;
        };
        token.revoked = true;
        if let Some(session) = stage.active_session_mut() {
            session.leave(id, call.now);
        }
    }
    state.settle(call.now);
    Ok(Members::default().into())
}

/// The limit on attributes, which the document states only in prose.
pub(super) fn check_attributes(attributes: &Value, at: &str) -> Result<(), ServiceError> {
    let size: usize =
        string_map(attributes).iter().map(|(key, value)| key.len() + value.len()).sum();
    if size > MAX_ATTRIBUTES {
        return Err(ServiceError::validation(format!(
            "{at}: must have at most {MAX_ATTRIBUTES} bytes in all, found {size}"
        )));
    }
    Ok(())
}

/// Creates a token for the stage and returns its representation.
pub(super) fn issue(state: &mut State, arn: &str, settings: &Value, now: Timestamp) -> Value {
    let duration = settings["duration"].as_i64().unwrap_or(DEFAULT_DURATION);
    let capabilities = match settings["capabilities"].as_array() {
        Some(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        None => vec!["PUBLISH".to_owned(), "SUBSCRIBE".to_owned()],
    };
    let token = Token {
        participant_id: state.ids.alphanumeric(12),
        secret: state.ids.alphanumeric(64),
        user_id: settings["userId"].as_str().map(str::to_owned),
        attributes: string_map(&settings["attributes"]),
        capabilities,
        duration,
        expires: now.checked_add(SignedDuration::from_mins(duration)).unwrap_or(Timestamp::MAX),
        revoked: false,
    };
    let described = describe_new_token(&token);
    if let Some(stage) = state.stage_mut(arn) {
        stage.tokens.push(token);
    }
    described
}

fn describe_new_token(token: &Token) -> Value {
    let attributes = (!token.attributes.is_empty()).then(|| map_value(&token.attributes));
    Members::default()
        .with("participantId", token.participant_id.as_str())
        .with("token", token.secret.as_str())
        .maybe("userId", token.user_id.as_deref())
        .maybe("attributes", attributes)
        .with("duration", token.duration)
        .with("capabilities", token.capabilities.clone())
        .with("expirationTime", iso_8601(token.expires))
        .into()
}

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
    let storage = given["storageConfigurationArn"].as_str().unwrap_or_default();
    if storage.is_empty() {
        return Ok(Some(None));
    }
    let member = format!("{MEMBER}.storageConfigurationArn");
    arn::check(state, &member, storage, Resource::StorageConfiguration.kind())?;
    if Storage::find(state, storage).is_none() {
        return Err(unknown(format!("{member}: there is no storage configuration {storage}")));
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

pub(super) fn get_session(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let id = call.string("sessionId");
    let session = stage.session(id).ok_or_else(|| no_session(id, &stage.id.arn))?;
    Ok(Members::default().with("stageSession", describe_session(session)).into())
}

/// The operation has no ResourceNotFoundException: an unknown stage has no sessions.
pub(super) fn list_sessions(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    must_be::<Stage>(state, "stageArn", call.string("stageArn"))?;
    let sessions = state.stage(call.string("stageArn")).into_iter().flat_map(|it| &it.sessions);
    call.page(state.salt, "stageSessions", (0..).zip(sessions.map(describe_session)))
}

/// The error for an unknown session.
pub(super) fn no_session(id: &str, arn: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("{arn} has no session {id}"))
}

/// `StageSession` and `StageSessionSummary` have the same members.
fn describe_session(session: &Session) -> Value {
    Members::default()
        .with("sessionId", session.id.as_str())
        .with("startTime", iso_8601(session.start))
        .maybe("endTime", session.end.map(iso_8601))
        .into()
}
