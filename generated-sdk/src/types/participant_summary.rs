// @generated from #/components/schemas/ParticipantSummary. Do not edit: change the document or an overlay.

use crate::types;

/// Summary of a participant, as returned by
/// [`ListParticipants`](crate::operations::ListParticipants).
///
/// [`GetParticipant`](crate::operations::GetParticipant) returns the full
/// [`Participant`](crate::types::Participant), including attributes.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let participant_summary = types::ParticipantSummary::default()
///     .with_participant_id("participant-id")
///     .with_state(types::ParticipantState::Connected)
///     .with_user_id("user-id");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantSummary {
    /// Time at which the participant first joined the session.
    ///
    /// It does not change when the participant reconnects.
    pub first_join_time: Option<jiff::Timestamp>,
    /// ID of the participant, the identifier in
    /// [`GetParticipant`](crate::operations::GetParticipant) and
    /// [`ListParticipantEvents`](crate::operations::ListParticipantEvents).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// Whether the participant has published in the session.
    ///
    /// It stays `true` after publishing has stopped.
    pub published: Option<bool>,
    /// Whether the participant is connected.
    pub state: Option<types::ParticipantState>,
    /// Application-defined user ID of the participant. Visible to all participants of the stage.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// State of the participant's recording.
    pub recording_state: Option<types::ParticipantRecordingState>,
    /// Role of the participant in replication.
    ///
    /// `NONE` without replication.
    pub replication_type: Option<types::ReplicationType>,
    /// State of the replication in which the participant takes part.
    pub replication_state: Option<types::ReplicationState>,
    /// ARN of the source stage of a replica; absent unless
    /// [`replication_type`](crate::types::ParticipantSummary::replication_type) is `REPLICA`.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: Option<String>,
    /// ID of the source session of a replica; absent unless
    /// [`replication_type`](crate::types::ParticipantSummary::replication_type) is `REPLICA`.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub source_session_id: Option<String>,
    /// Whether redundant ingest is enabled: the stream is sent over more than one path.
    pub redundant_ingest: Option<bool>,
    /// ARN of the ingest configuration of the participant; absent for other participants.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub ingest_configuration_arn: Option<String>,
}

impl ParticipantSummary {
    /// Sets [`first_join_time`](Self::first_join_time).
    pub fn with_first_join_time(mut self, value: jiff::Timestamp) -> Self {
        self.first_join_time = Some(value);
        self
    }

    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`published`](Self::published).
    pub fn with_published(mut self, value: bool) -> Self {
        self.published = Some(value);
        self
    }

    /// Sets [`state`](Self::state).
    pub fn with_state(mut self, value: types::ParticipantState) -> Self {
        self.state = Some(value);
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }

    /// Sets [`recording_state`](Self::recording_state).
    pub fn with_recording_state(mut self, value: types::ParticipantRecordingState) -> Self {
        self.recording_state = Some(value);
        self
    }

    /// Sets [`replication_type`](Self::replication_type).
    pub fn with_replication_type(mut self, value: types::ReplicationType) -> Self {
        self.replication_type = Some(value);
        self
    }

    /// Sets [`replication_state`](Self::replication_state).
    pub fn with_replication_state(mut self, value: types::ReplicationState) -> Self {
        self.replication_state = Some(value);
        self
    }

    /// Sets [`source_stage_arn`](Self::source_stage_arn).
    pub fn with_source_stage_arn(mut self, value: impl Into<String>) -> Self {
        self.source_stage_arn = Some(value.into());
        self
    }

    /// Sets [`source_session_id`](Self::source_session_id).
    pub fn with_source_session_id(mut self, value: impl Into<String>) -> Self {
        self.source_session_id = Some(value.into());
        self
    }

    /// Sets [`redundant_ingest`](Self::redundant_ingest).
    pub fn with_redundant_ingest(mut self, value: bool) -> Self {
        self.redundant_ingest = Some(value);
        self
    }

    /// Sets [`ingest_configuration_arn`](Self::ingest_configuration_arn).
    pub fn with_ingest_configuration_arn(mut self, value: impl Into<String>) -> Self {
        self.ingest_configuration_arn = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ParticipantSummary: decode;
    "firstJoinTime" => first_join_time;
    "participantId" => participant_id;
    "published" => published;
    "state" => state;
    "userId" => user_id;
    "recordingState" => recording_state;
    "replicationType" => replication_type;
    "replicationState" => replication_state;
    "sourceStageArn" => source_stage_arn;
    "sourceSessionId" => source_session_id;
    "redundantIngest" => redundant_ingest;
    "ingestConfigurationArn" => ingest_configuration_arn;
}
