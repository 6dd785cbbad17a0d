// @generated from #/paths/~1RevokeConnectionToken/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

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

sdk_runtime::request_builder! {
    RevokeConnectionToken(RevokeConnectionTokenInput) -> Result<RevokeConnectionTokenOutput, Error>;
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

sdk_runtime::limits! {
    RevokeConnectionTokenInput;
    member "tokenId" => token_id, min_length(1), max_length(64);
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
