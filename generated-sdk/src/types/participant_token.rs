// @generated from #/components/schemas/ParticipantToken. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Admission of one person to one stage.
///
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) and
/// [`CreateStage`](crate::operations::CreateStage) return it, and no other operation shows it
/// again. The app that joins needs `token`; keep `participantId` to find the person later, and
/// `expirationTime` to replace the token in time.
/// [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) ends a token before its
/// time.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ParticipantToken {
    /// The attributes that were given for the token; everyone on the stage can read them.
    pub attributes: BTreeMap<String, String>,
    /// What the holder may do on the stage.
    ///
    /// At most 2 elements.
    pub capabilities: Vec<types::ParticipantTokenCapability>,
    /// How long the token was made for, in minutes.
    ///
    /// The moment itself stands in `expirationTime`.
    ///
    /// 1 to 20160.
    pub duration: Option<i64>,
    /// The moment from which the token no longer lets anyone join.
    ///
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) makes a replacement.
    pub expiration_time: Option<jiff::Timestamp>,
    /// The ID that the holder will have as a participant; AWS assigns it.
    ///
    /// [`GetParticipant`](crate::operations::GetParticipant),
    /// [`ListParticipantEvents`](crate::operations::ListParticipantEvents) and
    /// [`DisconnectParticipant`](crate::operations::DisconnectParticipant) take it.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// The secret itself, encrypted text for the broadcast SDK to join with.
    ///
    /// Whoever has it can join, so keep it out of logs and send it only to its holder. Its format
    /// may change; do not parse it.
    pub token: Option<sdk_runtime::Secret>,
    /// Your own name for the person, as it was given; everyone on the stage can read it.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
}

impl ParticipantToken {
    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = convert::map(value);
        self
    }

    /// Sets [`capabilities`](Self::capabilities).
    pub fn with_capabilities(
        mut self,
        value: impl Into<Vec<types::ParticipantTokenCapability>>,
    ) -> Self {
        self.capabilities = value.into();
        self
    }

    /// Sets [`duration`](Self::duration).
    pub fn with_duration(mut self, value: i64) -> Self {
        self.duration = Some(value);
        self
    }

    /// Sets [`expiration_time`](Self::expiration_time).
    pub fn with_expiration_time(mut self, value: jiff::Timestamp) -> Self {
        self.expiration_time = Some(value);
        self
    }

    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`token`](Self::token).
    pub fn with_token(mut self, value: impl Into<sdk_runtime::Secret>) -> Self {
        self.token = Some(value.into());
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ParticipantToken: decode;
    "attributes" => attributes;
    "capabilities" => capabilities;
    "duration" => duration;
    "expirationTime" => expiration_time;
    "participantId" => participant_id;
    "token" => token;
    "userId" => user_id;
}
