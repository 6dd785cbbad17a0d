// @generated from #/components/schemas/ParticipantReplica. Do not edit: change the document or an overlay.

use crate::types;

/// The appearance of one participant on one further stage.
///
/// [`StartParticipantReplication`](crate::operations::StartParticipantReplication) makes it;
/// [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas) lists those of a
/// participant.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ParticipantReplica {
    /// ARN of the stage on which the participant publishes in person.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ID of the participant who is replicated.
    ///
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) returned it; for a
    /// token that you signed it is the `jti`.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// ID of the session in which the participant takes part in person.
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub source_session_id: String,
    /// ARN of the further stage, on which the replica appears.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: String,
    /// ID of the session on the further stage in which the replica takes part.
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub destination_session_id: String,
    /// Whether the replica is still fed.
    pub replication_state: types::ReplicationState,
}

impl ParticipantReplica {
    /// Creates a value with the required members.
    pub fn new(
        source_stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
        source_session_id: impl Into<String>,
        destination_stage_arn: impl Into<String>,
        destination_session_id: impl Into<String>,
        replication_state: types::ReplicationState,
    ) -> Self {
        Self {
            source_stage_arn: source_stage_arn.into(),
            participant_id: participant_id.into(),
            source_session_id: source_session_id.into(),
            destination_stage_arn: destination_stage_arn.into(),
            destination_session_id: destination_session_id.into(),
            replication_state,
        }
    }
}

sdk_runtime::structure! {
    ParticipantReplica: decode;
    "sourceStageArn" => source_stage_arn;
    "participantId" => participant_id;
    "sourceSessionId" => source_session_id;
    "destinationStageArn" => destination_stage_arn;
    "destinationSessionId" => destination_session_id;
    "replicationState" => replication_state;
}
