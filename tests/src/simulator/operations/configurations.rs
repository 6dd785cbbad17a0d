//! Encoder and storage configurations: Create and Delete.

use super::shown::{self, Describe};
use super::{Call, Members, map_value, with_defaults};
use crate::simulator::state::{Encoder, Stage, State, Storage};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

impl Describe for Encoder {
    const ONE: &'static str = "encoderConfiguration";
    const MANY: &'static str = "encoderConfigurations";

    fn describe(&self, _: &State) -> Value {
        describe_encoder(self)
            .with("video", self.video.clone())
            .into()
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
    Ok(shown::add(state, Encoder { id, video }))
}

pub(super) fn create_storage(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let bucket = call.input["s3"]["bucketName"].as_str().unwrap_or_default();
    let bucket = bucket.to_owned();
    let id = call.new_identity::<Storage>(state)?;
    Ok(shown::add(state, Storage { id, bucket }))
}

pub(super) fn delete_encoder(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Encoder>(state, "arn")?;
    refuse_if_composing(state, call.string("arn"))?;
    shown::delete::<Encoder>(state, call)
}

pub(super) fn delete_storage(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.find::<Storage>(state, "arn")?;
    let arn = call.string("arn");
    refuse_if_composing(state, arn)?;
    let recorded = |stage: &&Stage| stage.records_to() == Some(arn);
    if let Some(stage) = state.stages.iter().find(recorded) {
        return Err(ServiceError::conflict(format!(
            "{arn} stores the recordings of {}: change the stage first",
            stage.id.arn
        )));
    }
    shown::delete::<Storage>(state, call)
}

fn refuse_if_composing(state: &State, arn: &str) -> Result<(), ServiceError> {
    match state.compositions.iter().find(|it| it.uses(arn)) {
        None => Ok(()),
        Some(composition) => Err(ServiceError::conflict(format!(
            "{} uses {arn}: stop it first",
            composition.id.arn
        ))),
    }
}

fn describe_encoder(encoder: &Encoder) -> Members {
    Members::default()
        .with("arn", encoder.id.arn.as_str())
        .maybe("name", encoder.id.name.as_deref())
        .with("tags", map_value(&encoder.id.tags))
}
