//! Compositions and their destinations, and the state transitions that they share with recordings.

use super::{Identity, State, Stored};
use crate::simulator::resource::Resource;
use jiff::{SignedDuration, Timestamp};
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
        all.find(|it| it.started_by.as_ref().is_some_and(|(found, _)| found == token))
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

/// What moves compositions, their destinations and recordings from `STARTING` to `ACTIVE` and from `STOPPING` to
/// `STOPPED`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transitions {
    /// Only calls of the test.
    Manual,
    /// Each state is returned this many times by the operation that reads the single resource.
    AfterReads(u32),
    /// Each state lasts this long by the service's clock.
    AfterTime(SignedDuration),
}

impl Default for Transitions {
    fn default() -> Self {
        Self::AfterReads(1)
    }
}

/// The state of a composition, destination or recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Starting,
    Active,
    Stopping,
    Stopped,
}

/// A phase with its timestamps.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    pub(crate) phase: Phase,
    pub(crate) start: Timestamp,
    /// When it stopped.
    pub(crate) end: Option<Timestamp>,
    since: Timestamp,
    reads: u32,
}

impl Phase {
    /// The wire value.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Stopping => "STOPPING",
            Self::Stopped => "STOPPED",
        }
    }

    /// Whether it has stopped.
    pub(crate) fn is_over(self) -> bool {
        self == Self::Stopped
    }

    /// Whether it can be stopped.
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Self::Starting | Self::Active)
    }
}

impl Progress {
    /// The progress of a new resource.
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { phase: Phase::Starting, start: now, end: None, since: now, reads: 0 }
    }

    /// Moves to `STOPPING`, if it is running.
    pub(crate) fn stop(&mut self, now: Timestamp) {
        if self.phase.is_running() {
            self.enter(Phase::Stopping, now);
        }
    }

    /// Completes a transition that is in progress.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        match self.phase {
            Phase::Starting => self.enter(Phase::Active, now),
            Phase::Stopping => self.enter(Phase::Stopped, now),
            Phase::Active | Phase::Stopped => {}
        }
    }

    /// Counts a read, which may complete a transition.
    pub(crate) fn read(&mut self, transitions: Transitions, now: Timestamp) {
        if let Transitions::AfterReads(shown) = transitions {
            if self.reads >= shown {
                self.advance(now);
            }
            self.reads = self.reads.saturating_add(1);
        }
    }

    /// Completes a transition whose time has passed.
    pub(crate) fn settle(&mut self, transitions: Transitions, now: Timestamp) {
        if let Transitions::AfterTime(lasts) = transitions
            && now.duration_since(self.since) >= lasts
        {
            self.advance(self.since.checked_add(lasts).unwrap_or(now));
        }
    }

    fn enter(&mut self, phase: Phase, now: Timestamp) {
        (self.phase, self.since, self.reads) = (phase, now, 0);
        if phase.is_over() {
            self.end = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transitions_complete_after_reads() {
        let now = Timestamp::UNIX_EPOCH;
        let mut progress = Progress::new(now);
        let mut seen = Vec::new();
        for _ in 0..3 {
            progress.read(Transitions::AfterReads(2), now);
            seen.push(progress.phase);
        }
        assert_eq!(seen, [Phase::Starting, Phase::Starting, Phase::Active]);
        progress.stop(now);
        progress.read(Transitions::AfterReads(0), now);
        assert_eq!((progress.phase, progress.end), (Phase::Stopped, Some(now)));
    }

    #[test]
    fn transitions_complete_after_time() {
        let transitions = Transitions::AfterTime(SignedDuration::from_secs(2));
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut progress = Progress::new(at(0));
        progress.settle(transitions, at(1));
        assert_eq!(progress.phase, Phase::Starting);
        progress.settle(transitions, at(9));
        assert_eq!(progress.phase, Phase::Active);
        progress.stop(at(10));
        progress.settle(transitions, at(60));
        assert_eq!(progress.end, Some(at(12)));
        progress.read(Transitions::Manual, at(99));
        assert_eq!(progress.phase, Phase::Stopped);
    }
}
