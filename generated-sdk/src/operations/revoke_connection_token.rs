// @generated from #/paths/~1RevokeConnectionToken/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

/// Revokes a participant token and disconnects the participant who joined with it.
///
/// Unlike [`DisconnectParticipant`](crate::operations::DisconnectParticipant), it invalidates the
/// token. Revocation cannot be undone;
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) creates another token.
///
/// Returned by [`Client::revoke_connection_token`](crate::Client::revoke_connection_token);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ID,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS does not declare [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound)
/// here, so success is no proof that the token existed.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// client.revoke_connection_token("ABcd12EFgh34").send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct RevokeConnectionToken {
    client: Client,
    input: RevokeConnectionTokenInput,
    options: CallOptions,
}

impl RevokeConnectionToken {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut RevokeConnectionTokenInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> RevokeConnectionTokenInput {
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
    pub async fn send(self) -> Result<RevokeConnectionTokenOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<RevokeConnectionTokenOutput, Error> {
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

impl IntoFuture for RevokeConnectionToken {
    type Output = Result<RevokeConnectionTokenOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for RevokeConnectionTokenInput {
    type Operation = RevokeConnectionToken;

    fn into_call(self, client: Client) -> RevokeConnectionToken {
        RevokeConnectionToken { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`RevokeConnectionToken`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct RevokeConnectionTokenInput {
    /// ID of the token, not the secret token.
    ///
    /// AWS does not document where the ID is returned. It has the format of the token's
    /// `participant_id`.
    ///
    /// 1 to 64 characters; pattern `[a-zA-Z0-9-_]+`.
    pub token_id: String,
}

impl RevokeConnectionTokenInput {
    /// Creates a value with the required members.
    pub fn new(token_id: impl Into<String>) -> Self {
        Self { token_id: token_id.into() }
    }
}

sdk_runtime::structure! {
    RevokeConnectionTokenInput: encode;
    required "tokenId";
    "tokenId" => token_id;
}

impl validate::Validate for RevokeConnectionTokenInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("tokenId", &self.token_id, &Limits::new().min_length(1).max_length(64));
    }
}

/// Output of [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken); it has no
/// members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct RevokeConnectionTokenOutput {}

sdk_runtime::structure! {
    RevokeConnectionTokenOutput: serde;
}

#[doc(hidden)]
impl Operation for RevokeConnectionToken {
    type Input = RevokeConnectionTokenInput;
    type Output = RevokeConnectionTokenOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("RevokeConnectionToken");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/RevokeConnectionToken").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(RevokeConnectionTokenOutput::default())
    }
}
