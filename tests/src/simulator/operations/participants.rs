//! GetParticipant, ListParticipants, ListParticipantEvents, DisconnectParticipant.

use super::sessions::no_session;
use super::{Call, Members, map_value};
use crate::simulator::arn;
use crate::simulator::clock::iso_8601;
use crate::simulator::pagination::Listing;
use crate::simulator::state::{Event, Participant, Session, State};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

/// At most one of these may be in a request.
const FILTERS: [&str; 3] = ["filterByUserId", "filterByPublished", "filterByState"];

pub(super) fn get(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let (session, id) = (call.text("sessionId"), call.text("participantId"));
    let session = stage
        .session(session)
        .ok_or_else(|| no_session(session, &stage.arn))?;
    let participant = session.participant(id).ok_or_else(|| {
        ServiceError::resource_not_found(format!("session {} has no participant {id}", session.id))
    })?;
    let attributes = map_value(&participant.attributes);
    let participant = summary(participant).with("attributes", attributes);
    Ok(Members::default().with("participant", participant).into())
}

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let given: Vec<&str> = FILTERS
        .into_iter()
        .filter(|name| !call.input[*name].is_null())
        .collect();
    if given.len() > 1 {
        return Err(ServiceError::validation(format!(
            "{}: only one of {} may be given in a request",
            given.join(", "),
            FILTERS.join(", ")
        )));
    }
    let listing = Listing {
        salt: state.salt,
        operation: call.operation,
        input: call.input,
    };
    let session = find_session(state, call)?;
    let participants = session
        .into_iter()
        .flat_map(|session| &session.participants);
    let matching = (0..)
        .zip(participants)
        .filter(|(_, participant)| matches(participant, call.input))
        .map(|(position, participant)| (position, Value::from(summary(participant))));
    let (participants, token) = listing.page(matching)?;
    Ok(Members::default()
        .with("participants", participants)
        .maybe("nextToken", token)
        .into())
}

pub(super) fn list_events(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let listing = Listing {
        salt: state.salt,
        operation: call.operation,
        input: call.input,
    };
    let session = find_session(state, call)?;
    let id = call.text("participantId");
    let events = session.into_iter().flat_map(|session| &session.events);
    let matching = (0..)
        .zip(events)
        .filter(|(_, event)| event.participant_id == id)
        .map(|(position, event)| (position, describe_event(event)));
    let (events, token) = listing.page(matching)?;
    Ok(Members::default()
        .with("events", events)
        .maybe("nextToken", token)
        .into())
}

/// Throws the participant off the stage and makes its token worthless, used or not.
pub(super) fn disconnect(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let id = call.text("participantId");
    let Some(token) = stage
        .tokens
        .iter_mut()
        .find(|token| token.participant_id == id)
    else {
        return Err(ServiceError::resource_not_found(format!(
            "{} has no participant {id}",
            stage.arn
        )));
    };
    token.revoked = true;
    if let Some(session) = stage.active_session_mut() {
        session.leave(id, call.now);
    }
    Ok(Members::default().into())
}

/// The session of a list operation. The document lists no ResourceNotFoundException for those: what is
/// unknown is empty.
fn find_session<'s>(state: &'s State, call: Call<'_>) -> Result<Option<&'s Session>, ServiceError> {
    arn::check(state, "stageArn", call.text("stageArn"))?;
    let stage = state.stage(call.text("stageArn"));
    Ok(stage.and_then(|stage| stage.session(call.text("sessionId"))))
}

fn matches(participant: &Participant, input: &Value) -> bool {
    let [user_id, published, state] = FILTERS.map(|name| &input[name]);
    user_id
        .as_str()
        .is_none_or(|wanted| participant.user_id.as_deref() == Some(wanted))
        && published
            .as_bool()
            .is_none_or(|wanted| participant.published == wanted)
        && state
            .as_str()
            .is_none_or(|wanted| connection(participant) == wanted)
}

fn connection(participant: &Participant) -> &'static str {
    if participant.connected {
        "CONNECTED"
    } else {
        "DISCONNECTED"
    }
}

fn summary(participant: &Participant) -> Members {
    Members::default()
        .with("participantId", participant.id.as_str())
        .maybe("userId", participant.user_id.as_deref())
        .with("state", connection(participant))
        .with("firstJoinTime", iso_8601(participant.first_join))
        .with("published", participant.published)
}

fn describe_event(event: &Event) -> Value {
    Members::default()
        .with("name", event.name)
        .with("participantId", event.participant_id.as_str())
        .with("eventTime", iso_8601(event.time))
        .maybe("remoteParticipantId", event.remote.as_deref())
        .maybe("errorCode", event.error_code)
        .into()
}
