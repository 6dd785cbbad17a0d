//! State changes that do not come through the API, triggered by the test: participants join, publish and subscribe,
//! encoders connect, compositions and recordings progress.

use super::state::{
    Composition, EventDetail, Ingest, Origin, Participant, Recording, Session, Stage, State, Stored,
};
use super::{Simulator, lock};
use jiff::Timestamp;

/// A participant in one session of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The stage.
    pub stage_arn: String,
    /// The session, started by the first participant to join.
    pub session_id: String,
    /// The participant id of its token.
    pub participant_id: String,
}

/// Why an action of a participant fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParticipantError {
    /// No existing stage has this token.
    UnknownToken,
    /// The token has expired.
    TokenExpired,
    /// The token was revoked through the API, which is permanent.
    TokenRevoked,
    /// The participant is not connected to the stage.
    NotConnected,
    /// The participant does not perform the action to stop.
    NotActive,
    /// The token lacks the capability. The session records an error event.
    InsufficientCapabilities,
    /// The publisher quota is exhausted. The session records an error event.
    QuotaExceeded,
    /// The other participant does not publish. The session records an error event.
    PublisherNotFound,
    /// No ingest configuration has this stream key.
    UnknownStreamKey,
    /// Another encoder is using the stream key.
    StreamKeyInUse,
    /// The ingest configuration has no existing stage.
    NoStage,
}

impl Simulator {
    /// Joins a stage with a token. The first participant starts a session; joining again has no effect.
    ///
    /// # Errors
    ///
    /// If the token is unknown, expired or revoked.
    pub fn join(&self, token: &str) -> Result<Presence, ParticipantError> {
        let now = self.now();
        let mut state = lock(&self.service.state);
        let State { stages, ids, .. } = &mut *state;
        let (stage, token) = stages
            .iter_mut()
            .find_map(|stage| {
                let token = stage.tokens.iter().find(|it| it.secret == token)?.clone();
                Some((stage, token))
            })
            .ok_or(ParticipantError::UnknownToken)?;
        if token.revoked {
            return Err(ParticipantError::TokenRevoked);
        }
        if token.expires <= now {
            return Err(ParticipantError::TokenExpired);
        }
        let stage_arn = stage.id.arn.clone();
        let session = stage.open_session(ids, now);
        let newcomer = Participant {
            user_id: token.user_id,
            attributes: token.attributes,
            capabilities: token.capabilities,
            ..Participant::new(&token.participant_id, Origin::Token, now)
        };
        session.enter(newcomer, now);
        Ok(Presence {
            stage_arn,
            session_id: session.id.clone(),
            participant_id: token.participant_id,
        })
    }

    /// Leaves the stage. The last participant ends the session.
    ///
    /// # Errors
    ///
    /// If it is not connected.
    pub fn leave(&self, presence: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(presence, |session, _, now| {
            session.leave(&presence.participant_id, now);
            Ok(())
        })
    }

    /// Starts to publish. Publishing again has no effect.
    ///
    /// # Errors
    ///
    /// If it is not connected, its token lacks the capability, or the publisher quota is exhausted.
    pub fn publish(&self, presence: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(presence, |session, quota, now| {
            let id = &presence.participant_id;
            let publishing = session.participants.iter().filter(|it| it.publishing).count();
            let participant = session.participant_mut(id).ok_or(ParticipantError::NotConnected)?;
            if participant.publishing {
                return Ok(());
            }
            let rejected = if !has_capability(participant, "PUBLISH") {
                Some(("INSUFFICIENT_CAPABILITIES", ParticipantError::InsufficientCapabilities))
            } else if publishing >= quota {
                Some(("QUOTA_EXCEEDED", ParticipantError::QuotaExceeded))
            } else {
                None
            };
            if let Some((code, error)) = rejected {
                session.record("PUBLISH_ERROR", id, now, EventDetail::Failure(code, None));
                return Err(error);
            }
            session.publish(id, now);
            Ok(())
        })?;
        let now = self.now();
        lock(&self.service.state).begin_recording(
            &presence.stage_arn,
            &presence.participant_id,
            now,
        );
        Ok(())
    }

    /// Stops publishing. Its subscribers are unsubscribed.
    ///
    /// # Errors
    ///
    /// If it is not connected or does not publish.
    pub fn unpublish(&self, presence: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(presence, |session, _, now| {
            session
                .unpublish(&presence.participant_id, now)
                .then_some(())
                .ok_or(ParticipantError::NotActive)
        })
    }

    /// Subscribes to a publisher. Subscribing again has no effect.
    ///
    /// # Errors
    ///
    /// If it is not connected, its token lacks the capability, or the other participant does not publish.
    pub fn subscribe(
        &self,
        presence: &Presence,
        publisher: &Presence,
    ) -> Result<(), ParticipantError> {
        self.on_stage(presence, |session, _, now| {
            let (id, remote) = (&presence.participant_id, publisher.participant_id.as_str());
            let found = session.participant(remote).is_some_and(|it| it.publishing);
            let participant = session.participant_mut(id).ok_or(ParticipantError::NotConnected)?;
            let rejected = if !has_capability(participant, "SUBSCRIBE") {
                Some(("INSUFFICIENT_CAPABILITIES", ParticipantError::InsufficientCapabilities))
            } else if !found {
                Some(("PUBLISHER_NOT_FOUND", ParticipantError::PublisherNotFound))
            } else {
                None
            };
            if let Some((code, error)) = rejected {
                let detail = EventDetail::Failure(code, Some(remote.to_owned()));
                session.record("SUBSCRIBE_ERROR", id, now, detail);
                return Err(error);
            }
            if participant.subscriptions.insert(remote.to_owned()) {
                let detail = EventDetail::Publisher(remote.to_owned());
                session.record("SUBSCRIBE_STARTED", id, now, detail);
            }
            Ok(())
        })
    }

    /// Changes the active session of a connected participant.
    pub(super) fn on_stage<T>(
        &self,
        presence: &Presence,
        act: impl FnOnce(&mut Session, usize, Timestamp) -> Result<T, ParticipantError>,
    ) -> Result<T, ParticipantError> {
        let now = self.now();
        let mut state = lock(&self.service.state);
        let quota = state.publisher_quota;
        let session = state
            .stage_mut(&presence.stage_arn)
            .and_then(Stage::active_session_mut)
            .filter(|session| session.id == presence.session_id)
            .filter(|it| it.participant(&presence.participant_id).is_some_and(|it| it.connected))
            .ok_or(ParticipantError::NotConnected)?;
        let done = act(session, quota, now);
        state.settle(now);
        done
    }
}

fn has_capability(participant: &Participant, capability: &str) -> bool {
    participant.capabilities.iter().any(|it| it == capability)
}

impl Simulator {
    /// Connects an encoder with a stream key; it publishes on the stage of its ingest configuration.
    ///
    /// # Errors
    ///
    /// If no configuration has the key, the key is in use, there is no stage, or the publisher quota is
    /// exhausted.
    pub fn start_ingest(&self, stream_key: &str) -> Result<Presence, ParticipantError> {
        let now = self.now();
        let mut state = lock(&self.service.state);
        let found = state.ingests.iter().find_map(|ingest| {
            let mut keys = ingest.credentials.iter();
            Some((ingest, keys.find(|it| it.secret == stream_key)?.clone()))
        });
        let (ingest, key) = found.ok_or(ParticipantError::UnknownStreamKey)?;
        if ingest.connected(&state).contains(&key.participant_id) {
            return Err(ParticipantError::StreamKeyInUse);
        }
        let origin = Origin::Ingest {
            arn: ingest.id.arn.clone(),
            protocol: ingest.protocol.clone(),
            redundant: ingest.redundant,
        };
        let newcomer = Participant {
            user_id: ingest.user_id.clone(),
            attributes: ingest.attributes.clone(),
            ..Participant::new(&key.participant_id, origin, now)
        };
        let stage_arn = ingest.stage_arn.clone();
        let State { stages, ids, .. } = &mut *state;
        let stage = stages.iter_mut().find(|it| it.id.arn == stage_arn);
        let session = stage.ok_or(ParticipantError::NoStage)?.open_session(ids, now);
        session.enter(newcomer, now);
        let presence = Presence {
            stage_arn,
            session_id: session.id.clone(),
            participant_id: key.participant_id,
        };
        drop(state);
        // An encoder that cannot publish is disconnected.
        self.publish(&presence).inspect_err(|_| {
            let _ = self.leave(&presence);
        })?;
        Ok(presence)
    }

    /// The stream keys of an ingest configuration.
    ///
    /// # Panics
    ///
    /// If there is no such configuration.
    pub fn stream_keys(&self, arn: &str) -> Vec<String> {
        let state = lock(&self.service.state);
        let ingest = Ingest::find(&state, arn);
        let ingest = ingest.unwrap_or_else(|| panic!("there is no ingest configuration {arn}"));
        ingest.credentials.iter().map(|it| it.secret.clone()).collect()
    }

    /// Moves a composition and its destinations from `STARTING` to `ACTIVE` or from `STOPPING` to `STOPPED`.
    ///
    /// # Panics
    ///
    /// If there is no such composition.
    pub fn advance_composition(&self, arn: &str) {
        let now = self.now();
        self.composition(arn, |composition| composition.advance(now));
    }

    /// Removes a composition, as the service does some time after its end.
    pub fn remove_composition(&self, arn: &str) {
        Composition::remove(&mut lock(&self.service.state), arn);
    }

    /// Moves the recording of a participant from `STARTING` to `ACTIVE` or from `STOPPING` to `STOPPED`.
    ///
    /// # Panics
    ///
    /// If the participant is not recorded.
    pub fn advance_recording(&self, presence: &Presence) {
        let now = self.now();
        self.recording(presence, |recording| recording.progress.advance(now));
    }

    fn composition(&self, arn: &str, act: impl FnOnce(&mut Composition)) {
        let mut state = lock(&self.service.state);
        let composition = Composition::find_mut(&mut state, arn);
        act(composition.unwrap_or_else(|| panic!("there is no composition {arn}")));
    }

    fn recording(&self, presence: &Presence, act: impl FnOnce(&mut Recording)) {
        let mut state = lock(&self.service.state);
        let stage = state.stage_mut(&presence.stage_arn);
        let session = stage.and_then(|it| it.session_mut(&presence.session_id));
        let participant = session.and_then(|it| it.participant_mut(&presence.participant_id));
        let recording = participant.and_then(|it| it.recording.as_mut());
        act(recording.unwrap_or_else(|| panic!("{presence:?} is not recorded")));
    }
}
