// @generated from #/components/schemas/Participant. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A participant in a stage session.
///
/// A participant is a user, an encoder ([`IngestConfiguration`](crate::types::IngestConfiguration))
/// or a replica of a participant of another stage
/// ([`StartParticipantReplication`](crate::operations::StartParticipantReplication)). Returned by
/// [`GetParticipant`](crate::operations::GetParticipant).
/// [`user_id`](crate::types::Participant::user_id) and
/// [`attributes`](crate::types::Participant::attributes) are those of the token or the ingest
/// configuration.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let participant = types::Participant::default()
///     .with_participant_id("participant-id")
///     .with_state(types::ParticipantState::Connected)
///     .with_user_id("user-id");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Participant {
    /// Attributes of the participant's token or ingest configuration; empty when there are none.
    ///
    /// A replica also has the attributes given to
    /// [`StartParticipantReplication`](crate::operations::StartParticipantReplication). Visible to
    /// all participants of the stage.
    pub attributes: BTreeMap<String, String>,
    /// Time at which the participant first joined the session.
    ///
    /// It does not change when the participant reconnects.
    pub first_join_time: Option<jiff::Timestamp>,
    /// ID of the participant, as returned with the token or the stream key.
    ///
    /// Assigned by AWS; for a self-signed token, its `jti` claim.
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
    /// Internet service provider of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub isp_name: Option<String>,
    /// Operating system of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub os_name: Option<String>,
    /// Operating system version of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub os_version: Option<String>,
    /// Browser of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub browser_name: Option<String>,
    /// Browser version of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub browser_version: Option<String>,
    /// Broadcast SDK version of the participant, if known.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_.,:;\s]*`.
    pub sdk_version: Option<String>,
    /// Name of the S3 bucket that stores the participant's recording; empty without recording.
    ///
    /// At most 63 characters; pattern `[a-z0-9-.]*`.
    pub recording_s3_bucket_name: Option<String>,
    /// Key prefix of the files of the recording; empty without recording.
    ///
    /// Where
    /// [`recording_reconnect_window_seconds`](crate::types::AutoParticipantRecordingConfiguration::recording_reconnect_window_seconds)
    /// merges recordings, AWS tries to use the same prefix after an interruption.
    ///
    /// At most 256 characters; pattern `[a-zA-Z0-9-]*`.
    pub recording_s3_prefix: Option<String>,
    /// State of the participant's recording.
    pub recording_state: Option<types::ParticipantRecordingState>,
    /// Ingest protocol of the participant.
    pub protocol: Option<types::ParticipantProtocol>,
    /// Role of the participant in replication.
    ///
    /// `NONE` without replication.
    pub replication_type: Option<types::ReplicationType>,
    /// State of the replication in which the participant takes part.
    pub replication_state: Option<types::ReplicationState>,
    /// ARN of the source stage of a replica; absent unless
    /// [`replication_type`](crate::types::Participant::replication_type) is `REPLICA`.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: Option<String>,
    /// ID of the source session of a replica; absent unless
    /// [`replication_type`](crate::types::Participant::replication_type) is `REPLICA`.
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

impl Participant {
    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = convert::map(value);
        self
    }

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

    /// Sets [`isp_name`](Self::isp_name).
    pub fn with_isp_name(mut self, value: impl Into<String>) -> Self {
        self.isp_name = Some(value.into());
        self
    }

    /// Sets [`os_name`](Self::os_name).
    pub fn with_os_name(mut self, value: impl Into<String>) -> Self {
        self.os_name = Some(value.into());
        self
    }

    /// Sets [`os_version`](Self::os_version).
    pub fn with_os_version(mut self, value: impl Into<String>) -> Self {
        self.os_version = Some(value.into());
        self
    }

    /// Sets [`browser_name`](Self::browser_name).
    pub fn with_browser_name(mut self, value: impl Into<String>) -> Self {
        self.browser_name = Some(value.into());
        self
    }

    /// Sets [`browser_version`](Self::browser_version).
    pub fn with_browser_version(mut self, value: impl Into<String>) -> Self {
        self.browser_version = Some(value.into());
        self
    }

    /// Sets [`sdk_version`](Self::sdk_version).
    pub fn with_sdk_version(mut self, value: impl Into<String>) -> Self {
        self.sdk_version = Some(value.into());
        self
    }

    /// Sets [`recording_s3_bucket_name`](Self::recording_s3_bucket_name).
    pub fn with_recording_s3_bucket_name(mut self, value: impl Into<String>) -> Self {
        self.recording_s3_bucket_name = Some(value.into());
        self
    }

    /// Sets [`recording_s3_prefix`](Self::recording_s3_prefix).
    pub fn with_recording_s3_prefix(mut self, value: impl Into<String>) -> Self {
        self.recording_s3_prefix = Some(value.into());
        self
    }

    /// Sets [`recording_state`](Self::recording_state).
    pub fn with_recording_state(mut self, value: types::ParticipantRecordingState) -> Self {
        self.recording_state = Some(value);
        self
    }

    /// Sets [`protocol`](Self::protocol).
    pub fn with_protocol(mut self, value: types::ParticipantProtocol) -> Self {
        self.protocol = Some(value);
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
    Participant: decode;
    "attributes" => attributes;
    "firstJoinTime" => first_join_time;
    "participantId" => participant_id;
    "published" => published;
    "state" => state;
    "userId" => user_id;
    "ispName" => isp_name;
    "osName" => os_name;
    "osVersion" => os_version;
    "browserName" => browser_name;
    "browserVersion" => browser_version;
    "sdkVersion" => sdk_version;
    "recordingS3BucketName" => recording_s3_bucket_name;
    "recordingS3Prefix" => recording_s3_prefix;
    "recordingState" => recording_state;
    "protocol" => protocol;
    "replicationType" => replication_type;
    "replicationState" => replication_state;
    "sourceStageArn" => source_stage_arn;
    "sourceSessionId" => source_session_id;
    "redundantIngest" => redundant_ingest;
    "ingestConfigurationArn" => ingest_configuration_arn;
}
