// @generated from #/paths/~1ImportPublicKey/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Imports the public key of a key pair with which you sign participant tokens yourself.
///
/// AWS verifies tokens signed with the private key against the imported key, so a server can create
/// tokens without calling [`CreateParticipantToken`](crate::operations::CreateParticipantToken).
/// The `jti` claim of a self-signed token is the participant's ID. The private key is never sent to
/// AWS.
///
/// Returned by [`Client::import_public_key`](crate::Client::import_public_key);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for text that is not a public key in PEM
/// form and for a bad name or tag, [`ConflictException`](crate::ErrorCode::Conflict) when the
/// current state does not allow the import,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account's
/// quota is reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller
/// lacks permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while
/// verification of the account is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let public_key_material = concat!(
///     "-----BEGIN PUBLIC KEY-----\n",
///     "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEgcxq3gBJL2eT2TKh2MhJwWD5Vw2y25FP\n",
///     "CiR3mUpKfJ/GWdMdypEzZ5vMWzya4B9o0k+z8AGtf9PlLtF5jgynHL7d6zMFLNHG\n",
///     "9xLYT4vzFI0dxhX11fpWNr6V4/3F5WD3\n", "-----END PUBLIC KEY-----\n"
/// );
/// let output = client
///     .import_public_key(public_key_material)
///     .name("token-signer")
///     .send()
///     .await?;
/// if let Some(public_key) = output.public_key {
///     println!("{:?}", public_key.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ImportPublicKey {
    client: Client,
    input: ImportPublicKeyInput,
    options: CallOptions,
}

impl ImportPublicKey {
    /// Name of the new key.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. Default: no name.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.input.name = Some(value.into());
        self
    }

    /// Sets or clears [`name`](Self::name).
    pub fn set_name(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.name = value.map(Into::into);
        self
    }

    /// Tags for the new key, as key-value pairs.
    ///
    /// Default: no tags. [`TagResource`](crate::operations::TagResource) adds tags later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(
        mut self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>>,
    ) -> Self {
        self.input.tags = value.map(convert::map);
        self
    }
}

sdk_runtime::request_builder! {
    ImportPublicKey(ImportPublicKeyInput) -> Result<ImportPublicKeyOutput, Error>;
}

/// Input of [`ImportPublicKey`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ImportPublicKeyInput {
    /// Public key in PEM encoding, from the line `BEGIN PUBLIC KEY` to the line `END PUBLIC KEY`.
    ///
    /// Pattern
    /// `.*-----BEGIN PUBLIC KEY-----\r?\n([a-zA-Z0-9+/=\r\n]+)\r?\n-----END PUBLIC KEY-----(\r?\n)?.*`.
    pub public_key_material: String,
    /// Name of the new key.
    ///
    /// Set by [`ImportPublicKey::name`].
    pub name: Option<String>,
    /// Tags for the new key, as key-value pairs.
    ///
    /// Set by [`ImportPublicKey::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

impl ImportPublicKeyInput {
    /// Creates a value with the required members.
    pub fn new(public_key_material: impl Into<String>) -> Self {
        Self { public_key_material: public_key_material.into(), name: None, tags: None }
    }
}

sdk_runtime::structure! {
    ImportPublicKeyInput: encode;
    required "publicKeyMaterial";
    "publicKeyMaterial" => public_key_material;
    "name" => name;
    "tags" => tags;
}

sdk_runtime::limits! {
    ImportPublicKeyInput;
    member "name" => name, max_length(128);
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
}

/// Output of [`ImportPublicKey`](crate::operations::ImportPublicKey): the imported key.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ImportPublicKeyOutput {
    /// The new key with its ARN and fingerprint.
    pub public_key: Option<types::PublicKey>,
}

impl ImportPublicKeyOutput {
    /// Sets [`public_key`](Self::public_key).
    pub fn with_public_key(mut self, value: types::PublicKey) -> Self {
        self.public_key = Some(value);
        self
    }
}

sdk_runtime::structure! {
    ImportPublicKeyOutput: decode;
    "publicKey" => public_key;
}

#[doc(hidden)]
impl Operation for ImportPublicKey {
    type Input = ImportPublicKeyInput;
    type Output = ImportPublicKeyOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ImportPublicKey");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ImportPublicKey").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
