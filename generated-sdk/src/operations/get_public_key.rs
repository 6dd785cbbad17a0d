// @generated from #/paths/~1GetPublicKey/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns a public key, including its PEM encoding and its fingerprint.
///
/// Returned by [`Client::get_public_key`](crate::Client::get_public_key); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the key does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission.
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetPublicKey {
    client: Client,
    input: GetPublicKeyInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetPublicKey(GetPublicKeyInput) -> Result<GetPublicKeyOutput, Error>;
}

/// Input of [`GetPublicKey`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetPublicKeyInput {
    /// ARN of the key, from [`ImportPublicKey`](crate::operations::ImportPublicKey) or
    /// [`ListPublicKeys`](crate::operations::ListPublicKeys).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetPublicKeyInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetPublicKeyInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetPublicKeyInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetPublicKey`](crate::operations::GetPublicKey): the requested key.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetPublicKeyOutput {
    /// The public key.
    pub public_key: Option<types::PublicKey>,
}

impl GetPublicKeyOutput {
    /// Sets [`public_key`](Self::public_key).
    pub fn with_public_key(mut self, value: types::PublicKey) -> Self {
        self.public_key = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetPublicKeyOutput: decode;
    "publicKey" => public_key;
}

#[doc(hidden)]
impl Operation for GetPublicKey {
    type Input = GetPublicKeyInput;
    type Output = GetPublicKeyOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetPublicKey").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetPublicKey").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
