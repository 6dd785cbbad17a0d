//! StartParticipantReplication, StopParticipantReplication, ListParticipantReplicas.

use super::call::{must_be, must_exist};
use super::{Call, Members, string_map, tokens};
use crate::simulator::state::{Origin, Replica, Stage, State};
use crate::simulator::wire::ServiceError;
use serde_json::{Value, json};

const STAGES: [&str; 2] = ["sourceStageArn", "destinationStageArn"];

pub(super) fn start(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    tokens::check_attributes(&call.input["attributes"], "attributes")?;
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
    } else if find(state, call).is_some() {
        Some("is replicated to that stage already")
    } else {
        None
    };
    if let Some(conflict) = conflict {
        return Err(ServiceError::conflict(format!(
            "participant {id} of {source} {conflict}"
        )));
    }
    let window = call.input["reconnectWindowSeconds"].as_i64().unwrap_or(0);
    let added = string_map(&call.input["attributes"]);
    state.replicate([source, destination], id, added, window, call.now);
    Ok(Members::default().into())
}

pub(super) fn stop(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    for member in STAGES {
        must_exist::<Stage>(state, member, call.string(member))?;
    }
    let Some(index) = find(state, call) else {
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
pub(super) fn list(state: &mut State, call: Call<'_>) -> Result<Value, ServiceError> {
    must_be::<Stage>(state, "sourceStageArn", call.string("sourceStageArn"))?;
    let (source, id) = (call.string("sourceStageArn"), call.string("participantId"));
    let all = state.replicas.iter();
    let all = all.filter(|it| it.source_stage == source && it.participant_id == id);
    let all = all.map(|it| (it.position, describe(it)));
    call.page(state.salt, "replicas", all)
}

/// The active replication of a request.
fn find(state: &State, call: Call<'_>) -> Option<usize> {
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

fn describe(replica: &Replica) -> Value {
    json!({
        "sourceStageArn": replica.source_stage,
        "participantId": replica.participant_id,
        "sourceSessionId": replica.source_session,
        "destinationStageArn": replica.destination_stage,
        "destinationSessionId": replica.destination_session,
        "replicationState": replication_state(replica.active),
    })
}
