// @generated from #/components/schemas/PublicKey. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// The public key of a key pair with which you sign participant tokens yourself.
///
/// [`ImportPublicKey`](crate::operations::ImportPublicKey) creates it,
/// [`GetPublicKey`](crate::operations::GetPublicKey) returns it,
/// [`DeletePublicKey`](crate::operations::DeletePublicKey) deletes it.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let public_key = types::PublicKey::default()
///     .with_arn("arn:aws:ivs:us-east-1:123456789012:resource/example")
///     .with_name("name")
///     .with_public_key_material("public-key-material");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct PublicKey {
    /// ARN of the key, the identifier in [`GetPublicKey`](crate::operations::GetPublicKey) and
    /// [`DeletePublicKey`](crate::operations::DeletePublicKey).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: Option<String>,
    /// Name of the key, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// Public key in PEM encoding.
    ///
    /// Pattern
    /// `.*-----BEGIN PUBLIC KEY-----\r?\n([a-zA-Z0-9+/=\r\n]+)\r?\n-----END PUBLIC KEY-----(\r?\n)?.*`.
    pub public_key_material: Option<String>,
    /// Fingerprint of the key, a short string that identifies it.
    pub fingerprint: Option<String>,
    /// Tags of the key, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl PublicKey {
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

    /// Sets [`public_key_material`](Self::public_key_material).
    pub fn with_public_key_material(mut self, value: impl Into<String>) -> Self {
        self.public_key_material = Some(value.into());
        self
    }

    /// Sets [`fingerprint`](Self::fingerprint).
    pub fn with_fingerprint(mut self, value: impl Into<String>) -> Self {
        self.fingerprint = Some(value.into());
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
    PublicKey: decode;
    "arn" => arn;
    "name" => name;
    "publicKeyMaterial" => public_key_material;
    "fingerprint" => fingerprint;
    "tags" => tags;
}
