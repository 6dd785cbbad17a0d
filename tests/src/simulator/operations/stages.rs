//! CreateStage, UpdateStage, DeleteStage.

use super::call::check_quota;
use super::shown::{self, Describe};
use super::{Call, Members, map_value, recording, tokens};
use crate::simulator::state::{Ingest, Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

impl Describe for Stage {
    const ONE: &'static str = "stage";
    const MANY: &'static str = "stages";

    fn describe(&self, state: &State) -> Value {
        summary(self)
            .maybe(
                "autoParticipantRecordingConfiguration",
                self.recording.clone(),
            )
            .with("endpoints", endpoints(state))
            .into()
    }

    fn summarize(&self, _: &State) -> Value {
        summary(self).into()
    }
}

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = call.tags()?;
    let configurations = call.input["participantTokenConfigurations"].as_array();
    for (index, configuration) in configurations.into_iter().flatten().enumerate() {
        let at = format!("participantTokenConfigurations[{index}].attributes");
        tokens::check_attributes(&configuration["attributes"], &at)?;
    }
    // The operation lists no ResourceNotFoundException.
    let recording = recording::recording_settings(state, call.input, ServiceError::validation)?;
    check_quota::<Stage>(state)?;
    let stage = state.add_stage(call.optional_string("name"), tags, recording.flatten());
    let arn = stage.id.arn.clone();
    let mut made = Vec::new();
    for configuration in configurations.into_iter().flatten() {
        made.push(tokens::issue(state, &arn, configuration, call.now));
    }
    let stage = state.stage(&arn).map(|it| it.describe(state));
    Ok(Members::default()
        .maybe("stage", stage)
        .maybe("participantTokens", configurations.map(|_| made))
        .into())
}

pub(super) fn update(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    refuse_if_busy(call.stage(state, "arn")?)?;
    let recording =
        recording::recording_settings(state, call.input, ServiceError::resource_not_found)?;
    let stage = call.stage(state, "arn")?;
    if let Some(recording) = recording {
        refuse_if_recording(stage)?;
        stage.recording = recording;
    }
    if let Some(name) = call.optional_string("name") {
        stage.id.name = Some(name);
    }
    Ok(shown::show::<Stage>(state, call.string("arn")))
}

/// Removes the stage with its tokens and sessions.
pub(super) fn delete(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    refuse_if_busy(call.stage(state, "arn")?)?;
    let arn = call.string("arn");
    detach_encoders(state, arn, None);
    for composition in state
        .compositions
        .iter_mut()
        .filter(|it| it.stage_arn == arn)
    {
        composition.stop(call.now);
    }
    shown::delete::<Stage>(state, call)?;
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
        ingest.stage_arn == arn
            && present
                .iter()
                .any(|id| participant_id.is_none_or(|it| it == id))
    };
    for ingest in ingests.iter_mut().filter(affected) {
        ingest.stage_arn.clear();
    }
    state.ingests = ingests;
}

fn summary(stage: &Stage) -> Members {
    Members::default()
        .with("arn", stage.id.arn.as_str())
        .maybe("name", stage.id.name.as_deref())
        .maybe(
            "activeSessionId",
            stage.active_session().map(|session| session.id.as_str()),
        )
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

fn refuse_if_busy(stage: &Stage) -> Result<(), ServiceError> {
    if stage.busy {
        return Err(ServiceError::conflict(format!(
            "another change of {} is in progress: retry later",
            stage.id.arn
        )));
    }
    Ok(())
}

fn refuse_if_recording(stage: &Stage) -> Result<(), ServiceError> {
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
