//! StartComposition, GetComposition, StopComposition.

use super::{Call, Describe, Members, add, get, map_value, must_exist, show, with_defaults};
use crate::simulator::arn;
use crate::simulator::state::{Composition, Destination, Encoder, Progress, Stage, State, Storage};
use crate::simulator::system::iso_8601;
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

impl Describe for Composition {
    const ONE: &'static str = "composition";
    const MANY: &'static str = "compositions";

    fn describe(&self, _: &State) -> Value {
        let destinations: Vec<Value> = self.destinations.iter().map(describe_destination).collect();
        let members = summary(self, destinations);
        members.with("layout", self.layout.clone()).into()
    }

    fn summarize(&self, _: &State) -> Value {
        let destinations = self.destinations.iter();
        let short = destinations.map(|it| times(Members::default().with("id", &*it.id), it).into());
        summary(self, short.collect()).into()
    }

    fn matches(&self, _: &State, call: Call<'_>) -> bool {
        let stage = call.string("filterByStageArn");
        let encoder = call.string("filterByEncoderConfigurationArn");
        (stage.is_empty() || self.stage_arn == stage)
            && (encoder.is_empty() || self.is_encoded_by(encoder))
    }
}

/// Starts a composition, or returns the one that the same idempotency token has started.
pub(super) fn start(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let token = call.optional_string("idempotencyToken");
    let before = token.as_deref().and_then(|it| state.composition_of_token(it));
    if let Some(before) = before {
        let same = before.started_by.as_ref().is_some_and(|(_, it)| it == call.input);
        return match same {
            true => Ok(show::<Composition>(state, &before.id.arn.clone())),
            false => {
                Err(ServiceError::conflict("idempotencyToken: it was used with another request"))
            }
        };
    }
    must_exist::<Stage>(state, "stageArn", call.string("stageArn"))?;
    let layout = &call.input["layout"];
    if !layout["grid"].is_null() && !layout["pip"].is_null() {
        return Err(ServiceError::validation("layout: only one of grid and pip may be given"));
    }
    let configurations = call.input["destinations"].as_array();
    let configurations = configurations.map(Vec::as_slice).unwrap_or_default();
    check_destinations(state, configurations)?;
    let id = call.new_identity::<Composition>(state)?;
    let mut destinations = Vec::new();
    for configuration in configurations {
        let key = state.ids.alphanumeric(12);
        let recorded = !configuration["s3"].is_null();
        destinations.push(Destination {
            recording_prefix: recorded
                .then(|| format!("{}/{key}", id.arn.replace([':', '/'], "-"))),
            id: key,
            configuration: configuration.clone(),
            progress: Progress::new(call.now),
        });
    }
    let composition = Composition {
        id,
        stage_arn: call.string("stageArn").to_owned(),
        layout: fill_layout(layout),
        destinations,
        progress: Progress::new(call.now),
        started_by: token.map(|token| (token, call.input.clone())),
    };
    Ok(add(state, composition))
}

pub(super) fn get_composition(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let transitions = state.transitions;
    call.find::<Composition>(state, "arn")?.read(transitions, call.now);
    get::<Composition>(state, call)
}

pub(super) fn stop(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let composition = call.find::<Composition>(state, "arn")?;
    let phase = composition.progress.phase;
    if !phase.is_running() {
        return Err(ServiceError::conflict(format!(
            "{} is {}: there is nothing to stop",
            composition.id.arn,
            phase.as_str()
        )));
    }
    composition.stop(call.now);
    Ok(Members::default().into())
}

/// At most one channel and one bucket. The referenced resources exist, and the channel is not live already.
fn check_destinations(state: &State, destinations: &[Value]) -> Result<(), ServiceError> {
    for kind in ["channel", "s3"] {
        if destinations.iter().filter(|it| !it[kind].is_null()).count() > 1 {
            return Err(ServiceError::validation(format!(
                "destinations: at most one may be of type {kind}"
            )));
        }
    }
    for (index, destination) in destinations.iter().enumerate() {
        let at = format!("destinations[{index}]");
        let (channel, s3) = (&destination["channel"], &destination["s3"]);
        if channel.is_null() == s3.is_null() {
            return Err(ServiceError::validation(format!("{at}: must have one of channel and s3")));
        }
        if let Some(arn) = channel["channelArn"].as_str() {
            arn::check(state, &format!("{at}.channel.channelArn"), arn, arn::CHANNEL)?;
            if state.compositions.iter().any(|it| it.uses(arn)) {
                return Err(ServiceError::conflict(format!("{arn} is live already")));
            }
        }
        if let Some(arn) = s3["storageConfigurationArn"].as_str() {
            must_exist::<Storage>(state, &format!("{at}.s3.storageConfigurationArn"), arn)?;
        }
        let encoders = s3["encoderConfigurationArns"].as_array().into_iter().flatten();
        for arn in encoders.chain([&channel["encoderConfigurationArn"]]) {
            if let Some(arn) = arn.as_str() {
                must_exist::<Encoder>(state, &format!("{at}: encoder configuration"), arn)?;
            }
        }
    }
    Ok(())
}

fn fill_layout(given: &Value) -> Value {
    if !given["pip"].is_null() {
        let defaults = json!({"gridGap": 0, "omitStoppedVideo": false, "pipBehavior": "STATIC",
            "pipOffset": 0, "pipPosition": "BOTTOM_RIGHT", "videoFillMode": "COVER"});
        return json!({"pip": with_defaults(&given["pip"], defaults)});
    }
    let defaults = json!({"gridGap": 2, "omitStoppedVideo": false, "videoAspectRatio": "VIDEO"});
    json!({"grid": with_defaults(&given["grid"], defaults)})
}

fn summary(composition: &Composition, destinations: Vec<Value>) -> Members {
    let progress = &composition.progress;
    Members::default()
        .with("arn", composition.id.arn.as_str())
        .with("stageArn", composition.stage_arn.as_str())
        .with("destinations", destinations)
        .with("state", progress.phase.as_str())
        .with("tags", map_value(&composition.id.tags))
        .with("startTime", iso_8601(progress.start))
        .maybe("endTime", progress.end.map(iso_8601))
}

fn describe_destination(destination: &Destination) -> Value {
    let prefix = destination.recording_prefix.as_deref();
    let detail = prefix.map(|prefix| json!({"s3": {"recordingPrefix": prefix}}));
    let members = Members::default().with("id", &*destination.id);
    times(members, destination)
        .with("configuration", destination.configuration.clone())
        .maybe("detail", detail)
        .into()
}

fn times(members: Members, destination: &Destination) -> Members {
    let progress = &destination.progress;
    members
        .with("state", progress.phase.as_str())
        .with("startTime", iso_8601(progress.start))
        .maybe("endTime", progress.end.map(iso_8601))
}
