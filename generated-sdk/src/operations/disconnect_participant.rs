// @generated from #/paths/~1DisconnectParticipant/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

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

    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut DisconnectParticipantInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> DisconnectParticipantInput {
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
    pub async fn send(self) -> Result<DisconnectParticipantOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<DisconnectParticipantOutput, Error> {
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

impl IntoFuture for DisconnectParticipant {
    type Output = Result<DisconnectParticipantOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for DisconnectParticipantInput {
    type Operation = DisconnectParticipant;

    fn into_call(self, client: Client) -> DisconnectParticipant {
        DisconnectParticipant { client, input: self, options: CallOptions::default() }
    }
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

impl validate::Validate for DisconnectParticipantInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("participantId", &self.participant_id, &Limits::new().max_length(64));
        visitor.member("reason", &self.reason, &Limits::new().max_length(128));
        visitor.member("stageArn", &self.stage_arn, &Limits::new().min_length(1).max_length(128));
    }
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
