// @generated from #/paths/~1GetParticipant/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

/// Returns all data of one participant of a session.
///
/// The result includes attributes, device, recording and ingest data;
/// [`ListParticipants`](crate::operations::ListParticipants) returns summaries. A participant
/// exists once it has joined the session, not when its token is created.
///
/// Returned by [`Client::get_participant`](crate::Client::get_participant); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage, session or
/// participant does not exist, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed value, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let participant_id = "ABcd12EFgh34";
/// let output = client
///     .get_participant(stage_arn, session_id, participant_id)
///     .send()
///     .await?;
/// if let Some(participant) = output.participant {
///     println!("{:?}", participant.state);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetParticipant {
    client: Client,
    input: GetParticipantInput,
    options: CallOptions,
}

impl GetParticipant {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut GetParticipantInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> GetParticipantInput {
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
    pub async fn send(self) -> Result<GetParticipantOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetParticipantOutput, Error> {
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

impl IntoFuture for GetParticipant {
    type Output = Result<GetParticipantOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for GetParticipantInput {
    type Operation = GetParticipant;

    fn into_call(self, client: Client) -> GetParticipant {
        GetParticipant { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`GetParticipant`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetParticipantInput {
    /// ID of the participant to return.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken),
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) and
    /// [`ListParticipants`](crate::operations::ListParticipants).
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// ID of the participant's session.
    ///
    /// `active_session_id` of a [`Stage`](crate::types::Stage) with a running session, or an ID
    /// from [`ListStageSessions`](crate::operations::ListStageSessions).
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub session_id: String,
    /// ARN of the session's stage.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
}

impl GetParticipantInput {
    /// Creates a value with the required members.
    pub fn new(
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Self {
        Self {
            participant_id: participant_id.into(),
            session_id: session_id.into(),
            stage_arn: stage_arn.into(),
        }
    }
}

sdk_runtime::structure! {
    GetParticipantInput: encode;
    required "participantId", "sessionId", "stageArn";
    "participantId" => participant_id;
    "sessionId" => session_id;
    "stageArn" => stage_arn;
}

impl validate::Validate for GetParticipantInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("participantId", &self.participant_id, &Limits::new().max_length(64));
        visitor.member("sessionId", &self.session_id, &Limits::new().min_length(16).max_length(16));
        visitor.member("stageArn", &self.stage_arn, &Limits::new().min_length(1).max_length(128));
    }
}

/// Output of [`GetParticipant`](crate::operations::GetParticipant): the requested participant.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetParticipantOutput {
    /// The participant.
    pub participant: Option<types::Participant>,
}

impl GetParticipantOutput {
    /// Sets [`participant`](Self::participant).
    pub fn with_participant(mut self, value: types::Participant) -> Self {
        self.participant = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetParticipantOutput: decode;
    "participant" => participant;
}

#[doc(hidden)]
impl Operation for GetParticipant {
    type Input = GetParticipantInput;
    type Output = GetParticipantOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetParticipant").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetParticipant").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
