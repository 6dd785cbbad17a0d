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

sdk_runtime::setters! {
    ExchangedParticipantToken;
    with_capabilities(value: impl Into<Vec<types::ParticipantTokenCapability>>)
        => capabilities = value.into();
    with_attributes(value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>)
        => attributes = convert::map(value);
    with_user_id(value: impl Into<String>) => user_id = Some(value.into());
    with_expiration_time(value: jiff::Timestamp) => expiration_time = Some(value);
}

sdk_runtime::structure! {
    ExchangedParticipantToken: read;
    "capabilities" => capabilities;
    "attributes" => attributes;
    "userId" => user_id;
    "expirationTime" => expiration_time;
}
