//! GetStageSession, ListStageSessions.

use super::call::must_be;
use super::{Call, Members};
use crate::simulator::clock::iso_8601;
use crate::simulator::state::{Session, Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

pub(super) fn get(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let id = call.string("sessionId");
    let session = stage
        .session(id)
        .ok_or_else(|| no_session(id, &stage.id.arn))?;
    Ok(Members::default()
        .with("stageSession", describe(session))
        .into())
}

/// The operation has no ResourceNotFoundException: an unknown stage has no sessions.
pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    must_be::<Stage>(state, "stageArn", call.string("stageArn"))?;
    let sessions = state
        .stage(call.string("stageArn"))
        .into_iter()
        .flat_map(|it| &it.sessions);
    call.page(
        state.salt,
        "stageSessions",
        (0..).zip(sessions.map(describe)),
    )
}

/// The error for an unknown session.
pub(super) fn no_session(id: &str, arn: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("{arn} has no session {id}"))
}

/// `StageSession` and `StageSessionSummary` have the same members.
fn describe(session: &Session) -> Value {
    Members::default()
        .with("sessionId", session.id.as_str())
        .with("startTime", iso_8601(session.start))
        .maybe("endTime", session.end.map(iso_8601))
        .into()
}
