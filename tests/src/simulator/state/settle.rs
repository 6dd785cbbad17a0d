//! What follows by itself from what has happened and from the time that has gone by.

use super::{Kept, Origin, Progress, Recording, State, Storage};
use jiff::{SignedDuration, Timestamp};

/// How long a composition goes on over an empty stage.
const PATIENCE: SignedDuration = SignedDuration::from_mins(1);

impl State {
    /// Brings everything up to the present.
    pub(crate) fn settle(&mut self, now: Timestamp) {
        self.settle_replicas(now);
        self.settle_compositions(now);
        for session in self.stages.iter_mut().flat_map(|it| &mut it.sessions) {
            for participant in &mut session.participants {
                if let Some(recording) = &mut participant.recording {
                    recording.progress.settle(self.pace, now);
                }
            }
        }
    }

    /// Begins to record somebody who publishes, if the stage is set up for it.
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
        // A pause that is short enough makes no new recording.
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

    /// A replica lasts as long as somebody publishes whom it shows.
    fn settle_replicas(&mut self, now: Timestamp) {
        for index in 0..self.replicas.len() {
            let replica = &self.replicas[index];
            if !replica.active {
                continue;
            }
            let here = |stage: &str| {
                let session = self.stage(stage).and_then(|it| it.active_session());
                let found = session.and_then(|it| it.participant(&replica.participant_id));
                found.is_some_and(|it| it.publishing)
            };
            let (there, shown) = (
                here(&replica.source_stage),
                here(&replica.destination_stage),
            );
            let window = SignedDuration::from_secs(replica.window);
            let lost = (!there).then(|| replica.lost.unwrap_or(now));
            self.replicas[index].lost = lost;
            if !shown {
                self.end_replica(index, now);
            } else if let Some(lost) = lost.filter(|it| now.duration_since(*it) >= window) {
                self.end_replica(index, lost.checked_add(window).unwrap_or(now));
            }
        }
    }

    /// A composition of an empty stage ends after a while.
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
            composition.settle(self.pace, now);
            if let Some(since) = empty.filter(|it| now.duration_since(*it) >= PATIENCE) {
                composition.stop(since.checked_add(PATIENCE).unwrap_or(now));
                composition.settle(self.pace, now);
            }
        }
        self.compositions = compositions;
    }
}
