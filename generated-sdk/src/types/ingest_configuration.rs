// @generated from #/components/schemas/IngestConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// An ingest configuration, with which a video encoder publishes to a stage by stream key.
///
/// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) creates it,
/// [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration) attaches it to
/// another stage, [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration)
/// deletes it. The encoder streams to an address in
/// [`StageEndpoints`](crate::types::StageEndpoints) of the stage and appears as a participant.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let ingest_configuration = types::IngestConfiguration::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///         types::IngestProtocol::Rtmp,
///         "stream-key",
///         "arn:aws:ivs:us-east-1:123456789012:stage/example",
///         "participant-id",
///         types::IngestConfigurationState::Active,
///     )
///     .with_name("name")
///     .with_user_id("user-id")
///     .with_redundant_ingest(true);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct IngestConfiguration {
    /// Name of the ingest configuration, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// ARN, the identifier in [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration)
    /// and the other operations.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Ingest protocol of the encoder.
    pub ingest_protocol: types::IngestProtocol,
    /// Secret stream key, with which the encoder publishes.
    ///
    /// Any holder can publish on the stage: keep it out of logs.
    ///
    /// Pattern `rt_[0-9]+_[a-z0-9-]+_[a-zA-Z0-9-]+_.+`.
    pub stream_key: sdk_runtime::Secret,
    /// ARN of the attached stage; empty when no stage is attached.
    ///
    /// [`DeleteStage`](crate::operations::DeleteStage) and
    /// [`DisconnectParticipant`](crate::operations::DisconnectParticipant) clear it if the encoder
    /// is publishing at that time.
    ///
    /// At most 128 characters; pattern `^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+$`.
    pub stage_arn: String,
    /// ID of the encoder's participant; assigned by AWS.
    ///
    /// The identifier in [`GetParticipant`](crate::operations::GetParticipant) and
    /// [`DisconnectParticipant`](crate::operations::DisconnectParticipant).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Whether an encoder is publishing.
    pub state: types::IngestConfigurationState,
    /// Application-defined user ID of the encoder's participant. Visible to all participants of the
    /// stage.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// Whether redundant ingest is enabled: the encoder sends the stream over more than one path.
    pub redundant_ingest: Option<bool>,
    /// Stream keys of the redundant paths; set only when
    /// [`redundant_ingest`](crate::types::IngestConfiguration::redundant_ingest) is `true`.
    pub redundant_ingest_credentials: Vec<types::RedundantIngestCredential>,
    /// Attributes of the encoder's participant, as key-value pairs. Visible to all participants of
    /// the stage.
    pub attributes: BTreeMap<String, String>,
    /// The ingest configuration's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl IngestConfiguration {
    /// Creates a value with the required members.
    pub fn new(
        arn: impl Into<String>,
        ingest_protocol: types::IngestProtocol,
        stream_key: impl Into<sdk_runtime::Secret>,
        stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
        state: types::IngestConfigurationState,
    ) -> Self {
        Self {
            arn: arn.into(),
            ingest_protocol,
            stream_key: stream_key.into(),
            stage_arn: stage_arn.into(),
            participant_id: participant_id.into(),
            state,
            ..Self::default()
        }
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }

    /// Sets [`redundant_ingest`](Self::redundant_ingest).
    pub fn with_redundant_ingest(mut self, value: bool) -> Self {
        self.redundant_ingest = Some(value);
        self
    }

    /// Sets [`redundant_ingest_credentials`](Self::redundant_ingest_credentials).
    pub fn with_redundant_ingest_credentials(
        mut self,
        value: impl IntoIterator<Item = types::RedundantIngestCredential>,
    ) -> Self {
        self.redundant_ingest_credentials = convert::list(value);
        self
    }

    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = convert::map(value);
        self
    }

    /// Sets [`tags`](Self::tags).
    pub fn with_tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = convert::map(value);
        self
    }
}

sdk_runtime::structure! {
    IngestConfiguration: decode;
    "name" => name;
    "arn" => arn;
    "ingestProtocol" => ingest_protocol;
    "streamKey" => stream_key;
    "stageArn" => stage_arn;
    "participantId" => participant_id;
    "state" => state;
    "userId" => user_id;
    "redundantIngest" => redundant_ingest;
    "redundantIngestCredentials" => redundant_ingest_credentials;
    "attributes" => attributes;
    "tags" => tags;
}
