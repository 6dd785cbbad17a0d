//! State changes that follow from earlier changes and from elapsed time.

use super::{Origin, Progress, Recording, State, Storage, Stored};
use jiff::{SignedDuration, Timestamp};

/// How long a composition continues on an empty stage.
const EMPTY_STAGE_LIMIT: SignedDuration = SignedDuration::from_mins(1);

impl State {
    /// Applies all pending changes.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        self.settle_replicas(now);
        self.settle_compositions(now);
        for session in self.stages.iter_mut().flat_map(|it| &mut it.sessions) {
            for participant in &mut session.participants {
                if let Some(recording) = &mut participant.recording {
                    recording.progress.settle(self.transitions, now);
                }
            }
        }
    }

    /// Starts recording a publisher, if the stage is configured to.
    pub(crate) fn begin_recording(&mut self, arn: &str, participant_id: &str, now: Timestamp) {
        let Some(stage) = self.stage(arn) else { return };
        let Some(storage) = stage.records_to().and_then(|it| Storage::find(self, it)) else {
            return;
        };
        let bucket = storage.bucket.clone();
        let setting = |name: &str| stage.recording.as_ref().map(|it| &it[name]);
        let window = setting("recordingReconnectWindowSeconds").and_then(|it| it.as_i64());
        let window = SignedDuration::from_secs(window.unwrap_or(0));
        let of_replicas = setting("recordParticipantReplicas").and_then(|it| it.as_bool());
        let nothing = setting("mediaTypes").is_some_and(|it| it[0] == "NONE");
        let fresh = format!("{}-{}", participant_id, self.ids.alphanumeric(8));

        let session = self.stage_mut(arn).and_then(|it| it.active_session_mut());
        let Some(participant) = session.and_then(|it| it.participant_mut(participant_id)) else {
            return;
        };
        let is_replica = matches!(participant.origin, Origin::Replica { .. });
        if nothing || is_replica && of_replicas == Some(false) {
            return;
        }
        // Within the reconnect window the previous recording continues.
        let before = participant.recording.take().filter(|it| {
            let end = it.progress.end.unwrap_or(now);
            window.is_positive() && now.duration_since(end) <= window
        });
        participant.recording = Some(Recording {
            bucket,
            prefix: before.map_or(fresh, |it| it.prefix),
            progress: Progress::new(now),
        });
    }

    /// Ends replications whose source has stopped publishing for longer than the window.
    fn settle_replicas(&mut self, now: Timestamp) {
        for index in 0..self.replicas.len() {
            let replica = &self.replicas[index];
            if !replica.active {
                continue;
            }
            let publishes_on = |stage: &str| {
                let session = self.stage(stage).and_then(|it| it.active_session());
                let found = session.and_then(|it| it.participant(&replica.participant_id));
                found.is_some_and(|it| it.publishing)
            };
            let (at_source, at_destination) = (
                publishes_on(&replica.source_stage),
                publishes_on(&replica.destination_stage),
            );
            let window = SignedDuration::from_secs(replica.window);
            let lost = (!at_source).then(|| replica.lost.unwrap_or(now));
            self.replicas[index].lost = lost;
            if !at_destination {
                self.end_replica(index, now);
            } else if let Some(lost) = lost.filter(|it| now.duration_since(*it) >= window) {
                self.end_replica(index, lost.checked_add(window).unwrap_or(now));
            }
        }
    }

    /// Stops compositions of stages that have been empty for [`EMPTY_STAGE_LIMIT`].
    fn settle_compositions(&mut self, now: Timestamp) {
        let mut compositions = std::mem::take(&mut self.compositions);
        for composition in &mut compositions {
            let last = self
                .stage(&composition.stage_arn)
                .and_then(|it| it.sessions.last());
            let empty = match last {
                Some(session) => session.end,
                None => Some(composition.progress.start),
            };
            let empty = empty.map(|since| since.max(composition.progress.start));
            composition.settle(self.transitions, now);
            if let Some(since) = empty.filter(|it| now.duration_since(*it) >= EMPTY_STAGE_LIMIT) {
                composition.stop(since.checked_add(EMPTY_STAGE_LIMIT).unwrap_or(now));
                composition.settle(self.transitions, now);
            }
        }
        self.compositions = compositions;
    }
}
