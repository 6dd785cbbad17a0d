// @generated from #/components/schemas/IngestConfigurationSummary. Do not edit: change the document or an overlay.

use crate::types;

/// An ingest configuration as
/// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations) shows it, without its
/// keys.
///
/// [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) returns the full
/// [`IngestConfiguration`](crate::types::IngestConfiguration).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct IngestConfigurationSummary {
    /// The name that was given to the ingest configuration, if any.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The identity, to be passed to
    /// [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) and the other
    /// operations.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Protocol that the encoder speaks.
    pub ingest_protocol: types::IngestProtocol,
    /// ARN of the stage to publish to; empty while none is attached.
    ///
    /// At most 128 characters; pattern in the document, not enforced:
    /// `^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+$`.
    pub stage_arn: String,
    /// ID under which the encoder appears on the stage; AWS assigns it.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Whether an encoder is publishing at the moment.
    pub state: types::IngestConfigurationState,
    /// Your own name for the participant; everyone on the stage can read it.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// Whether the stream may come in more than once, so that one path can fail.
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
