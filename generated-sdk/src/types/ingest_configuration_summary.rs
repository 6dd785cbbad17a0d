// @generated from #/components/schemas/IngestConfigurationSummary. Do not edit: change the document or an overlay.

use crate::types;

/// Summary of an ingest configuration, as returned by
/// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations), without stream keys.
///
/// [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) returns the full
/// [`IngestConfiguration`](crate::types::IngestConfiguration).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let ingest_configuration_summary = types::IngestConfigurationSummary::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///         types::IngestProtocol::Rtmp,
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
pub struct IngestConfigurationSummary {
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
    /// ARN of the attached stage; empty when no stage is attached.
    ///
    /// At most 128 characters; pattern `^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+$`.
    pub stage_arn: String,
    /// ID of the encoder's participant; assigned by AWS.
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
}

impl IngestConfigurationSummary {
    /// Creates a value with the required members.
    pub fn new(
        arn: impl Into<String>,
        ingest_protocol: types::IngestProtocol,
        stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
        state: types::IngestConfigurationState,
    ) -> Self {
        Self {
            arn: arn.into(),
            ingest_protocol,
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
}

sdk_runtime::structure! {
    IngestConfigurationSummary: decode;
    "name" => name;
    "arn" => arn;
    "ingestProtocol" => ingest_protocol;
    "stageArn" => stage_arn;
    "participantId" => participant_id;
    "state" => state;
    "userId" => user_id;
    "redundantIngest" => redundant_ingest;
}
