//! Operations on encoder, storage and ingest configurations and on public keys.

use super::stages::check_attributes;
use super::{
    Call, Describe, Members, add, delete, map_value, must_exist, show, string_map, with_defaults,
};
use crate::simulator::arn;
use crate::simulator::resource::Resource;
use crate::simulator::state::{Encoder, Ingest, PublicKey, Stage, State, Storage, Stored};
use crate::simulator::wire::ServiceError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

impl Describe for Encoder {
    const ONE: &'static str = "encoderConfiguration";
    const MANY: &'static str = "encoderConfigurations";

    fn describe(&self, _: &State) -> Value {
        describe_encoder(self).with("video", self.video.clone()).into()
    }

    fn summarize(&self, _: &State) -> Value {
        describe_encoder(self).into()
    }
}

impl Describe for Storage {
    const ONE: &'static str = "storageConfiguration";
    const MANY: &'static str = "storageConfigurations";

    fn describe(&self, _: &State) -> Value {
        Members::default()
            .with("arn", self.id.arn.as_str())
            .maybe("name", self.id.name.as_deref())
            .with("s3", json!({"bucketName": self.bucket}))
            .with("tags", map_value(&self.id.tags))
            .into()
    }
}

pub(super) fn create_encoder(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let defaults = json!({"width": 1280, "height": 720, "framerate": 30.0, "bitrate": 2_500_000});
    let video = with_defaults(&call.input["video"], defaults);
    for side in ["width", "height"] {
        if video[side].as_i64().is_some_and(|pixels| pixels % 2 != 0) {
            return Err(ServiceError::validation(format!(
                "video.{side}: must be even, found {}",
                video[side]
            )));
        }
    }
    let id = call.new_identity::<Encoder>(state)?;
    Ok(add(state, Encoder { id, video }))
}

pub(super) fn create_storage(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let bucket = call.input["s3"]["bucketName"].as_str().unwrap_or_default();
    let bucket = bucket.to_owned();
    let id = call.new_identity::<Storage>(state)?;
    Ok(add(state, Storage { id, bucket }))
}

pub(super) fn delete_encoder(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Encoder>(state, "arn")?;
    reject_if_composing(state, call.string("arn"))?;
    delete::<Encoder>(state, call)
}

pub(super) fn delete_storage(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Storage>(state, "arn")?;
    let arn = call.string("arn");
    reject_if_composing(state, arn)?;
    let recorded = |stage: &&Stage| stage.records_to() == Some(arn);
    if let Some(stage) = state.stages.iter().find(recorded) {
        return Err(ServiceError::conflict(format!(
            "{arn} stores the recordings of {}: change the stage first",
            stage.id.arn
        )));
    }
    delete::<Storage>(state, call)
}

fn reject_if_composing(state: &State, arn: &str) -> Result<(), ServiceError> {
    match state.compositions.iter().find(|it| it.uses(arn)) {
        None => Ok(()),
        Some(composition) => {
            Err(ServiceError::conflict(format!("{} uses {arn}: stop it first", composition.id.arn)))
        }
    }
}

fn describe_encoder(encoder: &Encoder) -> Members {
    Members::default()
        .with("arn", encoder.id.arn.as_str())
        .maybe("name", encoder.id.name.as_deref())
        .with("tags", map_value(&encoder.id.tags))
}

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
        let (stage, filter) = (call.string("filterByStageArn"), call.string("filterByState"));
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

pub(super) fn create_ingest(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    if call.string("ingestProtocol") == "RTMP" && !call.is_on("insecureIngest") {
        return Err(ServiceError::validation(
            "insecureIngest: must be true when ingestProtocol is RTMP",
        ));
    }
    check_attributes(&call.input["attributes"], "attributes")?;
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
    Ok(add(state, ingest))
}

pub(super) fn update_ingest(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Ingest>(state, "arn")?;
    let arn = call.string("arn");
    reject_if_active(state, arn, "stop the encoder first")?;
    let stage = call.optional_string("stageArn");
    if let Some(stage) = stage.as_deref().filter(|it| !it.is_empty()) {
        must_exist::<Stage>(state, "stageArn", stage)?;
    }
    let second = state.stream_key();
    if let Some(ingest) = Ingest::find_mut(state, arn) {
        ingest.stage_arn = stage.unwrap_or_else(|| ingest.stage_arn.clone());
        ingest.redundant = call.input["redundantIngest"].as_bool().unwrap_or(ingest.redundant);
        ingest.credentials.truncate(if ingest.redundant { PATHS } else { 1 });
        if ingest.redundant && ingest.credentials.len() < PATHS {
            ingest.credentials.push(second);
        }
    }
    Ok(show::<Ingest>(state, arn))
}

pub(super) fn delete_ingest(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Ingest>(state, "arn")?;
    let arn = call.string("arn");
    if !call.is_on("force") {
        reject_if_active(state, arn, "stop the encoder first, or set force")?;
    }
    let found = Ingest::find(state, arn);
    let (stage, present) = match found {
        Some(ingest) => (ingest.stage_arn.clone(), ingest.connected(state)),
        None => Default::default(),
    };
    let session = state.stage_mut(&stage).and_then(|it| it.active_session_mut());
    if let Some(session) = session {
        for participant in present {
            session.leave(&participant, call.now);
        }
    }
    delete::<Ingest>(state, call)
}

fn reject_if_active(state: &State, arn: &str, remedy: &str) -> Result<(), ServiceError> {
    let active = Ingest::find(state, arn).is_some_and(|it| !it.connected(state).is_empty());
    match active {
        true => {
            Err(ServiceError::conflict(format!("an encoder is publishing with {arn}: {remedy}")))
        }
        false => Ok(()),
    }
}

impl Describe for PublicKey {
    const ONE: &'static str = "publicKey";
    const MANY: &'static str = "publicKeys";

    fn describe(&self, _: &State) -> Value {
        describe_key(self)
            .with("publicKeyMaterial", self.material.as_str())
            .with("fingerprint", self.fingerprint.as_str())
            .into()
    }

    fn summarize(&self, _: &State) -> Value {
        describe_key(self).into()
    }
}

pub(super) fn import_key(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let material = call.string("publicKeyMaterial");
    let key = decode_pem(material).ok_or_else(|| {
        ServiceError::validation(
            "publicKeyMaterial: must be a PEM public key (BEGIN PUBLIC KEY … END PUBLIC KEY)",
        )
    })?;
    let digest = Sha256::digest(key);
    let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let fingerprint = pairs.join(":");
    let same = |it: &&PublicKey| it.fingerprint == fingerprint;
    if let Some(same) = state.public_keys.iter().find(same) {
        return Err(ServiceError::conflict(format!("this key exists already: {}", same.id.arn)));
    }
    let id = call.new_identity::<PublicKey>(state)?;
    let material = material.to_owned();
    let key = PublicKey { id, material, fingerprint };
    Ok(add(state, key))
}

fn describe_key(key: &PublicKey) -> Members {
    Members::default()
        .with("arn", key.id.arn.as_str())
        .maybe("name", key.id.name.as_deref())
        .with("tags", map_value(&key.id.tags))
}

/// The bytes of a PEM block. Whether they are a key is not validated.
fn decode_pem(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem
        .split_once("-----BEGIN PUBLIC KEY-----\n")
        .or_else(|| pem.split_once("-----BEGIN PUBLIC KEY-----\r\n"))?;
    let (body, _) = rest.split_once("-----END PUBLIC KEY-----")?;
    let body: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(body).ok().filter(|key| !key.is_empty())
}
