//! The operations.
//!
//! The input is one JSON object with all members, whatever their binding, and satisfies the document's
//! constraints. The result is validated too: outputs against their schema, errors against the operation's list of
//! errors.

mod compositions;
mod configurations;
mod participants;
mod stages;

use super::arn;
use super::pagination::Listing;
use super::resource::Resource;
use super::state::{
    Composition, Encoder, Identity, Ingest, PublicKey, Stage, State, Storage, Stored,
};
use super::wire::ServiceError;
use jiff::Timestamp;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Executes a call.
pub(crate) fn serve(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    match call.operation {
        "CreateEncoderConfiguration" => configurations::create_encoder(state, call),
        "CreateIngestConfiguration" => configurations::create_ingest(state, call),
        "CreateParticipantToken" => stages::create_token(state, call),
        "CreateStage" => stages::create(state, call),
        "CreateStorageConfiguration" => configurations::create_storage(state, call),
        "DeleteEncoderConfiguration" => configurations::delete_encoder(state, call),
        "DeleteIngestConfiguration" => configurations::delete_ingest(state, call),
        "DeletePublicKey" => delete::<PublicKey>(state, call),
        "DeleteStage" => stages::delete_stage(state, call),
        "DeleteStorageConfiguration" => configurations::delete_storage(state, call),
        "DisconnectParticipant" => participants::disconnect(state, call),
        "GetComposition" => compositions::get_composition(state, call),
        "GetEncoderConfiguration" => get::<Encoder>(state, call),
        "GetIngestConfiguration" => get::<Ingest>(state, call),
        "GetParticipant" => participants::get(state, call),
        "GetPublicKey" => get::<PublicKey>(state, call),
        "GetStage" => get::<Stage>(state, call),
        "GetStageSession" => stages::get_session(state, call),
        "GetStorageConfiguration" => get::<Storage>(state, call),
        "ImportPublicKey" => configurations::import_key(state, call),
        "ListCompositions" => list::<Composition>(state, call),
        "ListEncoderConfigurations" => list::<Encoder>(state, call),
        "ListIngestConfigurations" => list::<Ingest>(state, call),
        "ListParticipantEvents" => participants::list_events(state, call),
        "ListParticipantReplicas" => participants::list_replicas(state, call),
        "ListParticipants" => participants::list(state, call),
        "ListPublicKeys" => list::<PublicKey>(state, call),
        "ListStageSessions" => stages::list_sessions(state, call),
        "ListStages" => list::<Stage>(state, call),
        "ListStorageConfigurations" => list::<Storage>(state, call),
        "ListTagsForResource" => list_tags(state, call),
        "RevokeConnectionToken" => stages::revoke_token(state, call),
        "StartComposition" => compositions::start(state, call),
        "StartParticipantReplication" => participants::start_replication(state, call),
        "StopComposition" => compositions::stop(state, call),
        "StopParticipantReplication" => participants::stop_replication(state, call),
        "TagResource" => tag(state, call),
        "UntagResource" => untag(state, call),
        "UpdateIngestConfiguration" => configurations::update_ingest(state, call),
        "UpdateStage" => stages::update(state, call),
        other => Err(ServiceError::internal_server(format!("{other} is not simulated"))),
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
    map.iter().map(|(key, value)| (key.clone(), Value::from(value.as_str()))).collect()
}

/// One call: its operation, input and time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    pub(crate) operation: &'a str,
    pub(crate) input: &'a Value,
    pub(crate) now: Timestamp,
}

impl<'a> Call<'a> {
    /// A string member; empty if it is absent.
    pub(super) fn string(&self, member: &str) -> &'a str {
        self.input[member].as_str().unwrap_or_default()
    }

    /// An optional string member.
    pub(super) fn optional_string(&self, member: &str) -> Option<String> {
        self.input[member].as_str().map(str::to_owned)
    }

    /// A boolean member; false if it is absent.
    pub(super) fn is_on(&self, member: &str) -> bool {
        self.input[member].as_bool().unwrap_or(false)
    }

    /// The valid tags of a new resource.
    pub(super) fn tags(&self) -> Result<BTreeMap<String, String>, ServiceError> {
        let tags = string_map(&self.input["tags"]);
        check_tags(&tags, "tags")?;
        Ok(tags)
    }

    /// The resource whose ARN is the value of `member`.
    pub(super) fn find<'s, T: Stored>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut T, ServiceError> {
        let arn = self.string(member);
        must_be::<T>(state, member, arn)?;
        T::find_mut(state, arn).ok_or_else(|| unknown::<T>(arn))
    }

    /// The stage whose ARN is the value of `member`.
    pub(super) fn stage<'s>(
        &self,
        state: &'s mut State,
        member: &str,
    ) -> Result<&'s mut Stage, ServiceError> {
        self.find::<Stage>(state, member)
    }

    /// The identity of a new resource, if the quota allows one.
    pub(super) fn new_identity<T: Stored>(
        &self,
        state: &mut State,
    ) -> Result<Identity, ServiceError> {
        let tags = self.tags()?;
        check_quota::<T>(state)?;
        Ok(state.identity(T::RESOURCE, self.optional_string("name"), tags))
    }

    /// Rejects a request with more than one of these members.
    pub(super) fn at_most_one(&self, members: &[&str]) -> Result<(), ServiceError> {
        let given = members.iter().filter(|name| !self.input[**name].is_null());
        let given: Vec<&str> = given.copied().collect();
        if given.len() > 1 {
            return Err(ServiceError::validation(format!(
                "{}: only one of {} may be given in a request",
                given.join(", "),
                members.join(", ")
            )));
        }
        Ok(())
    }

    /// The output of a list operation: the requested page under `name`, and the next token.
    pub(super) fn page(
        &self,
        salt: u64,
        name: &str,
        all: impl IntoIterator<Item = (u64, Value)>,
    ) -> Result<Value, ServiceError> {
        let listing = Listing { salt, operation: self.operation, input: self.input };
        let (items, token) = listing.page(all)?;
        let output = Members::default().with(name, items);
        Ok(output.maybe("nextToken", token).into())
    }
}

/// Rejects anything but an ARN of this resource type.
pub(super) fn must_be<T: Stored>(
    state: &State,
    member: &str,
    arn: &str,
) -> Result<(), ServiceError> {
    arn::check(state, member, arn, T::RESOURCE.kind())
}

/// Rejects the ARN of a resource that does not exist.
pub(super) fn must_exist<T: Stored>(
    state: &State,
    member: &str,
    arn: &str,
) -> Result<(), ServiceError> {
    must_be::<T>(state, member, arn)?;
    match T::find(state, arn) {
        Some(_) => Ok(()),
        None => Err(unknown::<T>(arn)),
    }
}

pub(super) fn unknown<T: Stored>(arn: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("there is no {} {arn}", T::RESOURCE.words()))
}

pub(super) fn check_quota<T: Stored>(state: &State) -> Result<(), ServiceError> {
    let quota = state.quotas.get(&T::RESOURCE).copied();
    let quota = quota.unwrap_or(T::RESOURCE.quota());
    let used = T::all(state).iter().filter(|it| it.counts()).count();
    if used >= quota {
        return Err(ServiceError::service_quota_exceeded(format!(
            "account {} has {used} resources of type {} in {}, as many as its quota allows",
            state.account,
            T::RESOURCE.kind(),
            state.region
        )));
    }
    Ok(())
}

/// A resource's representation in outputs.
pub(super) trait Describe: Stored {
    /// The output member of one resource.
    const ONE: &'static str;

    /// The output member of a list.
    const MANY: &'static str;

    /// Mutually exclusive members of the list's input.
    const EXCLUSIVE: &'static [&'static str] = &[];

    /// The complete representation.
    fn describe(&self, state: &State) -> Value;

    /// The representation in lists.
    fn summarize(&self, state: &State) -> Value {
        self.describe(state)
    }

    /// Whether it matches a list's filters.
    fn matches(&self, _state: &State, _call: Call<'_>) -> bool {
        true
    }
}

/// The output with one resource.
pub(super) fn show<T: Describe>(state: &State, arn: &str) -> Value {
    let found = T::find(state, arn).map(|it| it.describe(state));
    Members::default().maybe(T::ONE, found).into()
}

/// Adds a resource and returns it.
pub(super) fn add<T: Describe>(state: &mut State, new: T) -> Value {
    let arn = new.identity().arn.clone();
    T::all_mut(state).push(new);
    show::<T>(state, &arn)
}

pub(super) fn get<T: Describe>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    Ok(show::<T>(state, call.string("arn")))
}

pub(super) fn delete<T: Describe>(
    state: &mut State,
    call: Call<'_>,
) -> Result<Value, ServiceError> {
    call.find::<T>(state, "arn")?;
    T::remove(state, call.string("arn"));
    Ok(Members::default().into())
}

pub(super) fn list<T: Describe>(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.at_most_one(T::EXCLUSIVE)?;
    let all = T::all(state).iter();
    let all = all.filter(|it| it.matches(state, call));
    let all = all.map(|it| (it.identity().position, it.summarize(state)));
    call.page(state.salt, T::MANY, all)
}

/// The maximum number of tags of a resource.
const MAX_TAGS: usize = 50;

/// The maximum length of a key, from the shape `TagKey`. The document lacks the constraints of map keys.
const MAX_KEY: usize = 128;

fn list_tags(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = tags_of(state, call)?;
    Ok(Members::default().with("tags", map_value(tags)).into())
}

/// Adds tags; an existing key gets the new value.
fn tag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let added = string_map(&call.input["tags"]);
    check_tags(&added, "tags")?;
    let tags = tags_of(state, call)?;
    let mut merged = tags.clone();
    merged.extend(added);
    if merged.len() > MAX_TAGS {
        return Err(ServiceError::validation(format!(
            "tags: a resource may have at most {MAX_TAGS} tags, this would make it {}",
            merged.len()
        )));
    }
    *tags = merged;
    Ok(Members::default().into())
}

/// Removes tags; a missing key is not an error.
fn untag(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let tags = tags_of(state, call)?;
    for key in call.input["tagKeys"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        tags.remove(key);
    }
    Ok(Members::default().into())
}

/// The constraints of tags that the document lacks.
pub(super) fn check_tags(tags: &BTreeMap<String, String>, at: &str) -> Result<(), ServiceError> {
    for key in tags.keys() {
        let length = key.chars().count();
        if length == 0 || length > MAX_KEY {
            return Err(ServiceError::validation(format!(
                "{at}: a key must have 1 to {MAX_KEY} characters, found {length}"
            )));
        }
        if key.to_ascii_lowercase().starts_with("aws:") {
            return Err(ServiceError::validation(format!(
                "{at}.{key}: keys that begin with aws: are reserved"
            )));
        }
    }
    Ok(())
}

/// The tags of the resource in `resourceArn`. These operations have no AccessDeniedException: a resource of
/// another account is not found.
fn tags_of<'s>(
    state: &'s mut State,
    call: Call<'_>,
) -> Result<&'s mut BTreeMap<String, String>, ServiceError> {
    let arn = call.string("resourceArn");
    let mut kinds = Resource::ALL.into_iter().map(Resource::kind);
    if !kinds.any(|kind| arn::owner(state, arn, kind).is_some()) {
        return Err(arn::not_an_arn("resourceArn", arn, "resource"));
    }
    state
        .tags_mut(arn)
        .ok_or_else(|| ServiceError::resource_not_found(format!("there is no resource {arn}")))
}
