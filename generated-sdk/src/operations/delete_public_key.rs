// @generated from #/paths/~1DeletePublicKey/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

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

impl DeletePublicKey {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut DeletePublicKeyInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> DeletePublicKeyInput {
        self.input
    }

    /// Sets the time-outs and retries of this call; by default those of the client.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Validates the input against the limits of the service's model: ranges of numbers, lengths of
    /// strings and collections. Patterns are not checked.
    ///
    /// # Errors
    ///
    /// Returns all violations, if there are any.
    #[inline]
    pub fn validate(self) -> Result<Self, Violations> {
        validate::Validate::validate(&self.input)?;
        Ok(self)
    }

    /// Sends the request, retries it if necessary, and returns the output. `.await` on the pending
    /// call itself does the same.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the service responds with an error, if no valid response is
    /// received in time, or if the request cannot be created. [`Error::kind`] returns the reason.
    pub async fn send(self) -> Result<DeletePublicKeyOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<DeletePublicKeyOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the request without sending it.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the request cannot be created or no credentials are available.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }
}

impl IntoFuture for DeletePublicKey {
    type Output = Result<DeletePublicKeyOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for DeletePublicKeyInput {
    type Operation = DeletePublicKey;

    fn into_call(self, client: Client) -> DeletePublicKey {
        DeletePublicKey { client, input: self, options: CallOptions::default() }
    }
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

impl validate::Validate for DeletePublicKeyInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().min_length(1).max_length(128));
    }
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
