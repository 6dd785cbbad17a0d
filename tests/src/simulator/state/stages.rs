//! Stages with their tokens, sessions, participants and events.

use super::{Identity, Progress, State};
use crate::simulator::resource::Resource;
use crate::simulator::system::Ids;
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) id: Identity,
    /// The recording settings with defaults, if recording is enabled.
    pub(crate) recording: Option<Value>,
    pub(crate) tokens: Vec<Token>,
    /// In order of their start. Only the last may be active.
    pub(crate) sessions: Vec<Session>,
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
        self.sessions.last_mut().filter(|session| session.end.is_none())
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

#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) start: Timestamp,
    pub(crate) end: Option<Timestamp>,
    /// In order of their first join.
    pub(crate) participants: Vec<Participant>,
    pub(crate) events: Vec<Event>,
}

#[derive(Debug)]
pub(crate) struct Participant {
    pub(crate) id: String,
    pub(crate) user_id: Option<String>,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) capabilities: Vec<String>,
    pub(crate) origin: Origin,
    pub(crate) first_join: Timestamp,
    pub(crate) connected: bool,
    pub(crate) publishing: bool,
    /// Whether it has ever published in this session.
    pub(crate) published: bool,
    /// The participants that it is subscribed to.
    pub(crate) subscriptions: BTreeSet<String>,
    pub(crate) recording: Option<Recording>,
}

/// How a participant joined the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// With a token.
    Token,
    /// With a stream key.
    Ingest { arn: String, protocol: String, redundant: bool },
    /// From another stage.
    Replica { stage_arn: String, session_id: String },
}

/// The recording of one participant.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    pub(crate) bucket: String,
    pub(crate) prefix: String,
    pub(crate) progress: Progress,
}

#[derive(Debug)]
pub(crate) struct Event {
    /// An `EventName` of the document.
    pub(crate) name: &'static str,
    pub(crate) participant_id: String,
    pub(crate) time: Timestamp,
    pub(crate) detail: EventDetail,
    /// Whether it concerns a replica.
    pub(crate) replica: bool,
}

/// Further members of an event.
#[derive(Debug)]
pub(crate) enum EventDetail {
    None,
    /// The publisher of a subscription.
    Publisher(String),
    /// The `EventErrorCode`, and the publisher of a failed subscription.
    Failure(&'static str, Option<String>),
    /// Stage and session of a replica.
    Destination(String, String),
}

impl Session {
    pub(crate) fn new(id: String, now: Timestamp) -> Self {
        Self { id, start: now, end: None, participants: Vec::new(), events: Vec::new() }
    }

    pub(crate) fn participant(&self, id: &str) -> Option<&Participant> {
        self.participants.iter().find(|participant| participant.id == id)
    }

    pub(crate) fn participant_mut(&mut self, id: &str) -> Option<&mut Participant> {
        self.participants.iter_mut().find(|participant| participant.id == id)
    }

    /// Records an event.
    pub(crate) fn record(
        &mut self,
        name: &'static str,
        participant_id: &str,
        time: Timestamp,
        detail: EventDetail,
    ) {
        // An event about a subscription refers to the publisher.
        let about = match &detail {
            EventDetail::Publisher(publisher) | EventDetail::Failure(_, Some(publisher)) => {
                publisher
            }
            _ => participant_id,
        };
        let about = self.participant(about);
        let replica = about.is_some_and(|it| matches!(it.origin, Origin::Replica { .. }));
        self.events.push(Event {
            name,
            participant_id: participant_id.to_owned(),
            time,
            detail,
            replica,
        });
    }

    /// Connects a participant. A returning one keeps its attributes.
    pub(crate) fn enter(&mut self, newcomer: Participant, now: Timestamp) {
        let id = newcomer.id.clone();
        let was_connected = match self.participant_mut(&id) {
            Some(participant) => std::mem::replace(&mut participant.connected, true),
            None => {
                self.participants.push(newcomer);
                false
            }
        };
        if !was_connected {
            self.record("JOINED", &id, now, EventDetail::None);
        }
    }

    /// Starts publishing.
    pub(crate) fn publish(&mut self, id: &str, now: Timestamp) {
        if let Some(participant) = self.participant_mut(id) {
            (participant.publishing, participant.published) = (true, true);
            self.record("PUBLISH_STARTED", id, now, EventDetail::None);
        }
    }

    /// Stops publishing and unsubscribes all subscribers. False if it was not publishing.
    pub(crate) fn unpublish(&mut self, id: &str, now: Timestamp) -> bool {
        let Some(participant) = self.participant_mut(id).filter(|it| it.publishing) else {
            return false;
        };
        participant.publishing = false;
        if let Some(recording) = &mut participant.recording {
            recording.progress.stop(now);
        }
        self.record("PUBLISH_STOPPED", id, now, EventDetail::None);
        let subscribers: Vec<String> = self
            .participants
            .iter()
            .filter(|participant| participant.subscriptions.contains(id))
            .map(|participant| participant.id.clone())
            .collect();
        for subscriber in subscribers {
            self.unsubscribe(&subscriber, id, now);
        }
        true
    }

    /// Unsubscribes from a publisher, if it is subscribed.
    fn unsubscribe(&mut self, id: &str, publisher: &str, now: Timestamp) {
        if self.participant_mut(id).is_some_and(|it| it.subscriptions.remove(publisher)) {
            let detail = EventDetail::Publisher(publisher.to_owned());
            self.record("SUBSCRIBE_STOPPED", id, now, detail);
        }
    }

    /// Leaves the stage. The last participant ends the session. False if it was not connected.
    pub(crate) fn leave(&mut self, id: &str, now: Timestamp) -> bool {
        let Some(participant) = self.participant(id).filter(|it| it.connected) else {
            return false;
        };
        for publisher in participant.subscriptions.clone() {
            self.unsubscribe(id, &publisher, now);
        }
        self.unpublish(id, now);
        if let Some(participant) = self.participant_mut(id) {
            participant.connected = false;
        }
        self.record("LEFT", id, now, EventDetail::None);
        if self.participants.iter().all(|participant| !participant.connected) {
            self.end = Some(now);
        }
        true
    }
}

impl Participant {
    /// A participant that joins for the first time.
    pub(crate) fn new(id: &str, origin: Origin, now: Timestamp) -> Self {
        Self {
            id: id.to_owned(),
            user_id: None,
            attributes: BTreeMap::new(),
            capabilities: vec!["PUBLISH".to_owned(), "SUBSCRIBE".to_owned()],
            origin,
            first_join: now,
            connected: true,
            publishing: false,
            published: false,
            subscriptions: BTreeSet::new(),
            recording: None,
        }
    }
}
