// @generated from #/components/schemas/PublicKeySummary. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Summary of a public key, as returned by [`ListPublicKeys`](crate::operations::ListPublicKeys).
///
/// [`GetPublicKey`](crate::operations::GetPublicKey) returns the full
/// [`PublicKey`](crate::types::PublicKey).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let public_key_summary = types::PublicKeySummary::default()
///     .with_arn("arn:aws:ivs:us-east-1:123456789012:resource/example")
///     .with_name("name")
///     .with_tags([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct PublicKeySummary {
    /// ARN of the key, the identifier in [`GetPublicKey`](crate::operations::GetPublicKey) and
    /// [`DeletePublicKey`](crate::operations::DeletePublicKey).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: Option<String>,
    /// Name of the key, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// Tags of the key, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl PublicKeySummary {
    /// Sets [`arn`](Self::arn).
    pub fn with_arn(mut self, value: impl Into<String>) -> Self {
        self.arn = Some(value.into());
        self
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`tags`](Self::tags).
    pub fn with_tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = convert::map(value);
        self
    }
}

sdk_runtime::structure! {
    PublicKeySummary: decode;
    "arn" => arn;
    "name" => name;
    "tags" => tags;
}
