// @generated from #/components/schemas/RedundantIngestCredential. Do not edit: change the document or an overlay.

/// Stream key of one path of a redundant ingest configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct RedundantIngestCredential {
    /// ID of the participant of this stream.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// Secret stream key of this stream.
    ///
    /// Any holder can publish on the stage: keep it out of logs.
    ///
    /// Pattern `rt_[0-9]+_[a-z0-9-]+_[a-zA-Z0-9-]+_.+`.
    pub stream_key: Option<sdk_runtime::Secret>,
}

impl RedundantIngestCredential {
    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`stream_key`](Self::stream_key).
    pub fn with_stream_key(mut self, value: impl Into<sdk_runtime::Secret>) -> Self {
        self.stream_key = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    RedundantIngestCredential: decode;
    "participantId" => participant_id;
    "streamKey" => stream_key;
}
