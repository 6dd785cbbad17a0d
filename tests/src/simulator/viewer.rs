//! The participants of a stage, controlled by the test.
//!
//! Participants connect with the broadcast SDK, not through the service's API. Their actions create the sessions,
//! states and events that the API reports.

use super::state::{EventDetail, Origin, Participant, Session, Stage, State};
use super::{Simulator, lock};
use jiff::Timestamp;
use std::fmt;

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

impl fmt::Display for ParticipantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownToken => "no stage has this token",
            Self::TokenExpired => "the token has expired",
            Self::TokenRevoked => "the token was revoked",
            Self::NotConnected => "the participant is not connected",
            Self::NotActive => "the participant does not perform this action",
            Self::InsufficientCapabilities => "the token lacks the capability",
            Self::QuotaExceeded => "the publisher quota is exhausted",
            Self::PublisherNotFound => "the other participant does not publish",
            Self::UnknownStreamKey => "no ingest configuration has this stream key",
            Self::StreamKeyInUse => "the stream key is in use",
            Self::NoStage => "the ingest configuration has no stage",
        })
    }
}

impl std::error::Error for ParticipantError {}

impl Simulator {
    /// Joins a stage with a token. The first participant starts a session; joining again has no effect.
    ///
    /// # Errors
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
    /// If it is not connected.
    pub fn leave(&self, who: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(who, |session, _, now| {
            session.leave(&who.participant_id, now);
            Ok(())
        })
    }

    /// Starts to publish. Publishing again has no effect.
    ///
    /// # Errors
    /// If it is not connected, its token lacks the capability, or the publisher quota is exhausted.
    pub fn publish(&self, who: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(who, |session, quota, now| {
            let id = &who.participant_id;
            let publishing = session
                .participants
                .iter()
                .filter(|it| it.publishing)
                .count();
            let participant = session
                .participant_mut(id)
                .ok_or(ParticipantError::NotConnected)?;
            if participant.publishing {
                return Ok(());
            }
            let rejected = if !may(participant, "PUBLISH") {
                Some((
                    "INSUFFICIENT_CAPABILITIES",
                    ParticipantError::InsufficientCapabilities,
                ))
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
        lock(&self.service.state).begin_recording(&who.stage_arn, &who.participant_id, now);
        Ok(())
    }

    /// Stops publishing. Its subscribers are unsubscribed.
    ///
    /// # Errors
    /// If it is not connected or does not publish.
    pub fn unpublish(&self, who: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(who, |session, _, now| {
            session
                .unpublish(&who.participant_id, now)
                .then_some(())
                .ok_or(ParticipantError::NotActive)
        })
    }

    /// Subscribes to a publisher. Subscribing again has no effect.
    ///
    /// # Errors
    /// If it is not connected, its token lacks the capability, or the other participant does not publish.
    pub fn subscribe(&self, who: &Presence, publisher: &Presence) -> Result<(), ParticipantError> {
        self.on_stage(who, |session, _, now| {
            let (id, remote) = (&who.participant_id, publisher.participant_id.as_str());
            let found = session.participant(remote).is_some_and(|it| it.publishing);
            let participant = session
                .participant_mut(id)
                .ok_or(ParticipantError::NotConnected)?;
            let rejected = if !may(participant, "SUBSCRIBE") {
                Some((
                    "INSUFFICIENT_CAPABILITIES",
                    ParticipantError::InsufficientCapabilities,
                ))
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

    /// Unsubscribes from a publisher.
    ///
    /// # Errors
    /// If it is not connected or not subscribed.
    pub fn unsubscribe(
        &self,
        who: &Presence,
        publisher: &Presence,
    ) -> Result<(), ParticipantError> {
        self.on_stage(who, |session, _, now| {
            let watched = session.unsubscribe(&who.participant_id, &publisher.participant_id, now);
            watched.then_some(()).ok_or(ParticipantError::NotActive)
        })
    }

    /// Changes the active session of a connected participant.
    pub(super) fn on_stage<T>(
        &self,
        who: &Presence,
        act: impl FnOnce(&mut Session, usize, Timestamp) -> Result<T, ParticipantError>,
    ) -> Result<T, ParticipantError> {
        let now = self.now();
        let mut state = lock(&self.service.state);
        let quota = state.publisher_quota;
        let session = state
            .stage_mut(&who.stage_arn)
            .and_then(Stage::active_session_mut)
            .filter(|session| session.id == who.session_id)
            .filter(|it| {
                it.participant(&who.participant_id)
                    .is_some_and(|it| it.connected)
            })
            .ok_or(ParticipantError::NotConnected)?;
        let done = act(session, quota, now);
        state.settle(now);
        done
    }
}

fn may(participant: &Participant, capability: &str) -> bool {
    participant.capabilities.iter().any(|it| it == capability)
}
