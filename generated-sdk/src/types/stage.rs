// @generated from #/components/schemas/Stage. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A room in which participants share audio and video live.
///
/// It lasts from [`CreateStage`](crate::operations::CreateStage) to
/// [`DeleteStage`](crate::operations::DeleteStage), empty or not.
/// [`GetStage`](crate::operations::GetStage) returns it;
/// [`ListStages`](crate::operations::ListStages) shows each stage as a
/// [`StageSummary`](crate::types::StageSummary).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Stage {
    /// ID of the session that is running; absent while nobody is on the stage.
    ///
    /// [`GetStageSession`](crate::operations::GetStageSession) and
    /// [`ListParticipants`](crate::operations::ListParticipants) take it as `sessionId`.
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub active_session_id: Option<String>,
    /// The stage's identity: `arn:aws:ivs:REGION:ACCOUNT:stage/ID`.
    ///
    /// It never changes, and other operations take it as `arn`, `stageArn` or `resourceArn`.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// The name that was given to the stage, if any; it need not be unique.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The stage's tags, as keys and their values; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
    /// Whether and how everyone who publishes on the stage is recorded.
    pub auto_participant_recording_configuration:
        Option<types::AutoParticipantRecordingConfiguration>,
    /// The addresses of the stage for encoders and other programs than the broadcast SDK.
    pub endpoints: Option<types::StageEndpoints>,
}

impl Stage {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), ..Self::default() }
    }

    /// Sets [`active_session_id`](Self::active_session_id).
    pub fn with_active_session_id(mut self, value: impl Into<String>) -> Self {
        self.active_session_id = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
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

    /// Sets [`auto_participant_recording_configuration`](Self::auto_participant_recording_configuration).
    pub fn with_auto_participant_recording_configuration(
        mut self,
        value: types::AutoParticipantRecordingConfiguration,
    ) -> Self {
        self.auto_participant_recording_configuration = Some(value);
        self
    }

    /// Sets [`endpoints`](Self::endpoints).
    pub fn with_endpoints(mut self, value: types::StageEndpoints) -> Self {
        self.endpoints = Some(value);
        self
    }
}

sdk_runtime::structure! {
    Stage: decode;
    "activeSessionId" => active_session_id;
    "arn" => arn;
    "name" => name;
    "tags" => tags;
    "autoParticipantRecordingConfiguration" => auto_participant_recording_configuration;
    "endpoints" => endpoints;
}
