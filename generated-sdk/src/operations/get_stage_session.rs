// @generated from #/paths/~1GetStageSession/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

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

impl GetStageSession {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut GetStageSessionInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> GetStageSessionInput {
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
    pub async fn send(self) -> Result<GetStageSessionOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetStageSessionOutput, Error> {
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

impl IntoFuture for GetStageSession {
    type Output = Result<GetStageSessionOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for GetStageSessionInput {
    type Operation = GetStageSession;

    fn into_call(self, client: Client) -> GetStageSession {
        GetStageSession { client, input: self, options: CallOptions::default() }
    }
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

impl validate::Validate for GetStageSessionInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("sessionId", &self.session_id, &Limits::new().min_length(16).max_length(16));
        visitor.member("stageArn", &self.stage_arn, &Limits::new().min_length(1).max_length(128));
    }
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
