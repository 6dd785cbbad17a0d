// @generated from #/components/schemas/Participant. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Somebody who has joined a session, with all that is known of them.
///
/// [`GetParticipant`](crate::operations::GetParticipant) returns it. What was put into the
/// token comes back here as `userId` and `attributes`.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Participant {
    /// The attributes from the participant's token; empty when it had none.
    ///
    /// Everyone on the stage can read them.
    #[serde(deserialize_with = "sdk_runtime::codec::map")]
    pub attributes: BTreeMap<String, String>,
    /// When the participant came into the session for the first time.
    ///
    /// Leaving and coming back does not move it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "sdk_runtime::codec::timestamp::date_time")]
    pub first_join_time: Option<jiff::Timestamp>,
    /// The participant's ID, the one that came with their token; AWS assigns it.
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

impl Participant {
    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = convert::map(value);
        self
    }

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
