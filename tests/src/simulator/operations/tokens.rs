//! CreateParticipantToken, RevokeConnectionToken, and the tokens that CreateStage makes along the way.

use super::{Call, Members, map_value, text_map};
use crate::simulator::clock::iso_8601;
use crate::simulator::state::{State, Token};
use crate::simulator::wire::ServiceError;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

/// Minutes that a token is good for if the request does not say.
const DEFAULT_DURATION: i64 = 720;

/// Bytes that all keys and values of a token's attributes may have together.
const MAX_ATTRIBUTES: usize = 1024;

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    check_attributes(&call.input["attributes"], "attributes")?;
    let arn = call.stage(state, "stageArn")?.id.arn.clone();
    let token = issue(state, &arn, call.input, call.now);
    Ok(Members::default().with("participantToken", token).into())
}

/// Makes a token worthless and sends away whoever came with it. The id is that of its participant. The document
/// lists no ResourceNotFoundException: revoking what nobody knows succeeds.
pub(super) fn revoke(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let id = call.text("tokenId");
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

/// The documentation's limit on attributes, which the document has only as prose.
pub(super) fn check_attributes(attributes: &Value, at: &str) -> Result<(), ServiceError> {
    let size: usize = text_map(attributes)
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

/// Makes a token for the stage and keeps it; gives it as the caller reads it.
pub(super) fn issue(state: &mut State, arn: &str, wanted: &Value, now: Timestamp) -> Value {
    let duration = wanted["duration"].as_i64().unwrap_or(DEFAULT_DURATION);
    let capabilities = match wanted["capabilities"].as_array() {
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
        user_id: wanted["userId"].as_str().map(str::to_owned),
        attributes: text_map(&wanted["attributes"]),
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
