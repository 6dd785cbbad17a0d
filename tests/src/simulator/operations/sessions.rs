//! GetStageSession, ListStageSessions.

use super::{Call, Members};
use crate::simulator::arn;
use crate::simulator::clock::iso_8601;
use crate::simulator::pagination::Listing;
use crate::simulator::state::{Session, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

pub(super) fn get(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let id = call.text("sessionId");
    let session = stage
        .session(id)
        .ok_or_else(|| no_session(id, &stage.arn))?;
    Ok(Members::default()
        .with("stageSession", describe(session))
        .into())
}

/// The document lists no ResourceNotFoundException here: an unknown stage has no sessions.
pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    arn::check(state, "stageArn", call.text("stageArn"))?;
    let listing = Listing {
        salt: state.salt,
        operation: call.operation,
        input: call.input,
    };
    let sessions = state
        .stage(call.text("stageArn"))
        .into_iter()
        .flat_map(|it| &it.sessions);
    let (sessions, token) = listing.page((0..).zip(sessions.map(describe)))?;
    Ok(Members::default()
        .with("stageSessions", sessions)
        .maybe("nextToken", token)
        .into())
}

/// The error of a session id that the stage does not know.
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
