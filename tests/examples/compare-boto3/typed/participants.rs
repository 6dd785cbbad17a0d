//! Participants, their events and their tokens.

use super::{Sent, with};
use crate::members::Members;
use generated_sdk::Client;
use generated_sdk::operations::{
    CreateParticipantToken, DisconnectParticipant, ListParticipantEvents, ListParticipants,
};
use generated_sdk::types::ParticipantState;

pub(super) async fn create_token(client: &Client, members: &mut Members) -> Sent {
    use CreateParticipantToken as Call;
    let call = client.create_participant_token(members.required_text("stageArn")?);
    let call = with(call, members.text_map("attributes")?, Call::attributes);
    let call = with(call, members.enums("capabilities")?, Call::capabilities);
    let call = with(call, members.integer("duration")?, Call::duration);
    let call = with(call, members.text("userId")?, Call::user_id);
    call.send().await?;
    Ok(())
}

pub(super) async fn get(client: &Client, members: &mut Members) -> Sent {
    let participant_id = members.required_text("participantId")?;
    let session_id = members.required_text("sessionId")?;
    let stage_arn = members.required_text("stageArn")?;
    let call = client.get_participant(participant_id, session_id, stage_arn);
    call.send().await?;
    Ok(())
}

pub(super) async fn list(client: &Client, members: &mut Members) -> Sent {
    use ListParticipants as Call;
    let session_id = members.required_text("sessionId")?;
    let call = client.list_participants(session_id, members.required_text("stageArn")?);
    let state = members.text("filterByState")?;
    let state = state.map(|state| ParticipantState::from(state.as_str()));
    let call = with(call, state, Call::filter_by_state);
    let published = members.boolean("filterByPublished")?;
    let call = with(call, published, Call::filter_by_published);
    let user_id = members.text("filterByUserId")?;
    let call = with(call, user_id, Call::filter_by_user_id);
    let call = with(call, members.integer("maxResults")?, Call::max_results);
    let call = with(call, members.text("nextToken")?, Call::next_token);
    call.send().await?;
    Ok(())
}

pub(super) async fn list_events(client: &Client, members: &mut Members) -> Sent {
    use ListParticipantEvents as Call;
    let participant_id = members.required_text("participantId")?;
    let session_id = members.required_text("sessionId")?;
    let stage_arn = members.required_text("stageArn")?;
    let call = client.list_participant_events(participant_id, session_id, stage_arn);
    let call = with(call, members.integer("maxResults")?, Call::max_results);
    let call = with(call, members.text("nextToken")?, Call::next_token);
    call.send().await?;
    Ok(())
}

pub(super) async fn disconnect(client: &Client, members: &mut Members) -> Sent {
    let participant_id = members.required_text("participantId")?;
    let stage_arn = members.required_text("stageArn")?;
    let call = client.disconnect_participant(participant_id, stage_arn);
    let call = with(call, members.text("reason")?, DisconnectParticipant::reason);
    call.send().await?;
    Ok(())
}
