// @generated from #/paths/~1GetPublicKey/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one public key, its PEM text and fingerprint included.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when no key has this
/// ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission.
///
/// Made by [`Client::get_public_key`](crate::Client::get_public_key), sent by [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:public-key/opqrOPQRstuv";
/// let output = client.get_public_key(arn).send().await?;
/// if let Some(public_key) = output.public_key {
///     println!("{:?}", public_key.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct GetPublicKey {
    client: Client,
    input: GetPublicKeyInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetPublicKey(GetPublicKeyInput) -> Result<GetPublicKeyOutput, Error>;
}

/// What [`GetPublicKey`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetPublicKeyInput {
    /// ARN of the key, from [`ImportPublicKey`](crate::operations::ImportPublicKey) or
    /// [`ListPublicKeys`](crate::operations::ListPublicKeys).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetPublicKeyInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetPublicKeyInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetPublicKeyInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetPublicKey`](crate::operations::GetPublicKey): the key asked for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetPublicKeyOutput {
    /// The public key.
    pub public_key: Option<types::PublicKey>,
}

sdk_runtime::setters! {
    GetPublicKeyOutput;
    with_public_key(value: types::PublicKey) => public_key = Some(value);
}

sdk_runtime::structure! {
    GetPublicKeyOutput: read;
    "publicKey" => public_key;
}

impl Operation for GetPublicKey {
    type Input = GetPublicKeyInput;
    type Output = GetPublicKeyOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetPublicKey").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetPublicKey").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
