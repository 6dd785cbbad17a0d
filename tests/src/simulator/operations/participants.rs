//! Operations on participants, their events and their replication to other stages.

use super::stages::{check_attributes, detach_encoders, no_session};
use super::{Call, Members, map_value, must_be, must_exist, string_map};
use crate::simulator::state::{
    Event, EventDetail, Origin, Participant, Replica, Session, Stage, State,
};
use crate::simulator::system::iso_8601;
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

/// The mutually exclusive filters of ListParticipants.
const FILTERS: [&str; 4] =
    ["filterByUserId", "filterByPublished", "filterByState", "filterByRecordingState"];

pub(super) fn get(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let transitions = state.transitions;
    let stage = call.stage(state, "stageArn")?;
    let (session, id) = (call.string("sessionId"), call.string("participantId"));
    let arn = stage.id.arn.clone();
    let session = stage.session_mut(session).ok_or_else(|| no_session(session, &arn))?;
    let unknown = format!("session {} has no participant {id}", session.id);
    let participant = session.participant_mut(id);
    let participant = participant.ok_or_else(|| ServiceError::resource_not_found(unknown))?;
    if let Some(recording) = &mut participant.recording {
        recording.progress.read(transitions, call.now);
    }
    let session = find_session(state, call)?;
    let participant =
        session.and_then(|session| Some(details(state, session, session.participant(id)?)));
    Ok(Members::default().maybe("participant", participant).into())
}

pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    call.at_most_one(&FILTERS)?;
    let session = find_session(state, call)?;
    let participants = session
        .into_iter()
        .flat_map(|session| session.participants.iter().map(move |it| (session, it)));
    let matching = (0..)
        .zip(participants)
        .filter(|(_, (_, participant))| matches(participant, call.input))
        .map(|(position, (session, it))| (position, summary(state, session, it).into()));
    call.page(state.salt, "participants", matching)
}

/// Disconnects the participant and revokes its token, used or not.
pub(super) fn disconnect(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let stage = call.stage(state, "stageArn")?;
    let id = call.string("participantId");
    let mut tokens = stage.tokens.iter_mut();
    let token = tokens.find(|token| token.participant_id == id);
    let present = stage.sessions.iter().any(|it| it.participant(id).is_some());
    match token {
        Some(token) => token.revoked = true,
        None if present => {}
        None => {
            return Err(ServiceError::resource_not_found(format!(
                "{} has no participant {id}",
                stage.id.arn
            )));
        }
    }
    let arn = stage.id.arn.clone();
    detach_encoders(state, &arn, Some(id));
    let session = state.stage_mut(&arn).and_then(|it| it.active_session_mut());
    if let Some(session) = session {
        session.leave(id, call.now);
    }
    state.settle(call.now);
    Ok(Members::default().into())
}

/// The session of a list operation. These have no ResourceNotFoundException: lists of an unknown session are
/// empty.
pub(super) fn find_session<'s>(
    state: &'s State,
    call: Call<'_>,
) -> Result<Option<&'s Session>, ServiceError> {
    must_be::<Stage>(state, "stageArn", call.string("stageArn"))?;
    let stage = state.stage(call.string("stageArn"));
    Ok(stage.and_then(|stage| stage.session(call.string("sessionId"))))
}

fn matches(participant: &Participant, input: &Value) -> bool {
    let [user_id, published, state, recording] = FILTERS.map(|name| &input[name]);
    user_id.as_str().is_none_or(|it| participant.user_id.as_deref() == Some(it))
        && published.as_bool().is_none_or(|it| participant.published == it)
        && state.as_str().is_none_or(|it| connection(participant) == it)
        && recording.as_str().is_none_or(|it| recording_state(participant) == it)
}

fn connection(participant: &Participant) -> &'static str {
    if participant.connected { "CONNECTED" } else { "DISCONNECTED" }
}

fn recording_state(participant: &Participant) -> &'static str {
    match &participant.recording {
        Some(recording) => recording.progress.phase.as_str(),
        None => "DISABLED",
    }
}

fn summary(state: &State, session: &Session, participant: &Participant) -> Members {
    let members = Members::default()
        .with("participantId", participant.id.as_str())
        .maybe("userId", participant.user_id.as_deref())
        .with("state", connection(participant))
        .with("firstJoinTime", iso_8601(participant.first_join))
        .with("published", participant.published)
        .with("recordingState", recording_state(participant));
    // The latest active replication, else the latest one.
    let of = |session_of: fn(&crate::simulator::state::Replica) -> &str| {
        let all = state.replicas.iter().rev();
        let mut all =
            all.filter(|it| session_of(it) == session.id && it.participant_id == participant.id);
        all.clone().find(|it| it.active).or_else(|| all.next())
    };
    let (kind, replica) = match &participant.origin {
        Origin::Replica { .. } => ("REPLICA", of(|it| &it.destination_session)),
        _ => match of(|it| &it.source_session) {
            Some(replica) => ("SOURCE", Some(replica)),
            None => ("NONE", None),
        },
    };
    let members = members
        .with("replicationType", kind)
        .maybe("replicationState", replica.map(|it| replication_state(it.active)));
    match &participant.origin {
        Origin::Token => members,
        Origin::Replica { stage_arn, session_id } => members
            .with("sourceStageArn", stage_arn.as_str())
            .with("sourceSessionId", session_id.as_str()),
        Origin::Ingest { arn, redundant, .. } => {
            members.with("ingestConfigurationArn", arn.as_str()).with("redundantIngest", *redundant)
        }
    }
}

/// The members that only GetParticipant returns.
fn details(state: &State, session: &Session, participant: &Participant) -> Value {
    let recording = participant.recording.as_ref();
    let protocol = match &participant.origin {
        Origin::Token => "WHIP",
        Origin::Ingest { protocol, .. } => protocol,
        Origin::Replica { .. } => "UNKNOWN",
    };
    let members = summary(state, session, participant)
        .with("attributes", map_value(&participant.attributes))
        .with("recordingS3BucketName", recording.map_or("", |it| &it.bucket))
        .with("recordingS3Prefix", recording.map_or("", |it| &it.prefix))
        .with("protocol", protocol);
    if participant.origin != Origin::Token {
        return members.into();
    }
    // All participants have the same device.
    members
        .with("ispName", "Example Telecom")
        .with("osName", "Example OS")
        .with("osVersion", "1.0")
        .with("browserName", "Example Browser")
        .with("browserVersion", "2.0")
        .with("sdkVersion", "3.0")
        .into()
}

pub(super) fn list_events(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    let session = find_session(state, call)?;
    let id = call.string("participantId");
    let events = session.into_iter().flat_map(|session| &session.events);
    let matching = (0..)
        .zip(events)
        .filter(|(_, event)| event.participant_id == id)
        .map(|(position, event)| (position, describe_event(event)));
    call.page(state.salt, "events", matching)
}

fn describe_event(event: &Event) -> Value {
    let members = Members::default()
        .with("name", event.name)
        .with("participantId", event.participant_id.as_str())
        .with("eventTime", iso_8601(event.time))
        .with("replica", event.replica);
    let members = match &event.detail {
        EventDetail::None => members,
        EventDetail::Publisher(publisher) => members.with("remoteParticipantId", &**publisher),
        EventDetail::Failure(code, publisher) => {
            members.with("errorCode", *code).maybe("remoteParticipantId", publisher.as_deref())
        }
        EventDetail::Destination(stage, session) => {
            members.with("destinationStageArn", &**stage).with("destinationSessionId", &**session)
        }
    };
    members.into()
}

const STAGES: [&str; 2] = ["sourceStageArn", "destinationStageArn"];

pub(super) fn start_replication(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    check_attributes(&call.input["attributes"], "attributes")?;
    for member in STAGES {
        must_exist::<Stage>(state, member, call.string(member))?;
    }
    let [source, destination] = STAGES.map(|member| call.string(member));
    if source == destination {
        return Err(ServiceError::validation(
            "destinationStageArn: must be another stage than sourceStageArn",
        ));
    }
    let id = call.string("participantId");
    let session = state.stage(source).and_then(|it| it.active_session());
    let Some(participant) = session.and_then(|it| it.participant(id)) else {
        return Err(no_participant(source, id));
    };
    let conflict = if matches!(participant.origin, Origin::Replica { .. }) {
        Some("is a replica itself")
    } else if !participant.publishing {
        Some("does not publish there")
    } else if find_replication(state, call).is_some() {
        Some("is replicated to that stage already")
    } else {
        None
    };
    if let Some(conflict) = conflict {
        return Err(ServiceError::conflict(format!("participant {id} of {source} {conflict}")));
    }
    let window = call.input["reconnectWindowSeconds"].as_i64().unwrap_or(0);
    let added = string_map(&call.input["attributes"]);
    state.replicate([source, destination], id, added, window, call.now);
    Ok(Members::default().into())
}

pub(super) fn stop_replication(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    for member in STAGES {
        must_exist::<Stage>(state, member, call.string(member))?;
    }
    let Some(index) = find_replication(state, call) else {
        let [source, destination] = STAGES.map(|member| call.string(member));
        return Err(ServiceError::resource_not_found(format!(
            "participant {} of {source} is not replicated to {destination}",
            call.string("participantId")
        )));
    };
    state.end_replica(index, call.now);
    Ok(Members::default().into())
}

/// The operation has no ResourceNotFoundException: an unknown participant has no replicas.
pub(super) fn list_replicas(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    must_be::<Stage>(state, "sourceStageArn", call.string("sourceStageArn"))?;
    let (source, id) = (call.string("sourceStageArn"), call.string("participantId"));
    let all = state.replicas.iter();
    let all = all.filter(|it| it.source_stage == source && it.participant_id == id);
    let all = all.map(|it| (it.position, describe_replica(it)));
    call.page(state.salt, "replicas", all)
}

/// The active replication of a request.
fn find_replication(state: &State, call: Call<'_>) -> Option<usize> {
    let [source, destination] = STAGES.map(|member| call.string(member));
    state.replicas.iter().position(|it| {
        it.active
            && it.participant_id == call.string("participantId")
            && it.source_stage == source
            && it.destination_stage == destination
    })
}

fn no_participant(stage: &str, id: &str) -> ServiceError {
    ServiceError::resource_not_found(format!("{stage} has no participant {id}"))
}

/// As the document's `ReplicationState`.
pub(super) fn replication_state(active: bool) -> &'static str {
    if active { "ACTIVE" } else { "STOPPED" }
}

fn describe_replica(replica: &Replica) -> Value {
    json!({
        "sourceStageArn": replica.source_stage,
        "participantId": replica.participant_id,
        "sourceSessionId": replica.source_session,
        "destinationStageArn": replica.destination_stage,
        "destinationSessionId": replica.destination_session,
        "replicationState": replication_state(replica.active),
    })
}
