// @generated from #/paths/~1DeletePublicKey/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Deletes a public key.
///
/// Tokens signed with its private key after the deletion are invalid. AWS does not state the effect
/// on tokens signed before; [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken)
/// invalidates a single token.
///
/// Returned by [`Client::delete_public_key`](crate::Client::delete_public_key);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the key does not exist,
/// [`ConflictException`](crate::ErrorCode::Conflict) when its current state does not allow
/// deletion, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of the account
/// is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:public-key/opqrOPQRstuv";
/// client.delete_public_key(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DeletePublicKey {
    client: Client,
    input: DeletePublicKeyInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    DeletePublicKey(DeletePublicKeyInput) -> Result<DeletePublicKeyOutput, Error>;
}

/// Input of [`DeletePublicKey`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeletePublicKeyInput {
    /// ARN of the key, from [`ImportPublicKey`](crate::operations::ImportPublicKey) or
    /// [`ListPublicKeys`](crate::operations::ListPublicKeys).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:public-key/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeletePublicKeyInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeletePublicKeyInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    DeletePublicKeyInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`DeletePublicKey`](crate::operations::DeletePublicKey); it has no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeletePublicKeyOutput {}

sdk_runtime::structure! {
    DeletePublicKeyOutput: serde;
}

#[doc(hidden)]
impl Operation for DeletePublicKey {
    type Input = DeletePublicKeyInput;
    type Output = DeletePublicKeyOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DeletePublicKey");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DeletePublicKey").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeletePublicKeyOutput::default())
    }
}
