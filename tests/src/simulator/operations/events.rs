//! ListParticipantEvents.

use super::participants::find_session;
use super::{Call, Members, map_value};
use crate::simulator::clock::iso_8601;
use crate::simulator::state::{Event, EventDetail, State, Token};
use crate::simulator::wire::ServiceError;
use serde_json::Value;

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let session = find_session(state, call)?;
    let id = call.string("participantId");
    let events = session.into_iter().flat_map(|session| &session.events);
    let matching = (0..)
        .zip(events)
        .filter(|(_, event)| event.participant_id == id)
        .map(|(position, event)| (position, describe(event)));
    call.page(state.salt, "events", matching)
}

fn describe(event: &Event) -> Value {
    let members = Members::default()
        .with("name", event.name)
        .with("participantId", event.participant_id.as_str())
        .with("eventTime", iso_8601(event.time))
        .with("replica", event.replica);
    let members = match &event.detail {
        EventDetail::None => members,
        EventDetail::Publisher(publisher) => members.with("remoteParticipantId", &**publisher),
        EventDetail::Failure(code, publisher) => members
            .with("errorCode", *code)
            .maybe("remoteParticipantId", publisher.as_deref()),
        EventDetail::Destination(stage, session) => members
            .with("destinationStageArn", &**stage)
            .with("destinationSessionId", &**session),
        EventDetail::Exchange(tokens) => members
            .with("previousToken", describe_token(&tokens.0))
            .with("newToken", describe_token(&tokens.1)),
    };
    members.into()
}

/// A token without its secret.
fn describe_token(token: &Token) -> Value {
    Members::default()
        .with("capabilities", token.capabilities.clone())
        .with("attributes", map_value(&token.attributes))
        .maybe("userId", token.user_id.as_deref())
        .with("expirationTime", iso_8601(token.expires))
        .into()
}
