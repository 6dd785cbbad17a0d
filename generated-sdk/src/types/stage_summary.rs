// @generated from #/components/schemas/StageSummary. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Summary of a stage, as returned by [`ListStages`](crate::operations::ListStages).
///
/// [`GetStage`](crate::operations::GetStage) returns the full [`Stage`](crate::types::Stage).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let stage_summary = types::StageSummary::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///     )
///     .with_active_session_id("active-session-i")
///     .with_name("name")
///     .with_tags([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StageSummary {
    /// ID of the running session; absent while no participant is connected.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub active_session_id: Option<String>,
    /// The stage's ARN, the identifier in [`GetStage`](crate::operations::GetStage) and the other
    /// operations.
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
}

impl StageSummary {
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
}

sdk_runtime::structure! {
    StageSummary: decode;
    "activeSessionId" => active_session_id;
    "arn" => arn;
    "name" => name;
    "tags" => tags;
}
