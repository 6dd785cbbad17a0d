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

sdk_runtime::setters! {
    Participant;
    with_attributes(value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>)
        => attributes = convert::map(value);
    with_first_join_time(value: jiff::Timestamp) => first_join_time = Some(value);
    with_participant_id(value: impl Into<String>) => participant_id = Some(value.into());
    with_published(value: bool) => published = Some(value);
    with_state(value: types::ParticipantState) => state = Some(value);
    with_user_id(value: impl Into<String>) => user_id = Some(value.into());
    with_isp_name(value: impl Into<String>) => isp_name = Some(value.into());
    with_os_name(value: impl Into<String>) => os_name = Some(value.into());
    with_os_version(value: impl Into<String>) => os_version = Some(value.into());
    with_browser_name(value: impl Into<String>) => browser_name = Some(value.into());
    with_browser_version(value: impl Into<String>) => browser_version = Some(value.into());
    with_sdk_version(value: impl Into<String>) => sdk_version = Some(value.into());
    with_recording_s3_bucket_name(value: impl Into<String>)
        => recording_s3_bucket_name = Some(value.into());
    with_recording_s3_prefix(value: impl Into<String>) => recording_s3_prefix = Some(value.into());
    with_recording_state(value: types::ParticipantRecordingState) => recording_state = Some(value);
    with_protocol(value: types::ParticipantProtocol) => protocol = Some(value);
    with_replication_type(value: types::ReplicationType) => replication_type = Some(value);
    with_replication_state(value: types::ReplicationState) => replication_state = Some(value);
    with_source_stage_arn(value: impl Into<String>) => source_stage_arn = Some(value.into());
    with_source_session_id(value: impl Into<String>) => source_session_id = Some(value.into());
    with_redundant_ingest(value: bool) => redundant_ingest = Some(value);
    with_ingest_configuration_arn(value: impl Into<String>)
        => ingest_configuration_arn = Some(value.into());
}

sdk_runtime::structure! {
    Participant: read;
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
