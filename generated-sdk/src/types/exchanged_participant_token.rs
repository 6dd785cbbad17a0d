// @generated from #/components/schemas/ExchangedParticipantToken. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Attributes of a participant token before or after a token exchange.
///
/// A connected participant can exchange its token, which is recorded as an
/// [`Event`](crate::types::Event) named `TOKEN_EXCHANGED`. The secret token is not included.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let exchanged_participant_token = types::ExchangedParticipantToken::default()
///     .with_user_id("user-id")
///     .with_capabilities([types::ParticipantTokenCapability::Publish])
///     .with_attributes([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ExchangedParticipantToken {
    /// Capabilities of the token.
    ///
    /// At most 2 elements.
    pub capabilities: Vec<types::ParticipantTokenCapability>,
    /// Application data included in the token, as key-value pairs. Visible to all participants of
    /// the stage.
    pub attributes: BTreeMap<String, String>,
    /// Application-defined user ID of the participant. Visible to all participants of the stage.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// Time from which the token can no longer be used to join.
    pub expiration_time: Option<jiff::Timestamp>,
}

impl ExchangedParticipantToken {
    /// Sets [`capabilities`](Self::capabilities).
    pub fn with_capabilities(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantTokenCapability>,
    ) -> Self {
        self.capabilities = convert::list(value);
        self
    }

    /// Sets [`attributes`](Self::attributes).
    pub fn with_attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.attributes = convert::map(value);
        self
    }

    /// Sets [`user_id`](Self::user_id).
    pub fn with_user_id(mut self, value: impl Into<String>) -> Self {
        self.user_id = Some(value.into());
        self
    }

    /// Sets [`expiration_time`](Self::expiration_time).
    pub fn with_expiration_time(mut self, value: jiff::Timestamp) -> Self {
        self.expiration_time = Some(value);
        self
    }
}

sdk_runtime::structure! {
    ExchangedParticipantToken: decode;
    "capabilities" => capabilities;
    "attributes" => attributes;
    "userId" => user_id;
    "expirationTime" => expiration_time;
}
