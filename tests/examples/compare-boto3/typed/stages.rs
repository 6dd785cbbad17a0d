//! Stages and their sessions.

use super::{Sent, with};
use crate::members::Members;
use generated_sdk::Client;
use generated_sdk::operations::{CreateStage, ListStageSessions, ListStages, UpdateStage};
use generated_sdk::types::ParticipantTokenConfiguration;

pub(super) async fn create(client: &Client, members: &mut Members) -> Sent {
    let tokens = members.structures("participantTokenConfigurations", token_configuration)?;
    let call = client.create_stage();
    let call = with(call, members.text("name")?, CreateStage::name);
    let call = with(call, tokens, CreateStage::participant_token_configurations);
    let call = with(call, members.text_map("tags")?, CreateStage::tags);
    call.send().await?;
    Ok(())
}

fn token_configuration(members: &mut Members) -> Result<ParticipantTokenConfiguration, String> {
    use ParticipantTokenConfiguration as Token;
    let token = Token::default();
    let token = with(
        token,
        members.text_map("attributes")?,
        Token::with_attributes,
    );
    let capabilities = members.enums("capabilities")?;
    let token = with(token, capabilities, Token::with_capabilities);
    let token = with(token, members.integer("duration")?, Token::with_duration);
    Ok(with(token, members.text("userId")?, Token::with_user_id))
}

pub(super) async fn update(client: &Client, members: &mut Members) -> Sent {
    let call = client.update_stage(members.required_text("arn")?);
    let call = with(call, members.text("name")?, UpdateStage::name);
    call.send().await?;
    Ok(())
}

pub(super) async fn get(client: &Client, members: &mut Members) -> Sent {
    client
        .get_stage(members.required_text("arn")?)
        .send()
        .await?;
    Ok(())
}

pub(super) async fn delete(client: &Client, members: &mut Members) -> Sent {
    client
        .delete_stage(members.required_text("arn")?)
        .send()
        .await?;
    Ok(())
}

pub(super) async fn list(client: &Client, members: &mut Members) -> Sent {
    let call = client.list_stages();
    let call = with(
        call,
        members.integer("maxResults")?,
        ListStages::max_results,
    );
    let call = with(call, members.text("nextToken")?, ListStages::next_token);
    call.send().await?;
    Ok(())
}

pub(super) async fn get_session(client: &Client, members: &mut Members) -> Sent {
    let session_id = members.required_text("sessionId")?;
    let stage_arn = members.required_text("stageArn")?;
    client
        .get_stage_session(session_id, stage_arn)
        .send()
        .await?;
    Ok(())
}

pub(super) async fn list_sessions(client: &Client, members: &mut Members) -> Sent {
    let call = client.list_stage_sessions(members.required_text("stageArn")?);
    let max_results = members.integer("maxResults")?;
    let call = with(call, max_results, ListStageSessions::max_results);
    let call = with(
        call,
        members.text("nextToken")?,
        ListStageSessions::next_token,
    );
    call.send().await?;
    Ok(())
}
