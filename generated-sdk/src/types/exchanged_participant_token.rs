// @generated from #/components/schemas/ExchangedParticipantToken. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// What a token allowed and carried, before or after it was exchanged for another.
///
/// A participant who is on the stage can get a changed token, which an
/// [`Event`](crate::types::Event) named `TOKEN_EXCHANGED` records. The secret is not in here.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ExchangedParticipantToken {
    /// What the holder may do on the stage.
    ///
    /// At most 2 elements.
    pub capabilities: Vec<types::ParticipantTokenCapability>,
    /// The attributes of the token; everyone on the stage can read them.
    pub attributes: BTreeMap<String, String>,
    /// Your own name for the person; everyone on the stage can read it.
    ///
    /// At most 128 characters.
    pub user_id: Option<String>,
    /// The moment from which the token no longer lets anyone join.
    pub expiration_time: Option<jiff::Timestamp>,
}

impl ExchangedParticipantToken {
    /// Sets [`capabilities`](Self::capabilities).
    pub fn with_capabilities(
        mut self,
        value: impl Into<Vec<types::ParticipantTokenCapability>>,
    ) -> Self {
        self.capabilities = value.into();
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
