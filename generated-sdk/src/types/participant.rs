// @generated from #/components/schemas/Participant. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Somebody who has joined a session, with all that is known of them.
///
/// It may be a person, an encoder ([`IngestConfiguration`](crate::types::IngestConfiguration)) or a
/// replica from another stage
/// ([`StartParticipantReplication`](crate::operations::StartParticipantReplication)).
/// [`GetParticipant`](crate::operations::GetParticipant) returns it. What was put into the token or
/// the ingest configuration comes back here as `userId` and `attributes`.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Participant {
    /// The attributes from the participant's token or ingest configuration; empty without any.
    ///
    /// For a replica, those given to
    /// [`StartParticipantReplication`](crate::operations::StartParticipantReplication) are added.
    /// Everyone on the stage can read them.
    pub attributes: BTreeMap<String, String>,
    /// When the participant came into the session for the first time.
    ///
    /// Leaving and coming back does not move it.
    pub first_join_time: Option<jiff::Timestamp>,
    /// The participant's ID, the one that came with their token or stream key.
    ///
    /// AWS assigns it, except for a token that you signed, where it is the `jti`.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// Whether the participant has sent audio or video at any time in the session.
    ///
    /// It stays `true` after they stop.
    pub published: Option<bool>,
    /// Whether the participant is on the stage now.
    pub state: Option<types::ParticipantState>,
    /// Your own name for the person, as given for them; everyone on the stage can read it.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// Company through which the participant reaches the internet, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub isp_name: Option<String>,
    /// Operating system of the participant's device, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub os_name: Option<String>,
    /// Version of the system on the participant's device, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub os_version: Option<String>,
    /// Browser that the participant uses, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub browser_name: Option<String>,
    /// Version of the participant's browser, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub browser_version: Option<String>,
    /// Version of the broadcast SDK that the participant uses, if known.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_.,:;\s]*`.
    pub sdk_version: Option<String>,
    /// Name of the bucket to which the participant is recorded; empty without recording.
    ///
    /// At most 63 characters; pattern in the document, not enforced: `[a-z0-9-.]*`.
    pub recording_s3_bucket_name: Option<String>,
    /// What the keys of all files of the recording begin with; empty without recording.
    ///
    /// Where `recordingReconnectWindowSeconds` merges recordings, AWS tries to go on under the same
    /// prefix after a break.
    ///
    /// At most 256 characters; pattern in the document, not enforced: `[a-zA-Z0-9-]*`.
    pub recording_s3_prefix: Option<String>,
    /// How far the recording of the participant is.
    pub recording_state: Option<types::ParticipantRecordingState>,
    /// How the participant's media comes in.
    pub protocol: Option<types::ParticipantProtocol>,
    /// Whether the participant is shown on other stages too, or comes from one.
    ///
    /// `NONE` unless they have a part in replication.
    pub replication_type: Option<types::ReplicationType>,
    /// Whether the replication that the participant has a part in is going on.
    pub replication_state: Option<types::ReplicationState>,
    /// ARN of the stage that the replica comes from; absent unless `replicationType` is `REPLICA`.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: Option<String>,
    /// ID of the session that the replica comes from; absent unless `replicationType` is `REPLICA`.
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub source_session_id: Option<String>,
    /// Whether the participant's stream may come in more than once, so that one path can fail.
    pub redundant_ingest: Option<bool>,
    /// ARN of the ingest configuration with which the participant came; absent without one.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
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
