// @generated from #/paths/~1GetStageSession/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns the start and end time of a session.
///
/// `end_time` is set once the session has ended.
/// [`ListParticipants`](crate::operations::ListParticipants) returns its participants.
///
/// Returned by [`Client::get_stage_session`](crate::Client::get_stage_session);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage or the session
/// does not exist, [`ValidationException`](crate::ErrorCode::Validation) for a malformed value,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let output = client.get_stage_session(stage_arn, session_id).send().await?;
/// if let Some(stage_session) = output.stage_session {
///     println!("{:?}", stage_session.end_time);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetStageSession {
    client: Client,
    input: GetStageSessionInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetStageSession(GetStageSessionInput) -> Result<GetStageSessionOutput, Error>;
}

/// Input of [`GetStageSession`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStageSessionInput {
    /// ID of the session to return.
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

impl GetStageSessionInput {
    /// Creates a value with the required members.
    pub fn new(stage_arn: impl Into<String>, session_id: impl Into<String>) -> Self {
        Self { session_id: session_id.into(), stage_arn: stage_arn.into() }
    }
}

sdk_runtime::structure! {
    GetStageSessionInput: encode;
    required "sessionId", "stageArn";
    "sessionId" => session_id;
    "stageArn" => stage_arn;
}

sdk_runtime::limits! {
    GetStageSessionInput;
    member "sessionId" => session_id, min_length(16), max_length(16);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
}

/// Output of [`GetStageSession`](crate::operations::GetStageSession): the requested session.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStageSessionOutput {
    /// The session with its start and end time.
    pub stage_session: Option<types::StageSession>,
}

impl GetStageSessionOutput {
    /// Sets [`stage_session`](Self::stage_session).
    pub fn with_stage_session(mut self, value: types::StageSession) -> Self {
        self.stage_session = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetStageSessionOutput: decode;
    "stageSession" => stage_session;
}

#[doc(hidden)]
impl Operation for GetStageSession {
    type Input = GetStageSessionInput;
    type Output = GetStageSessionOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetStageSession").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetStageSession").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
