// @generated from #/components/schemas/ParticipantReplica. Do not edit: change the document or an overlay.

use crate::types;

/// A replica of a participant on another stage.
///
/// [`StartParticipantReplication`](crate::operations::StartParticipantReplication) creates it;
/// [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas) lists the replicas of a
/// participant.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantReplica {
    /// ARN of the source stage, on which the participant publishes.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ID of the replicated participant.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken); for a
    /// self-signed token, its `jti` claim.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// ID of the session of the participant on the source stage.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub source_session_id: String,
    /// ARN of the destination stage, on which the replica appears.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: String,
    /// ID of the session of the replica on the destination stage.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub destination_session_id: String,
    /// State of the replication.
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
