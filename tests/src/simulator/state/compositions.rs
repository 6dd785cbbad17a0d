//! Compositions and their destinations.

use super::identity::stored;
use super::{Identity, Progress, State, Stored, Transitions};
use crate::simulator::arn::Resource;
use jiff::Timestamp;
use serde_json::Value;

/// A composition of a stage.
#[derive(Debug)]
pub(crate) struct Composition {
    pub(crate) id: Identity,
    pub(crate) stage_arn: String,
    /// With defaults.
    pub(crate) layout: Value,
    pub(crate) destinations: Vec<Destination>,
    pub(crate) progress: Progress,
    /// The idempotency token and input of the request that started it.
    pub(crate) started_by: Option<(String, Value)>,
}

/// A destination of a composition.
#[derive(Debug)]
pub(crate) struct Destination {
    pub(crate) id: String,
    /// As requested.
    pub(crate) configuration: Value,
    /// The prefix of a recording's S3 keys.
    pub(crate) recording_prefix: Option<String>,
    pub(crate) progress: Progress,
}

impl Stored for Composition {
    const RESOURCE: Resource = Resource::Composition;

    stored!(@members compositions);

    /// One that has ended remains readable, but does not count.
    fn counts(&self) -> bool {
        !self.progress.phase.is_over()
    }
}

impl Composition {
    /// Whether it has not ended and one of its destinations refers to the ARN.
    pub(crate) fn uses(&self, arn: &str) -> bool {
        let mut configurations = self.destinations.iter().map(|it| &it.configuration);
        self.counts() && configurations.any(|it| contains(it, arn))
    }

    /// Whether one of its destinations refers to the encoder configuration, even if it has ended.
    pub(crate) fn is_encoded_by(&self, arn: &str) -> bool {
        let mut configurations = self.destinations.iter().map(|it| &it.configuration);
        configurations.any(|it| contains(it, arn))
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

    pub(crate) fn read(&mut self, transitions: Transitions, now: Timestamp) {
        self.each(|progress| progress.read(transitions, now));
    }

    pub(crate) fn settle(&mut self, transitions: Transitions, now: Timestamp) {
        self.each(|progress| progress.settle(transitions, now));
    }

    fn each(&mut self, act: impl Fn(&mut Progress)) {
        act(&mut self.progress);
        for destination in &mut self.destinations {
            act(&mut destination.progress);
        }
    }
}

impl State {
    /// The composition started with this idempotency token.
    pub(crate) fn composition_of_token(&self, token: &str) -> Option<&Composition> {
        let mut all = self.compositions.iter();
        all.find(|it| {
            it.started_by
                .as_ref()
                .is_some_and(|(found, _)| found == token)
        })
    }
}

/// Whether a string occurs anywhere in a value.
fn contains(value: &Value, string: &str) -> bool {
    match value {
        Value::String(found) => found == string,
        Value::Array(items) => items.iter().any(|it| contains(it, string)),
        Value::Object(members) => members.values().any(|it| contains(it, string)),
        _ => false,
    }
}
