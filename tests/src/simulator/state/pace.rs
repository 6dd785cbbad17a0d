//! States that pass: from STARTING to ACTIVE, from STOPPING to STOPPED, and what makes them pass.

use jiff::{SignedDuration, Timestamp};

/// What takes things on from `STARTING` to `ACTIVE` and from `STOPPING` to `STOPPED`: compositions, their
/// destinations, and the recordings of participants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Nothing does, until the test says so.
    ByHand,
    /// Each state is shown so many times by the operation that reads the thing alone, and then passes.
    AfterReads(u32),
    /// Each state lasts so long by the service's clock, which a test can move.
    AfterTime(SignedDuration),
}

impl Default for Pace {
    fn default() -> Self {
        Self::AfterReads(1)
    }
}

/// How far a thing is that starts, goes on and stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Starting,
    Active,
    /// Only destinations of a composition do that.
    Reconnecting,
    Stopping,
    Stopped,
    Failed,
}

/// A phase, and how long it has been so.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    pub(crate) phase: Phase,
    pub(crate) start: Timestamp,
    /// When it stopped or failed.
    pub(crate) end: Option<Timestamp>,
    since: Timestamp,
    reads: u32,
}

impl Phase {
    /// As it is on the wire.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Starting => "STARTING",
            Self::Active => "ACTIVE",
            Self::Reconnecting => "RECONNECTING",
            Self::Stopping => "STOPPING",
            Self::Stopped => "STOPPED",
            Self::Failed => "FAILED",
        }
    }

    /// Whether it is over, well or not.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Self::Stopped | Self::Failed)
    }

    /// Whether it goes on until somebody stops it.
    pub(crate) fn is_running(self) -> bool {
        matches!(self, Self::Starting | Self::Active | Self::Reconnecting)
    }
}

impl Progress {
    /// Something that has just been ordered.
    pub(crate) fn new(now: Timestamp) -> Self {
        Self {
            phase: Phase::Starting,
            start: now,
            end: None,
            since: now,
            reads: 0,
        }
    }

    /// Begins to stop, if it was running.
    pub(crate) fn stop(&mut self, now: Timestamp) {
        if self.phase.is_running() {
            self.enter(Phase::Stopping, now);
        }
    }

    /// Ends badly, if it has not ended.
    pub(crate) fn fail(&mut self, now: Timestamp) {
        if !self.phase.is_over() {
            self.enter(Phase::Failed, now);
        }
    }

    /// Loses its connection, if it had one.
    pub(crate) fn lose(&mut self, now: Timestamp) {
        if self.phase == Phase::Active {
            self.enter(Phase::Reconnecting, now);
        }
    }

    /// Takes the next step, if there is one that takes itself.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        match self.phase {
            Phase::Starting | Phase::Reconnecting => self.enter(Phase::Active, now),
            Phase::Stopping => self.enter(Phase::Stopped, now),
            Phase::Active | Phase::Stopped | Phase::Failed => {}
        }
    }

    /// Somebody looks at it.
    pub(crate) fn read(&mut self, pace: Pace, now: Timestamp) {
        if let Pace::AfterReads(shown) = pace {
            if self.reads >= shown {
                self.advance(now);
            }
            self.reads = self.reads.saturating_add(1);
        }
    }

    /// Time has gone by.
    pub(crate) fn settle(&mut self, pace: Pace, now: Timestamp) {
        if let Pace::AfterTime(lasts) = pace
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
    fn reads_take_it_on_and_stopping_begins_anew() {
        let now = Timestamp::UNIX_EPOCH;
        let mut progress = Progress::new(now);
        let mut seen = Vec::new();
        for _ in 0..3 {
            progress.read(Pace::AfterReads(2), now);
            seen.push(progress.phase);
        }
        assert_eq!(seen, [Phase::Starting, Phase::Starting, Phase::Active]);
        progress.stop(now);
        progress.read(Pace::AfterReads(0), now);
        assert_eq!((progress.phase, progress.end), (Phase::Stopped, Some(now)));
        progress.fail(now);
        assert_eq!(
            progress.phase,
            Phase::Stopped,
            "what is over stays as it is"
        );
    }

    #[test]
    fn time_takes_it_on_when_it_was_due() {
        let pace = Pace::AfterTime(SignedDuration::from_secs(2));
        let at = |seconds| Timestamp::from_second(seconds).unwrap();
        let mut progress = Progress::new(at(0));
        progress.settle(pace, at(1));
        assert_eq!(progress.phase, Phase::Starting);
        progress.settle(pace, at(9));
        assert_eq!(progress.phase, Phase::Active);
        progress.stop(at(10));
        progress.settle(pace, at(60));
        assert_eq!(progress.end, Some(at(12)));
        progress.read(Pace::ByHand, at(99));
        assert_eq!(progress.phase, Phase::Stopped);
    }
}
