// @generated from #/components/schemas/ParticipantToken. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A participant token, with which one participant can join one stage.
///
/// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken) and
/// [`CreateStage`](crate::operations::CreateStage) only. The client app joins with
/// [`token`](crate::types::ParticipantToken::token).
/// [`participant_id`](crate::types::ParticipantToken::participant_id) identifies the participant
/// later; [`expiration_time`](crate::types::ParticipantToken::expiration_time) shows when to
/// replace the token. [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) revokes a
/// token before it expires.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let participant_token = types::ParticipantToken::default()
///     .with_duration(1)
///     .with_participant_id("participant-id")
///     .with_user_id("user-id");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantToken {
    /// Application data included in the token, as key-value pairs. Visible to all participants of
    /// the stage.
    pub attributes: BTreeMap<String, String>,
    /// Capabilities of the token.
    ///
    /// At most 2 elements.
    pub capabilities: Vec<types::ParticipantTokenCapability>,
    /// Validity of the token, in minutes.
    ///
    /// [`expiration_time`](crate::types::ParticipantToken::expiration_time) is the resulting time.
    ///
    /// 1 to 20160.
    pub duration: Option<i64>,
    /// Time from which the token can no longer be used to join.
    ///
    /// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) creates a replacement.
    pub expiration_time: Option<jiff::Timestamp>,
    /// ID of the participant who joins with the token; assigned by AWS.
    ///
    /// The identifier in [`GetParticipant`](crate::operations::GetParticipant),
    /// [`ListParticipantEvents`](crate::operations::ListParticipantEvents) and
    /// [`DisconnectParticipant`](crate::operations::DisconnectParticipant).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// The secret token, an encrypted string with which the broadcast SDK joins the stage.
    ///
    /// Any holder can join: keep it out of logs and send it to its participant only. Its format can
    /// change; do not parse it.
    pub token: Option<sdk_runtime::Secret>,
    /// Application-defined user ID of the participant. Visible to all participants of the stage.
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
        value: impl IntoIterator<Item = types::ParticipantTokenCapability>,
    ) -> Self {
        self.capabilities = convert::list(value);
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
