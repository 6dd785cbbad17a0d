//! CreateStage, GetStage, UpdateStage, DeleteStage, ListStages.

use super::{Call, Members, map_value, tags, text_map, tokens};
use crate::simulator::pagination::Listing;
use crate::simulator::state::{Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let wanted = text_map(&call.input["tags"]);
    tags::check(&wanted, "tags")?;
    let configurations = call.input["participantTokenConfigurations"].as_array();
    for (index, configuration) in configurations.into_iter().flatten().enumerate() {
        let at = format!("participantTokenConfigurations[{index}].attributes");
        tokens::check_attributes(&configuration["attributes"], &at)?;
    }
    if state.stages.len() >= state.stage_quota {
        return Err(ServiceError::service_quota_exceeded(format!(
            "account {} has {} stages in {}, as many as its quota allows",
            state.account, state.stage_quota, state.region
        )));
    }
    let stage = state.add_stage(call.optional_text("name"), wanted);
    let (arn, stage) = (stage.arn.clone(), describe(stage));
    let mut made = Vec::new();
    for configuration in configurations.into_iter().flatten() {
        made.push(tokens::issue(state, &arn, configuration, call.now));
    }
    Ok(Members::default()
        .with("stage", stage)
        .maybe("participantTokens", configurations.map(|_| made))
        .into())
}

pub(super) fn get(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "arn")?;
    Ok(Members::default().with("stage", describe(stage)).into())
}

pub(super) fn update(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "arn")?;
    refuse_if_busy(stage)?;
    if let Some(name) = call.optional_text("name") {
        stage.name = Some(name);
    }
    Ok(Members::default().with("stage", describe(stage)).into())
}

/// Forgets the stage with all that belonged to it: tokens are unknown from here on, and nobody is on it.
pub(super) fn delete(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "arn")?;
    refuse_if_busy(stage)?;
    let position = stage.position;
    state.stages.retain(|stage| stage.position != position);
    Ok(Members::default().into())
}

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let listing = Listing {
        salt: state.salt,
        operation: call.operation,
        input: call.input,
    };
    let all = state
        .stages
        .iter()
        .map(|stage| (stage.position, describe(stage)));
    let (stages, token) = listing.page(all)?;
    Ok(Members::default()
        .with("stages", stages)
        .maybe("nextToken", token)
        .into())
}

/// `Stage` and `StageSummary` have the same members.
fn describe(stage: &Stage) -> Value {
    Members::default()
        .with("arn", stage.arn.as_str())
        .maybe("name", stage.name.as_deref())
        .maybe(
            "activeSessionId",
            stage.active_session().map(|session| session.id.as_str()),
        )
        .with("tags", map_value(&stage.tags))
        .into()
}

fn refuse_if_busy(stage: &Stage) -> Result<(), ServiceError> {
    if stage.busy {
        return Err(ServiceError::conflict(format!(
            "another change of {} is under way: try again when it is done",
            stage.arn
        )));
    }
    Ok(())
}
