//! What each operation does to the state.
//!
//! An input arrives as one JSON object with every member in it, wherever it stood in the request, and has
//! passed the document's constraints. What an operation answers is held to the document in turn: the output
//! to its schema, an error to the list of the operation's errors.

mod participants;
mod sessions;
mod stages;
mod tags;
mod tokens;

use super::arn;
use super::state::{Stage, State};
use super::wire::ServiceError;
use jiff::Timestamp;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One call: its input, and the time at which it is served.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) operation: &'a str,
    pub(crate) input: &'a Value,
    pub(crate) now: Timestamp,
}

/// Serves a call.
pub(crate) fn serve(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    match call.operation {
        "CreateParticipantToken" => tokens::create(state, call),
        "CreateStage" => stages::create(state, call),
        "DeleteStage" => stages::delete(state, call),
        "DisconnectParticipant" => participants::disconnect(state, call),
        "GetParticipant" => participants::get(state, call),
        "GetStage" => stages::get(state, call),
        "GetStageSession" => sessions::get(state, call),
        "ListParticipantEvents" => participants::list_events(state, call),
        "ListParticipants" => participants::list(state, call),
        "ListStageSessions" => sessions::list(state, call),
        "ListStages" => stages::list(state, call),
        "ListTagsForResource" => tags::list(state, call),
        "TagResource" => tags::tag(state, call),
        "UntagResource" => tags::untag(state, call),
        "UpdateStage" => stages::update(state, call),
        other => Err(ServiceError::internal_server(format!(
            "{other} is not simulated"
        ))),
    }
}

impl<'a> Call<'a> {
    /// The text of a member; empty if it is absent, which a required one never is.
    fn text(&self, member: &str) -> &'a str {
        self.input[member].as_str().unwrap_or_default()
    }

    /// The text of an optional member.
    fn optional_text(&self, member: &str) -> Option<String> {
        self.input[member].as_str().map(str::to_owned)
    }

    /// The stage whose ARN is in `member`.
    fn stage<'s>(&self, state: &'s mut State, member: &str) -> Result<&'s mut Stage, ServiceError> {
        let wanted = self.text(member);
        arn::check(state, member, wanted)?;
        state
            .stage_mut(wanted)
            .ok_or_else(|| ServiceError::resource_not_found(format!("there is no stage {wanted}")))
    }
}

/// An output's members, of which some may be absent.
#[derive(Debug, Default)]
struct Members(Map<String, Value>);

impl Members {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    fn maybe(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl From<Members> for Value {
    fn from(members: Members) -> Self {
        Self::Object(members.0)
    }
}

/// A map of text, as tags and attributes are.
fn text_map(value: &Value) -> BTreeMap<String, String> {
    value
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}

fn map_value(map: &BTreeMap<String, String>) -> Value {
    map.iter()
        .map(|(key, value)| (key.clone(), Value::from(value.as_str())))
        .collect()
}
