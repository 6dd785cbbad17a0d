// @generated from #/components/schemas/StageSession. Do not edit: change the document or an overlay.

/// A session of a stage, from the first participant's joining to the last participant's leaving.
///
/// Each session has its own participants
/// ([`ListParticipants`](crate::operations::ListParticipants)) and events
/// ([`ListParticipantEvents`](crate::operations::ListParticipantEvents)).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let stage_session = types::StageSession::default()
///     .with_session_id("session-idsessio")
///     .with_end_time("2026-01-31T12:00:00Z".parse()?)
///     .with_start_time("2026-01-31T12:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StageSession {
    /// End of the session; absent while it is running.
    pub end_time: Option<jiff::Timestamp>,
    /// ID of the session, unique within its stage. It starts with `st-`.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub session_id: Option<String>,
    /// Start of the session, when the first participant joined.
    pub start_time: Option<jiff::Timestamp>,
}

impl StageSession {
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
    StageSession: decode;
    "endTime" => end_time;
    "sessionId" => session_id;
    "startTime" => start_time;
}
