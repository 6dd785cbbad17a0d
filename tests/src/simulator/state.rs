//! What the service remembers: stages, their tokens, sessions, participants and events.
//!
//! Data and the moves that keep it consistent. Knows no HTTP and no JSON; the operations and the viewer
//! sit on top of it.

use super::ids::Ids;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Everything behind one endpoint: one account in one region.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) account: String,
    pub(crate) region: String,
    /// How many stages the account may have.
    pub(crate) stage_quota: usize,
    /// How many participants may publish to one stage at a time.
    pub(crate) publisher_quota: usize,
    /// Tells this simulator's pagination tokens from another's.
    pub(crate) salt: u64,
    pub(crate) ids: Ids,
    /// In the order of creation.
    pub(crate) stages: Vec<Stage>,
    created: u64,
}

#[derive(Debug)]
pub(crate) struct Stage {
    /// The place in the order of creation, never used twice.
    pub(crate) position: u64,
    pub(crate) arn: String,
    pub(crate) name: Option<String>,
    pub(crate) tags: BTreeMap<String, String>,
    pub(crate) tokens: Vec<Token>,
    /// In the order of their start. Only the last may be active.
    pub(crate) sessions: Vec<Session>,
    /// Another change is under way, so this one cannot be deleted or updated.
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

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Option<Timestamp>,
    /// In the order in which they first joined.
    pub(crate) participants: Vec<Participant>,
    pub(crate) events: Vec<Event>,
}

#[derive(Debug)]
pub(crate) struct Participant {
    pub(crate) id: String,
    pub(crate) user_id: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) capabilities: Vec<String>,
    pub(crate) first_join: Timestamp,
    pub(crate) connected: bool,
    pub(crate) publishing: bool,
    /// Whether it ever published to this session.
    pub(crate) published: bool,
    /// The participants that it watches.
    pub(crate) watches: BTreeSet<String>,
}

#[derive(Debug)]
pub(crate) struct Event {
    /// As the document's `EventName`.
    pub(crate) name: &'static str,
    pub(crate) participant_id: String,
    pub(crate) time: Timestamp,
    /// The publisher, for an event about a subscription.
    pub(crate) remote: Option<String>,
    /// As the document's `EventErrorCode`.
    pub(crate) error_code: Option<&'static str>,
}

impl State {
    pub(crate) fn new(account: &str, region: &str, seed: u64) -> Self {
        Self {
            account: account.to_owned(),
            region: region.to_owned(),
            stage_quota: 100,
            publisher_quota: 12,
            salt: seed,
            ids: Ids::new(seed),
            stages: Vec::new(),
            created: 0,
        }
    }

    /// A new stage, with a name and tags but nobody on it.
    pub(crate) fn add_stage(
        &mut self,
        name: Option<String>,
        tags: BTreeMap<String, String>,
    ) -> &mut Stage {
        self.created += 1;
        let id = self.ids.alphanumeric(12);
        let stage = Stage {
            position: self.created,
            arn: format!("arn:aws:ivs:{}:{}:stage/{id}", self.region, self.account),
            name,
            tags,
            tokens: Vec::new(),
            sessions: Vec::new(),
            busy: false,
        };
        self.stages.push(stage);
        self.stages.last_mut().expect("just pushed")
    }

    pub(crate) fn stage(&self, arn: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.arn == arn)
    }

    pub(crate) fn stage_mut(&mut self, arn: &str) -> Option<&mut Stage> {
        self.stages.iter_mut().find(|stage| stage.arn == arn)
    }
}

impl Stage {
    pub(crate) fn session(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// The session that is running, if somebody is on the stage.
    pub(crate) fn active_session(&self) -> Option<&Session> {
        self.sessions.last().filter(|session| session.end.is_none())
    }

    pub(crate) fn active_session_mut(&mut self) -> Option<&mut Session> {
        self.sessions
            .last_mut()
            .filter(|session| session.end.is_none())
    }
}

impl Session {
    pub(crate) fn participant(&self, id: &str) -> Option<&Participant> {
        self.participants
            .iter()
            .find(|participant| participant.id == id)
    }

    pub(crate) fn participant_mut(&mut self, id: &str) -> Option<&mut Participant> {
        self.participants
            .iter_mut()
            .find(|participant| participant.id == id)
    }

    /// Notes that something happened.
    pub(crate) fn record(
        &mut self,
        name: &'static str,
        participant_id: &str,
        time: Timestamp,
        remote: Option<&str>,
        error_code: Option<&'static str>,
    ) {
        self.events.push(Event {
            name,
            participant_id: participant_id.to_owned(),
            time,
            remote: remote.map(str::to_owned),
            error_code,
        });
    }

    /// The participant stops to publish; whoever watches it stops to watch. False if it did not publish.
    pub(crate) fn unpublish(&mut self, id: &str, now: Timestamp) -> bool {
        let Some(participant) = self.participant_mut(id).filter(|it| it.publishing) else {
            return false;
        };
        participant.publishing = false;
        self.record("PUBLISH_STOPPED", id, now, None, None);
        let watchers: Vec<String> = self
            .participants
            .iter()
            .filter(|participant| participant.watches.contains(id))
            .map(|participant| participant.id.clone())
            .collect();
        for watcher in watchers {
            self.unsubscribe(&watcher, id, now);
        }
        true
    }

    /// The participant stops to watch a publisher. False if it did not watch it.
    pub(crate) fn unsubscribe(&mut self, id: &str, publisher: &str, now: Timestamp) -> bool {
        let watched = self
            .participant_mut(id)
            .is_some_and(|it| it.watches.remove(publisher));
        if watched {
            self.record("SUBSCRIBE_STOPPED", id, now, Some(publisher), None);
        }
        watched
    }

    /// The participant leaves; the last one ends the session. False if it was not connected.
    pub(crate) fn leave(&mut self, id: &str, now: Timestamp) -> bool {
        let Some(participant) = self.participant(id).filter(|it| it.connected) else {
            return false;
        };
        for publisher in participant.watches.clone() {
            self.unsubscribe(id, &publisher, now);
        }
        self.unpublish(id, now);
        if let Some(participant) = self.participant_mut(id) {
            participant.connected = false;
        }
        self.record("LEFT", id, now, None, None);
        if self
            .participants
            .iter()
            .all(|participant| !participant.connected)
        {
            self.end = Some(now);
        }
        true
    }
}
