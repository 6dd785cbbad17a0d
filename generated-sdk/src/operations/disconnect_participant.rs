// @generated from #/paths/~1DisconnectParticipant/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Disconnects a participant from a stage.
///
/// AWS no longer guarantees that the participant's token is revoked as well, so the participant may
/// reconnect. [`RevokeConnectionToken`](crate::operations::RevokeConnectionToken) revokes a token
/// permanently; to exclude a user, also stop issuing tokens. For an encoder,
/// [`IngestConfiguration::stage_arn`](crate::types::IngestConfiguration::stage_arn) is cleared;
/// [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration) sets it again.
///
/// Returned by [`Client::disconnect_participant`](crate::Client::disconnect_participant);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage or the
/// participant does not exist, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed value, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of
/// the account is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let participant_id = "ABcd12EFgh34";
/// client
///     .disconnect_participant(stage_arn, participant_id)
///     .reason("The meeting is over")
///     .send()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DisconnectParticipant {
    client: Client,
    input: DisconnectParticipantInput,
    options: CallOptions,
}

impl DisconnectParticipant {
    /// Reason for the disconnection, as free text.
    ///
    /// Default: none.
    ///
    /// At most 128 characters.
    pub fn reason(mut self, value: impl Into<String>) -> Self {
        self.input.reason = Some(value.into());
        self
    }

    /// Sets or clears [`reason`](Self::reason).
    pub fn set_reason(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.reason = value.map(Into::into);
        self
    }
}

sdk_runtime::request_builder! {
    DisconnectParticipant(DisconnectParticipantInput) -> Result<DisconnectParticipantOutput, Error>;
}

/// Input of [`DisconnectParticipant`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DisconnectParticipantInput {
    /// ID of the participant to remove.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken),
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) and
    /// [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Reason for the disconnection, as free text.
    ///
    /// Set by [`DisconnectParticipant::reason`].
    pub reason: Option<String>,
    /// ARN of the participant's stage.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
}

impl DisconnectParticipantInput {
    /// Creates a value with the required members.
    pub fn new(stage_arn: impl Into<String>, participant_id: impl Into<String>) -> Self {
        Self { participant_id: participant_id.into(), stage_arn: stage_arn.into(), reason: None }
    }
}

sdk_runtime::structure! {
    DisconnectParticipantInput: encode;
    required "participantId", "stageArn";
    "participantId" => participant_id;
    "reason" => reason;
    "stageArn" => stage_arn;
}

sdk_runtime::limits! {
    DisconnectParticipantInput;
    member "participantId" => participant_id, max_length(64);
    member "reason" => reason, max_length(128);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
}

/// Output of [`DisconnectParticipant`](crate::operations::DisconnectParticipant); it has no
/// members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DisconnectParticipantOutput {}

sdk_runtime::structure! {
    DisconnectParticipantOutput: serde;
}

#[doc(hidden)]
impl Operation for DisconnectParticipant {
    type Input = DisconnectParticipantInput;
    type Output = DisconnectParticipantOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DisconnectParticipant");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DisconnectParticipant").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DisconnectParticipantOutput::default())
    }
}
