//! Compositions and their destinations.

use super::identity::kept;
use super::{Identity, Kept, Pace, Progress, State};
use crate::simulator::arn::Resource;
use jiff::Timestamp;
use serde_json::Value;

/// A video that is mixed from a stage.
#[derive(Debug)]
pub(crate) struct Composition {
    pub(crate) id: Identity,
    pub(crate) stage_arn: String,
    /// With its defaults filled in.
    pub(crate) layout: Value,
    pub(crate) destinations: Vec<Destination>,
    pub(crate) progress: Progress,
    /// The token of the request that started it, and the request.
    pub(crate) started_by: Option<(String, Value)>,
}

/// A place where the video goes.
#[derive(Debug)]
pub(crate) struct Destination {
    pub(crate) id: String,
    /// As it was asked for.
    pub(crate) configuration: Value,
    /// What the keys of a recording begin with.
    pub(crate) recording_prefix: Option<String>,
    pub(crate) progress: Progress,
}

impl Kept for Composition {
    const RESOURCE: Resource = Resource::Composition;

    kept!(@members compositions);

    /// One that is over stays to be looked at, and is in nobody's way.
    fn counts(&self) -> bool {
        !self.progress.phase.is_over()
    }
}

impl Composition {
    /// Whether it has not ended and has the ARN somewhere in its destinations.
    pub(crate) fn uses(&self, arn: &str) -> bool {
        let mut configurations = self.destinations.iter().map(|it| &it.configuration);
        self.counts() && configurations.any(|it| mentions(it, arn))
    }

    /// Whether it uses the encoder configuration, even if it has ended.
    pub(crate) fn is_encoded_by(&self, arn: &str) -> bool {
        let mut configurations = self.destinations.iter().map(|it| &it.configuration);
        configurations.any(|it| mentions(it, arn))
    }

    pub(crate) fn stop(&mut self, now: Timestamp) {
        self.each(|progress| progress.stop(now));
    }

    pub(crate) fn fail(&mut self, now: Timestamp) {
        self.each(|progress| progress.fail(now));
    }

    pub(crate) fn advance(&mut self, now: Timestamp) {
        self.each(|progress| progress.advance(now));
    }

    pub(crate) fn read(&mut self, pace: Pace, now: Timestamp) {
        self.each(|progress| progress.read(pace, now));
    }

    pub(crate) fn settle(&mut self, pace: Pace, now: Timestamp) {
        self.each(|progress| progress.settle(pace, now));
    }

    fn each(&mut self, act: impl Fn(&mut Progress)) {
        act(&mut self.progress);
        for destination in &mut self.destinations {
            act(&mut destination.progress);
        }
    }
}

impl State {
    /// The composition that a request with this token has started.
    pub(crate) fn composition_of_token(&self, token: &str) -> Option<&Composition> {
        let mut all = self.compositions.iter();
        all.find(|it| {
            it.started_by
                .as_ref()
                .is_some_and(|(found, _)| found == token)
        })
    }
}

/// Whether a text stands anywhere in a value.
fn mentions(value: &Value, text: &str) -> bool {
    match value {
        Value::String(found) => found == text,
        Value::Array(items) => items.iter().any(|it| mentions(it, text)),
        Value::Object(members) => members.values().any(|it| mentions(it, text)),
        _ => false,
    }
}
