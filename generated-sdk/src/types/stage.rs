// @generated from #/components/schemas/Stage. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A stage: a virtual space in which participants share audio and video in real time.
///
/// [`CreateStage`](crate::operations::CreateStage) creates it;
/// [`DeleteStage`](crate::operations::DeleteStage) deletes it.
/// [`GetStage`](crate::operations::GetStage) returns it;
/// [`ListStages`](crate::operations::ListStages) returns each stage as a
/// [`StageSummary`](crate::types::StageSummary).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let stage = types::Stage::new("arn:aws:ivs:us-east-1:123456789012:resource/example")
///     .with_active_session_id("active-session-i")
///     .with_name("name")
///     .with_tags([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Stage {
    /// ID of the running session; absent while no participant is connected.
    ///
    /// It is the `session_id` of [`GetStageSession`](crate::operations::GetStageSession) and
    /// [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub active_session_id: Option<String>,
    /// ARN of the stage: `arn:aws:ivs:REGION:ACCOUNT:stage/ID`.
    ///
    /// It never changes. Other operations take it as `arn`, `stage_arn` or `resource_arn`.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Name of the stage, if set; it need not be unique.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The stage's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
    /// Settings for the individual recording of each publisher.
    pub auto_participant_recording_configuration:
        Option<types::AutoParticipantRecordingConfiguration>,
    /// Endpoints of the stage for encoders and clients other than the broadcast SDK.
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
