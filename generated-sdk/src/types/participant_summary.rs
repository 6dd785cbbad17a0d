// @generated from #/components/schemas/ParticipantSummary. Do not edit: change the document or an overlay.

use crate::types;

/// A participant as [`ListParticipants`](crate::operations::ListParticipants) shows them.
///
/// [`GetParticipant`](crate::operations::GetParticipant) returns the full
/// [`Participant`](crate::types::Participant), attributes included.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ParticipantSummary {
    /// When the participant came into the session for the first time.
    ///
    /// Leaving and coming back does not move it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "sdk_runtime::codec::timestamp::date_time")]
    pub first_join_time: Option<jiff::Timestamp>,
    /// The participant's ID, to be passed to
    /// [`GetParticipant`](crate::operations::GetParticipant) or
    /// [`ListParticipantEvents`](crate::operations::ListParticipantEvents).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participant_id: Option<String>,
    /// Whether the participant has sent audio or video at any time in the session.
    ///
    /// It stays `true` after they stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<bool>,
    /// Whether the participant is on the stage now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<types::ParticipantState>,
    /// Your own name for the person, from their token; everyone on the stage can read it.
    ///
    /// At most 128 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
}

impl ParticipantSummary {
    /// Sets [`first_join_time`](Self::first_join_time).
    pub fn with_first_join_time(mut self, value: jiff::Timestamp) -> Self {
        self.first_join_time = Some(value);
        self
    }

    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`published`](Self::published).
    pub fn with_published(mut self, value: bool) -> Self {
        self.published = Some(value);
        self
    }

    /// Sets [`state`](Self::state).
    pub fn with_state(mut self, value: types::ParticipantState) -> Self {
        self.state = Some(value);
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }
}
