// @generated from #/components/schemas/StageSessionSummary. Do not edit: change the document or an overlay.

/// Summary of a session, as returned by
/// [`ListStageSessions`](crate::operations::ListStageSessions).
///
/// [`GetStageSession`](crate::operations::GetStageSession) returns one
/// [`StageSession`](crate::types::StageSession) by its ID.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let stage_session_summary = types::StageSessionSummary::default()
///     .with_session_id("session-idsessio")
///     .with_end_time("2026-01-31T12:00:00Z".parse()?)
///     .with_start_time("2026-01-31T12:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StageSessionSummary {
    /// End of the session; absent while it is running.
    pub end_time: Option<jiff::Timestamp>,
    /// ID of the session, the identifier in [`GetStageSession`](crate::operations::GetStageSession)
    /// and [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub session_id: Option<String>,
    /// Start of the session, when the first participant joined.
    pub start_time: Option<jiff::Timestamp>,
}

impl StageSessionSummary {
    /// Sets [`end_time`](Self::end_time).
    pub fn with_end_time(mut self, value: jiff::Timestamp) -> Self {
        self.end_time = Some(value);
        self
    }

    /// Sets [`session_id`](Self::session_id).
    pub fn with_session_id(mut self, value: impl Into<String>) -> Self {
        self.session_id = Some(value.into());
        self
    }

    /// Sets [`start_time`](Self::start_time).
    pub fn with_start_time(mut self, value: jiff::Timestamp) -> Self {
        self.start_time = Some(value);
        self
    }
}

sdk_runtime::structure! {
    StageSessionSummary: decode;
    "endTime" => end_time;
    "sessionId" => session_id;
    "startTime" => start_time;
}
