// @generated from #/components/schemas/PublicKeySummary. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A public key as [`ListPublicKeys`](crate::operations::ListPublicKeys) shows it.
///
/// [`GetPublicKey`](crate::operations::GetPublicKey) returns the full
/// [`PublicKey`](crate::types::PublicKey).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PublicKeySummary {
    /// The key's identity, to be passed to [`GetPublicKey`](crate::operations::GetPublicKey) and
    /// [`DeletePublicKey`](crate::operations::DeletePublicKey).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: Option<String>,
    /// The name that was given to the key, if any.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The key's tags, as keys and their values; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

sdk_runtime::setters! {
    PublicKeySummary;
    with_arn(value: impl Into<String>) => arn = Some(value.into());
    with_name(value: impl Into<String>) => name = Some(value.into());
    with_tags(value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>)
        => tags = convert::map(value);
}

sdk_runtime::structure! {
    PublicKeySummary: read;
    "arn" => arn;
    "name" => name;
    "tags" => tags;
}
