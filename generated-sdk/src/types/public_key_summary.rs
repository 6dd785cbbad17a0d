// @generated from #/components/schemas/PublicKeySummary. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A public key as [`ListPublicKeys`](crate::operations::ListPublicKeys) shows it.
///
/// [`GetPublicKey`](crate::operations::GetPublicKey) returns the full
/// [`PublicKey`](crate::types::PublicKey).
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct PublicKeySummary {
    /// The key's identity, to be passed to [`GetPublicKey`](crate::operations::GetPublicKey) and
    /// [`DeletePublicKey`](crate::operations::DeletePublicKey).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arn: Option<String>,
    /// The name that was given to the key, if any.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The key's tags, as keys and their values; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    #[serde(deserialize_with = "sdk_runtime::codec::map")]
    pub tags: BTreeMap<String, String>,
}

sdk_runtime::setters! {
    PublicKeySummary;
    with_arn(value: impl Into<String>) => arn = Some(value.into());
    with_name(value: impl Into<String>) => name = Some(value.into());
    with_tags(value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>)
        => tags = convert::map(value);
}
