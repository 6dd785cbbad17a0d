// @generated from #/paths/~1GetParticipant/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

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

sdk_runtime::request_builder! {
    GetParticipant(GetParticipantInput) -> Result<GetParticipantOutput, Error>;
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

sdk_runtime::limits! {
    GetParticipantInput;
    member "participantId" => participant_id, max_length(64);
    member "sessionId" => session_id, min_length(16), max_length(16);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
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
