//! Participants that are replicated to other stages.

use super::{EventDetail, Origin, Participant, State};
use jiff::Timestamp;
use std::collections::BTreeMap;

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
        let origin = Origin::Replica {
            stage_arn: source.to_owned(),
            session_id: source_session.clone(),
        };
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
