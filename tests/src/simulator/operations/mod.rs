//! The operations.
//!
//! The input is one JSON object with all members, whatever their binding, and satisfies the document's
//! constraints. The result is validated too: outputs against their schema, errors against the operation's list of
//! errors.

mod call;
mod compositions;
mod configurations;
mod events;
mod ingests;
mod participants;
mod public_keys;
mod recording;
mod replicas;
mod sessions;
mod shown;
mod stages;
mod tags;
mod tokens;

pub(crate) use call::Call;

use super::state::{Composition, Encoder, Ingest, PublicKey, Stage, State, Storage};
use super::wire::ServiceError;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Executes a call.
pub(crate) fn serve(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    match call.operation {
        "CreateEncoderConfiguration" => configurations::create_encoder(state, call),
        "CreateIngestConfiguration" => ingests::create(state, call),
        "CreateParticipantToken" => tokens::create(state, call),
        "CreateStage" => stages::create(state, call),
        "CreateStorageConfiguration" => configurations::create_storage(state, call),
        "DeleteEncoderConfiguration" => configurations::delete_encoder(state, call),
        "DeleteIngestConfiguration" => ingests::delete(state, call),
        "DeletePublicKey" => shown::delete::<PublicKey>(state, call),
        "DeleteStage" => stages::delete(state, call),
        "DeleteStorageConfiguration" => configurations::delete_storage(state, call),
        "DisconnectParticipant" => participants::disconnect(state, call),
        "GetComposition" => compositions::get(state, call),
        "GetEncoderConfiguration" => shown::get::<Encoder>(state, call),
        "GetIngestConfiguration" => shown::get::<Ingest>(state, call),
        "GetParticipant" => participants::get(state, call),
        "GetPublicKey" => shown::get::<PublicKey>(state, call),
        "GetStage" => shown::get::<Stage>(state, call),
        "GetStageSession" => sessions::get(state, call),
        "GetStorageConfiguration" => shown::get::<Storage>(state, call),
        "ImportPublicKey" => public_keys::import(state, call),
        "ListCompositions" => shown::list::<Composition>(state, call),
        "ListEncoderConfigurations" => shown::list::<Encoder>(state, call),
        "ListIngestConfigurations" => shown::list::<Ingest>(state, call),
        "ListParticipantEvents" => events::list(state, call),
        "ListParticipantReplicas" => replicas::list(state, call),
        "ListParticipants" => participants::list(state, call),
        "ListPublicKeys" => shown::list::<PublicKey>(state, call),
        "ListStageSessions" => sessions::list(state, call),
        "ListStages" => shown::list::<Stage>(state, call),
        "ListStorageConfigurations" => shown::list::<Storage>(state, call),
        "ListTagsForResource" => tags::list(state, call),
        "RevokeConnectionToken" => tokens::revoke(state, call),
        "StartComposition" => compositions::start(state, call),
        "StartParticipantReplication" => replicas::start(state, call),
        "StopComposition" => compositions::stop(state, call),
        "StopParticipantReplication" => replicas::stop(state, call),
        "TagResource" => tags::tag(state, call),
        "UntagResource" => tags::untag(state, call),
        "UpdateIngestConfiguration" => ingests::update(state, call),
        "UpdateStage" => stages::update(state, call),
        other => Err(ServiceError::internal_server(format!(
            "{other} is not simulated"
        ))),
    }
}

/// Builds an output object.
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

/// The given settings, with defaults for absent ones.
fn with_defaults(given: &Value, defaults: Value) -> Value {
    let mut settings = defaults;
    if let (Value::Object(settings), Value::Object(given)) = (&mut settings, given) {
        for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            let value = match settings.get(name) {
                Some(defaults) if defaults.is_object() => with_defaults(value, defaults.clone()),
                _ => value.clone(),
            };
            settings.insert(name.clone(), value);
        }
    }
    settings
}

/// A map of strings, such as tags and attributes.
fn string_map(value: &Value) -> BTreeMap<String, String> {
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
