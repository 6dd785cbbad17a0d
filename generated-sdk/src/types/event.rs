// @generated from #/components/schemas/Event. Do not edit: change the document or an overlay.

use crate::types;

/// One thing that happened to a participant in a session.
///
/// `name` says what it was. The members that apply depend on it: `remoteParticipantId`
/// comes with subscribing, `errorCode` with failures.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Event {
    /// Why it failed; absent unless `name` tells of an error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_code: Option<types::EventErrorCode>,
    /// When it happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "sdk_runtime::codec::timestamp::date_time")]
    pub event_time: Option<jiff::Timestamp>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<types::EventName>,
    /// ID of the participant whom the event is about and who caused it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant_id: Option<String>,
    /// ID of the publisher whom the participant subscribed to.
    ///
    /// It is absent from events about joining and publishing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_participant_id: Option<String>,
}

impl Event {
    /// Sets [`error_code`](Self::error_code).
    pub fn with_error_code(mut self, value: types::EventErrorCode) -> Self {
        self.error_code = Some(value);
        self
    }

    /// Sets [`event_time`](Self::event_time).
    pub fn with_event_time(mut self, value: jiff::Timestamp) -> Self {
        self.event_time = Some(value);
        self
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: types::EventName) -> Self {
        self.name = Some(value);
        self
    }

    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`remote_participant_id`](Self::remote_participant_id).
    pub fn with_remote_participant_id(mut self, value: impl Into<String>) -> Self {
        self.remote_participant_id = Some(value.into());
        self
    }
}
