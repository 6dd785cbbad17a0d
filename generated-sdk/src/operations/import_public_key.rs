// @generated from #/paths/~1ImportPublicKey/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};
use std::collections::BTreeMap;

/// Gives AWS the public half of a key pair with whose private half you sign tokens yourself.
///
/// With it, a server can make participant tokens without a call of
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) for each: AWS checks their
/// signature with the imported key. The ID (`jti`) that you write into such a token is then the
/// participant's ID. The private key never leaves you.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for text that is not a public key
/// in PEM form and for a bad name or tag, [`ConflictException`](crate::ErrorCode::Conflict) when
/// the present state does not allow it,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account has
/// as many keys as it may have, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while AWS still
/// checks the account.
///
/// Made by [`Client::import_public_key`](crate::Client::import_public_key), sent by
/// [`send`](Self::send).
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
/// let output = client.import_public_key(public_key_material).name("token-signer").send().await?;
/// if let Some(public_key) = output.public_key {
///     println!("{:?}", public_key.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct ImportPublicKey {
    client: Client,
    input: ImportPublicKeyInput,
    options: CallOptions,
}

impl ImportPublicKey {
    /// Name of the new key, for people to recognise it by.
    ///
    /// Letters, digits, `-` and `_` are allowed. Left out, the key has no name.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.input.name = Some(value.into());
        self
    }

    /// Tags for the new key, as keys and their values.
    ///
    /// Left out, it has none; [`TagResource`](crate::operations::TagResource) can add some later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }
}

sdk_runtime::pending_call! {
    ImportPublicKey(ImportPublicKeyInput) -> Result<ImportPublicKeyOutput, Error>;
}

/// What [`ImportPublicKey`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ImportPublicKeyInput {
    /// The public key as PEM text, from the line `BEGIN PUBLIC KEY` to the line `END PUBLIC KEY`.
    ///
    /// Pattern in the document, not enforced:
    /// `.*-----BEGIN PUBLIC KEY-----\r?\n([a-zA-Z0-9+/=\r\n]+)\r?\n-----END PUBLIC KEY-----(\r?\n)?.*`.
    pub public_key_material: String,
    /// Set by [`ImportPublicKey::name`].
    pub name: Option<String>,
    /// Set by [`ImportPublicKey::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

impl ImportPublicKeyInput {
    /// One with all that is required, and nothing else.
    pub fn new(public_key_material: impl Into<String>) -> Self {
        Self { public_key_material: public_key_material.into(), name: None, tags: None }
    }
}

sdk_runtime::structure! {
    ImportPublicKeyInput: write;
    required "publicKeyMaterial";
    "publicKeyMaterial" => public_key_material;
    "name" => name;
    "tags" => tags;
}

impl validate::Validate for ImportPublicKeyInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("name", &self.name, &Limits::new().most(128));
        visitor.member(
            "tags",
            &self.tags,
            &Limits::new()
                .most(50)
                .keys(const { &Limits::new().least(1).most(128) })
                .each(const { &Limits::new().most(256) }),
        );
    }
}

/// Output of [`ImportPublicKey`](crate::operations::ImportPublicKey): the key as AWS keeps it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ImportPublicKeyOutput {
    /// The new key with its ARN and fingerprint.
    pub public_key: Option<types::PublicKey>,
}

sdk_runtime::setters! {
    ImportPublicKeyOutput;
    with_public_key(value: types::PublicKey) => public_key = Some(value);
}

sdk_runtime::structure! {
    ImportPublicKeyOutput: read;
    "publicKey" => public_key;
}

impl Operation for ImportPublicKey {
    type Input = ImportPublicKeyInput;
    type Output = ImportPublicKeyOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ImportPublicKey");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ImportPublicKey").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
