// @generated from #/components/schemas/StageSessionSummary. Do not edit: change the document or an overlay.

/// A session as [`ListStageSessions`](crate::operations::ListStageSessions) shows it.
///
/// [`GetStageSession`](crate::operations::GetStageSession) returns one
/// [`StageSession`](crate::types::StageSession) by its ID.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StageSessionSummary {
    /// When everyone had left and the session closed; absent while it is running.
    pub end_time: Option<jiff::Timestamp>,
    /// The session's ID, to be passed to [`GetStageSession`](crate::operations::GetStageSession)
    /// and [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub session_id: Option<String>,
    /// When the first participant arrived and the session opened.
    pub start_time: Option<jiff::Timestamp>,
}

sdk_runtime::setters! {
    StageSessionSummary;
    with_end_time(value: jiff::Timestamp) => end_time = Some(value);
    with_session_id(value: impl Into<String>) => session_id = Some(value.into());
    with_start_time(value: jiff::Timestamp) => start_time = Some(value);
}

sdk_runtime::structure! {
    StageSessionSummary: read;
    "endTime" => end_time;
    "sessionId" => session_id;
    "startTime" => start_time;
}
