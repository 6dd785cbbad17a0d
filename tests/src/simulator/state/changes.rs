//! Replications, recordings, and changes that follow from earlier changes and from elapsed time.

use super::{EventDetail, Origin, Participant, Progress, Recording, State, Storage, Stored};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

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
            let (at_source, at_destination) =
                (publishes_on(&replica.source_stage), publishes_on(&replica.destination_stage));
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
            let last = self.stage(&composition.stage_arn).and_then(|it| it.sessions.last());
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

/// The replication of a participant to another stage.
#[derive(Clone, Debug)]
pub(crate) struct Replica {
    /// The position in the order of creation.
    pub(crate) position: u64,
    pub(crate) participant_id: String,
    pub(crate) source_stage: String,
    pub(crate) source_session: String,
    pub(crate) destination_stage: String,
    pub(crate) destination_session: String,
    pub(crate) active: bool,
    /// The reconnect window in seconds.
    pub(crate) window: i64,
    /// When the source participant stopped publishing.
    pub(crate) lost: Option<Timestamp>,
}

impl State {
    /// Replicates a participant of an active session to a second stage. Both stages exist.
    pub(crate) fn replicate(
        &mut self,
        [source, destination]: [&str; 2],
        participant_id: &str,
        added: BTreeMap<String, String>,
        window: i64,
        now: Timestamp,
    ) {
        let position = self.next_position();
        let Some(session) = self.stage(source).and_then(|it| it.active_session()) else {
            return;
        };
        let Some(original) = session.participant(participant_id) else {
            return;
        };
        let source_session = session.id.clone();
        let origin =
            Origin::Replica { stage_arn: source.to_owned(), session_id: source_session.clone() };
        let mut copy = Participant::new(participant_id, origin, now);
        copy.user_id.clone_from(&original.user_id);
        copy.attributes.clone_from(&original.attributes);
        copy.attributes.extend(added);

        let State { stages, ids, .. } = self;
        let stage = stages.iter_mut().find(|it| it.id.arn == destination);
        let Some(session) = stage.map(|it| it.open_session(ids, now)) else {
            return;
        };
        session.enter(copy, now);
        session.publish(participant_id, now);
        let destination_session = session.id.clone();
        self.replicas.push(Replica {
            position,
            participant_id: participant_id.to_owned(),
            source_stage: source.to_owned(),
            source_session: source_session.clone(),
            destination_stage: destination.to_owned(),
            destination_session,
            active: true,
            window,
            lost: None,
        });
        self.begin_recording(destination, participant_id, now);
        self.record_at_source("REPLICATION_STARTED", self.replicas.len() - 1, now);
    }

    /// Ends an active replication.
    pub(crate) fn end_replica(&mut self, index: usize, now: Timestamp) {
        let replica = &mut self.replicas[index];
        replica.active = false;
        let replica = replica.clone();
        let stage = self.stage_mut(&replica.destination_stage);
        let session = stage.and_then(|it| it.session_mut(&replica.destination_session));
        if let Some(session) = session {
            session.leave(&replica.participant_id, now);
        }
        self.record_at_source("REPLICATION_STOPPED", index, now);
    }

    /// Records an event of a replica in the source session.
    fn record_at_source(&mut self, event: &'static str, index: usize, now: Timestamp) {
        let replica = self.replicas[index].clone();
        let stage = self.stage_mut(&replica.source_stage);
        if let Some(session) = stage.and_then(|it| it.session_mut(&replica.source_session)) {
            let detail =
                EventDetail::Destination(replica.destination_stage, replica.destination_session);
            session.record(event, &replica.participant_id, now, detail);
        }
    }
}
