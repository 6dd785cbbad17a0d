//! Stages and their participant tokens.

use super::identity::stored;
use super::{Identity, Session, State};
use crate::simulator::arn::Resource;
use crate::simulator::ids::Ids;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) id: Identity,
    /// The recording settings with defaults, if recording is enabled.
    pub(crate) recording: Option<Value>,
    pub(crate) tokens: Vec<Token>,
    /// In order of their start. Only the last may be active.
    pub(crate) sessions: Vec<Session>,
    /// Whether another change is in progress, so that it cannot be updated or deleted.
    pub(crate) busy: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) secret: String,
    pub(crate) participant_id: String,
    pub(crate) user_id: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) capabilities: Vec<String>,
    /// Minutes.
    pub(crate) duration: i64,
    pub(crate) expires: Timestamp,
    pub(crate) revoked: bool,
}

stored!(Stage, Stage, stages);

impl State {
    /// Adds a stage.
    pub(crate) fn add_stage(
        &mut self,
        name: Option<String>,
        tags: BTreeMap<String, String>,
        recording: Option<Value>,
    ) -> &mut Stage {
        let stage = Stage {
            id: self.identity(Resource::Stage, name, tags),
            recording,
            tokens: Vec::new(),
            sessions: Vec::new(),
            busy: false,
        };
        self.stages.push(stage);
        self.stages.last_mut().expect("just pushed")
    }
}

impl Stage {
    pub(crate) fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    pub(crate) fn session_mut(&mut self, id: &str) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|session| session.id == id)
    }

    /// The active session, if any.
    pub(crate) fn active_session(&self) -> Option<&Session> {
        self.sessions.last().filter(|session| session.end.is_none())
    }

    pub(crate) fn active_session_mut(&mut self) -> Option<&mut Session> {
        self.sessions
            .last_mut()
            .filter(|session| session.end.is_none())
    }

    /// The active session, or a new one.
    pub(crate) fn open_session(&mut self, ids: &mut Ids, now: Timestamp) -> &mut Session {
        if self.active_session().is_none() {
            let id = format!("st-{}", ids.alphanumeric(13));
            self.sessions.push(Session::new(id, now));
        }
        self.sessions.last_mut().expect("there is one by now")
    }

    /// The ARN of the storage configuration for recordings.
    pub(crate) fn records_to(&self) -> Option<&str> {
        self.recording.as_ref()?["storageConfigurationArn"].as_str()
    }
}
