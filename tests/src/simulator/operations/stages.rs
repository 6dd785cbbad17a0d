//! CreateStage, UpdateStage, DeleteStage, and how stages are shown.

use super::call::check_quota;
use super::shown::{self, Shown};
use super::{Call, Members, map_value, recording, tokens};
use crate::simulator::state::{Ingest, Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

impl Shown for Stage {
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
    let recording = recording::wanted(state, call.input, ServiceError::validation)?;
    check_quota::<Stage>(state)?;
    let stage = state.add_stage(call.optional_text("name"), tags, recording.flatten());
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
    let recording = recording::wanted(state, call.input, ServiceError::resource_not_found)?;
    let stage = call.stage(state, "arn")?;
    if let Some(recording) = recording {
        refuse_if_recording(stage)?;
        stage.recording = recording;
    }
    if let Some(name) = call.optional_text("name") {
        stage.id.name = Some(name);
    }
    Ok(shown::show::<Stage>(state, call.text("arn")))
}

/// Forgets the stage with all that belonged to it: tokens are unknown from here on, and nobody is on it.
pub(super) fn delete(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    refuse_if_busy(call.stage(state, "arn")?)?;
    let arn = call.text("arn");
    detach_encoders(state, arn, None);
    for composition in state
        .compositions
        .iter_mut()
        .filter(|it| it.stage_arn == arn)
    {
        composition.stop(call.now);
    }
    shown::delete::<Stage>(state, call)?;
    // Replicas from and to the stage have nobody to show, or nowhere.
    state.settle(call.now);
    Ok(Members::default().into())
}

/// Takes a stage from the ingest configurations with which encoders are publishing on it, or from the one
/// that is a certain participant.
pub(super) fn detach_encoders(state: &mut State, arn: &str, participant_id: Option<&str>) {
    let mut ingests = std::mem::take(&mut state.ingests);
    let affected = |ingest: &&mut Ingest| {
        let present = ingest.present(state);
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

/// The same for all stages of an account in a region.
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
            "another change of {} is under way: try again when it is done",
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
            "participants of {} are being recorded: wait until that is over",
            stage.id.arn
        ))),
        false => Ok(()),
    }
}
