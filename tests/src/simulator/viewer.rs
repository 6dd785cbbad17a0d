//! The other side of a stage: a participant that uses a token, played by the test.
//!
//! Participants do not call the service's API; they connect with the broadcast SDK. Here a test plays them,
//! and the sessions, states and events that the API then reports come into being as they do at the service.

use super::state::{Matter, Origin, Participant, Session, Stage, State};
use super::{Simulator, lock};
use jiff::Timestamp;
use std::fmt;

/// A participant in one session of one stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The stage.
    pub stage_arn: String,
    /// The session, which the first participant to join has started.
    pub session_id: String,
    /// The participant, as its token names it.
    pub participant_id: String,
}

/// Why a participant cannot do what it tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewerError {
    /// No stage has given out such a token, or the stage is deleted.
    UnknownToken,
    /// The token was good for a time that is over.
    TokenExpired,
    /// The participant was disconnected by the API, which is for good.
    TokenRevoked,
    /// The participant is not, or no longer, on the stage.
    NotConnected,
    /// The participant does not do what it wants to stop.
    NotActive,
    /// The token does not allow it. The session notes an error event.
    InsufficientCapabilities,
    /// As many publish as may. The session notes an error event.
    QuotaExceeded,
    /// Whom the participant wants to watch does not publish. The session notes an error event.
    PublisherNotFound,
    /// No ingest configuration has such a stream key.
    UnknownStreamKey,
    /// Another encoder uses the stream key at the moment.
    StreamKeyInUse,
    /// The ingest configuration is attached to no stage that exists.
    NoStage,
}

impl fmt::Display for ViewerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownToken => "no stage knows this token",
            Self::TokenExpired => "the token has expired",
            Self::TokenRevoked => "the token was revoked",
            Self::NotConnected => "the participant is not connected",
            Self::NotActive => "the participant does not do this",
            Self::InsufficientCapabilities => "the token does not allow this",
            Self::QuotaExceeded => "too many participants publish",
            Self::PublisherNotFound => "there is no such publisher",
            Self::UnknownStreamKey => "no ingest configuration knows this stream key",
            Self::StreamKeyInUse => "the stream key is in use",
            Self::NoStage => "the ingest configuration has no stage",
        })
    }
}

impl std::error::Error for ViewerError {}

impl Simulator {
    /// A participant uses its token. The first on a stage starts a session; whoever is on it already stays.
    ///
    /// # Errors
    /// If the token is unknown, expired or revoked.
    pub fn join(&self, token: &str) -> Result<Presence, ViewerError> {
        let now = self.now();
        let mut state = lock(&self.service.state);
        let State { stages, ids, .. } = &mut *state;
        let (stage, token) = stages
            .iter_mut()
            .find_map(|stage| {
                let token = stage.tokens.iter().find(|it| it.secret == token)?.clone();
                Some((stage, token))
            })
            .ok_or(ViewerError::UnknownToken)?;
        if token.revoked {
            return Err(ViewerError::TokenRevoked);
        }
        if token.expires <= now {
            return Err(ViewerError::TokenExpired);
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

    /// The participant leaves; the last one ends the session.
    ///
    /// # Errors
    /// If it is not connected.
    pub fn leave(&self, who: &Presence) -> Result<(), ViewerError> {
        self.on_stage(who, |session, _, now| {
            session.leave(&who.participant_id, now);
            Ok(())
        })
    }

    /// The participant starts to publish. To publish already is no error.
    ///
    /// # Errors
    /// If it is not connected, its token does not allow it, or as many publish as the quota allows.
    pub fn publish(&self, who: &Presence) -> Result<(), ViewerError> {
        self.on_stage(who, |session, quota, now| {
            let id = &who.participant_id;
            let publishing = session
                .participants
                .iter()
                .filter(|it| it.publishing)
                .count();
            let participant = session
                .participant_mut(id)
                .ok_or(ViewerError::NotConnected)?;
            if participant.publishing {
                return Ok(());
            }
            let refused = if !may(participant, "PUBLISH") {
                Some((
                    "INSUFFICIENT_CAPABILITIES",
                    ViewerError::InsufficientCapabilities,
                ))
            } else if publishing >= quota {
                Some(("QUOTA_EXCEEDED", ViewerError::QuotaExceeded))
            } else {
                None
            };
            if let Some((code, error)) = refused {
                session.record("PUBLISH_ERROR", id, now, Matter::Failure(code, None));
                return Err(error);
            }
            session.publish(id, now);
            Ok(())
        })?;
        let now = self.now();
        lock(&self.service.state).begin_recording(&who.stage_arn, &who.participant_id, now);
        Ok(())
    }

    /// The participant stops to publish; its watchers stop to watch it.
    ///
    /// # Errors
    /// If it is not connected or does not publish.
    pub fn unpublish(&self, who: &Presence) -> Result<(), ViewerError> {
        self.on_stage(who, |session, _, now| {
            session
                .unpublish(&who.participant_id, now)
                .then_some(())
                .ok_or(ViewerError::NotActive)
        })
    }

    /// The participant starts to watch a publisher. To watch it already is no error.
    ///
    /// # Errors
    /// If it is not connected, its token does not allow it, or the other does not publish.
    pub fn subscribe(&self, who: &Presence, publisher: &Presence) -> Result<(), ViewerError> {
        self.on_stage(who, |session, _, now| {
            let (id, remote) = (&who.participant_id, publisher.participant_id.as_str());
            let found = session.participant(remote).is_some_and(|it| it.publishing);
            let participant = session
                .participant_mut(id)
                .ok_or(ViewerError::NotConnected)?;
            let refused = if !may(participant, "SUBSCRIBE") {
                Some((
                    "INSUFFICIENT_CAPABILITIES",
                    ViewerError::InsufficientCapabilities,
                ))
            } else if !found {
                Some(("PUBLISHER_NOT_FOUND", ViewerError::PublisherNotFound))
            } else {
                None
            };
            if let Some((code, error)) = refused {
                let matter = Matter::Failure(code, Some(remote.to_owned()));
                session.record("SUBSCRIBE_ERROR", id, now, matter);
                return Err(error);
            }
            if participant.watches.insert(remote.to_owned()) {
                let matter = Matter::Publisher(remote.to_owned());
                session.record("SUBSCRIBE_STARTED", id, now, matter);
            }
            Ok(())
        })
    }

    /// The participant stops to watch a publisher.
    ///
    /// # Errors
    /// If it is not connected or does not watch it.
    pub fn unsubscribe(&self, who: &Presence, publisher: &Presence) -> Result<(), ViewerError> {
        self.on_stage(who, |session, _, now| {
            let watched = session.unsubscribe(&who.participant_id, &publisher.participant_id, now);
            watched.then_some(()).ok_or(ViewerError::NotActive)
        })
    }

    /// Something happens to the running session of which `who` is a connected participant.
    pub(super) fn on_stage<T>(
        &self,
        who: &Presence,
        act: impl FnOnce(&mut Session, usize, Timestamp) -> Result<T, ViewerError>,
    ) -> Result<T, ViewerError> {
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
            .ok_or(ViewerError::NotConnected)?;
        let done = act(session, quota, now);
        state.settle(now);
        done
    }
}

fn may(participant: &Participant, capability: &str) -> bool {
    participant.capabilities.iter().any(|it| it == capability)
}
