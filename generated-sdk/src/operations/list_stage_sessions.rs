// @generated from #/paths/~1ListStageSessions/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the sessions of a stage, past and running.
///
/// It is the way to the session IDs that [`GetStageSession`](crate::operations::GetStageSession),
/// [`ListParticipants`](crate::operations::ListParticipants),
/// [`GetParticipant`](crate::operations::GetParticipant) and
/// [`ListParticipantEvents`](crate::operations::ListParticipantEvents) ask for once a session is
/// over. The entry without an `endTime` is the running one.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN or page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission. AWS does not
/// declare [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) here, so an empty
/// answer is no proof that the stage exists.
///
/// Made by [`Client::list_stage_sessions`](crate::Client::list_stage_sessions), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let mut stage_sessions = client.list_stage_sessions(stage_arn).items();
/// while let Some(stage_session) = stage_sessions.next().await {
///     let stage_session = stage_session?;
///     println!("{:?}", stage_session.session_id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct ListStageSessions {
    client: Client,
    input: ListStageSessionsInput,
    options: CallOptions,
}

impl ListStageSessions {
    /// How many sessions a page may hold at most.
    ///
    /// Left out, 50. A page may hold fewer and still not be the last.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }

    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Keep `stageArn` as it was. Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }
}

sdk_runtime::pending_call! {
    ListStageSessions(ListStageSessionsInput) -> Result<ListStageSessionsOutput, Error>;
    pages, items
}

/// What [`ListStageSessions`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListStageSessionsInput {
    /// Set by [`ListStageSessions::max_results`].
    pub max_results: Option<i64>,
    /// Set by [`ListStageSessions::next_token`].
    pub next_token: Option<String>,
    /// ARN of the stage whose sessions are wanted.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
}

impl ListStageSessionsInput {
    /// One with all that is required, and nothing else.
    pub fn new(stage_arn: impl Into<String>) -> Self {
        Self { stage_arn: stage_arn.into(), max_results: None, next_token: None }
    }
}

sdk_runtime::structure! {
    ListStageSessionsInput: write;
    required "stageArn";
    "maxResults" => max_results;
    "nextToken" => next_token;
    "stageArn" => stage_arn;
}

impl validate::Validate for ListStageSessionsInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("stageArn", &self.stage_arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`ListStageSessions`](crate::operations::ListStageSessions): one page of sessions.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListStageSessionsOutput {
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
    /// The sessions of this page.
    pub stage_sessions: Vec<types::StageSessionSummary>,
}

impl ListStageSessionsOutput {
    /// One with all that is required, and nothing else.
    pub fn new(stage_sessions: impl Into<Vec<types::StageSessionSummary>>) -> Self {
        Self { stage_sessions: stage_sessions.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListStageSessionsOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListStageSessionsOutput: read;
    "nextToken" => next_token;
    "stageSessions" => stage_sessions;
}

impl Operation for ListStageSessions {
    type Input = ListStageSessionsInput;
    type Output = ListStageSessionsOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListStageSessions").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListStageSessions").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListStageSessions: Vec<types::StageSessionSummary> = output.stage_sessions;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
