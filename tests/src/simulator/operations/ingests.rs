//! Ingest configurations: Create, Update and Delete.

use super::call::must_exist;
use super::shown::{self, Describe};
use super::{Call, Members, map_value, string_map, tokens};
use crate::simulator::arn;
use crate::simulator::arn::Resource;
use crate::simulator::state::{Ingest, Stage, State, Stored};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

/// The number of stream keys of a redundant ingest configuration.
const PATHS: usize = 2;

impl Describe for Ingest {
    const ONE: &'static str = "ingestConfiguration";
    const MANY: &'static str = "ingestConfigurations";
    const EXCLUSIVE: &'static [&'static str] = &["filterByStageArn", "filterByState"];

    fn describe(&self, state: &State) -> Value {
        let attributes = (!self.attributes.is_empty()).then(|| map_value(&self.attributes));
        let paths = self
            .credentials
            .iter()
            .map(|key| json!({"participantId": key.participant_id, "streamKey": key.secret}));
        let paths = self.redundant.then(|| paths.collect::<Value>());
        self.summary(state)
            .with("streamKey", self.credentials[0].secret.as_str())
            .maybe("redundantIngestCredentials", paths)
            .maybe("attributes", attributes)
            .with("tags", map_value(&self.id.tags))
            .into()
    }

    fn summarize(&self, state: &State) -> Value {
        self.summary(state).into()
    }

    fn matches(&self, state: &State, call: Call<'_>) -> bool {
        let (stage, filter) = (
            call.string("filterByStageArn"),
            call.string("filterByState"),
        );
        (stage.is_empty() || self.stage_arn == stage)
            && (filter.is_empty() || self.state(state) == filter)
    }
}

impl Ingest {
    fn summary(&self, state: &State) -> Members {
        Members::default()
            .maybe("name", self.id.name.as_deref())
            .with("arn", self.id.arn.as_str())
            .with("ingestProtocol", self.protocol.as_str())
            .with("stageArn", self.stage_arn.as_str())
            .with("participantId", self.credentials[0].participant_id.as_str())
            .with("state", self.state(state))
            .maybe("userId", self.user_id.as_deref())
            .with("redundantIngest", self.redundant)
    }

    fn state(&self, state: &State) -> &'static str {
        match self.connected(state).is_empty() {
            true => "INACTIVE",
            false => "ACTIVE",
        }
    }
}

pub(super) fn create(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    if call.string("ingestProtocol") == "RTMP" && !call.is_on("insecureIngest") {
        return Err(ServiceError::validation(
            "insecureIngest: must be true when ingestProtocol is RTMP",
        ));
    }
    tokens::check_attributes(&call.input["attributes"], "attributes")?;
    let stage_arn = call.string("stageArn").to_owned();
    if !stage_arn.is_empty() {
        arn::check(state, "stageArn", &stage_arn, Resource::Stage.kind())?;
        // The operation lists no ResourceNotFoundException.
        if state.stage(&stage_arn).is_none() {
            let problem = format!("stageArn: there is no stage {stage_arn}");
            return Err(ServiceError::validation(problem));
        }
    }
    let id = call.new_identity::<Ingest>(state)?;
    let redundant = call.is_on("redundantIngest");
    let paths = if redundant { PATHS } else { 1 };
    let credentials = (0..paths).map(|_| state.stream_key()).collect();
    let ingest = Ingest {
        id,
        protocol: call.string("ingestProtocol").to_owned(),
        stage_arn,
        user_id: call.optional_string("userId"),
        attributes: string_map(&call.input["attributes"]),
        redundant,
        credentials,
    };
    Ok(shown::add(state, ingest))
}

pub(super) fn update(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Ingest>(state, "arn")?;
    let arn = call.string("arn");
    refuse_if_active(state, arn, "stop the encoder first")?;
    let stage = call.optional_string("stageArn");
    if let Some(stage) = stage.as_deref().filter(|it| !it.is_empty()) {
        must_exist::<Stage>(state, "stageArn", stage)?;
    }
    let second = state.stream_key();
    if let Some(ingest) = Ingest::find_mut(state, arn) {
        ingest.stage_arn = stage.unwrap_or_else(|| ingest.stage_arn.clone());
        ingest.redundant = call.input["redundantIngest"]
            .as_bool()
            .unwrap_or(ingest.redundant);
        ingest
            .credentials
            .truncate(if ingest.redundant { PATHS } else { 1 });
        if ingest.redundant && ingest.credentials.len() < PATHS {
            ingest.credentials.push(second);
        }
    }
    Ok(shown::show::<Ingest>(state, arn))
}

pub(super) fn delete(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Ingest>(state, "arn")?;
    let arn = call.string("arn");
    if !call.is_on("force") {
        refuse_if_active(state, arn, "stop the encoder first, or set force")?;
    }
    let found = Ingest::find(state, arn);
    let (stage, present) = match found {
        Some(ingest) => (ingest.stage_arn.clone(), ingest.connected(state)),
        None => Default::default(),
    };
    let session = state
        .stage_mut(&stage)
        .and_then(|it| it.active_session_mut());
    if let Some(session) = session {
        for participant in present {
            session.leave(&participant, call.now);
        }
    }
    shown::delete::<Ingest>(state, call)
}

fn refuse_if_active(state: &State, arn: &str, remedy: &str) -> Result<(), ServiceError> {
    let active = Ingest::find(state, arn).is_some_and(|it| !it.connected(state).is_empty());
    match active {
        true => Err(ServiceError::conflict(format!(
            "an encoder is publishing with {arn}: {remedy}"
        ))),
        false => Ok(()),
    }
}
