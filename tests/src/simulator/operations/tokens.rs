//! CreateParticipantToken, RevokeConnectionToken, and the tokens that CreateStage creates.

use super::{Call, Members, map_value, string_map};
use crate::simulator::clock::iso_8601;
use crate::simulator::state::{State, Token};
use crate::simulator::wire::ServiceError;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// The default validity of a token, in minutes.
const DEFAULT_DURATION: i64 = 720;

/// The maximum size of a token's attributes, keys and values, in bytes.
const MAX_ATTRIBUTES: usize = 1024;

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    check_attributes(&call.input["attributes"], "attributes")?;
    let arn = call.stage(state, "stageArn")?.id.arn.clone();
    let token = issue(state, &arn, call.input, call.now);
    Ok(Members::default().with("participantToken", token).into())
}

/// Revokes a token and disconnects its participant. The token id is the participant id. The operation has no
/// ResourceNotFoundException: revoking an unknown token succeeds.
pub(super) fn revoke(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
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
    let size: usize = string_map(attributes)
        .iter()
        .map(|(key, value)| key.len() + value.len())
        .sum();
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
        Some(list) => list
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        None => vec!["PUBLISH".to_owned(), "SUBSCRIBE".to_owned()],
    };
    let token = Token {
        participant_id: state.ids.alphanumeric(12),
        secret: state.ids.alphanumeric(64),
        user_id: settings["userId"].as_str().map(str::to_owned),
        attributes: string_map(&settings["attributes"]),
        capabilities,
        duration,
        expires: now
            .checked_add(SignedDuration::from_mins(duration))
            .unwrap_or(Timestamp::MAX),
        revoked: false,
    };
    let described = describe(&token);
    if let Some(stage) = state.stage_mut(arn) {
        stage.tokens.push(token);
    }
    described
}

fn describe(token: &Token) -> Value {
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
