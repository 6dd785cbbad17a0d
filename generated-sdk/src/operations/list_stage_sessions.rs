// @generated from #/paths/~1ListStageSessions/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the sessions of a stage, past and running.
///
/// It returns the session IDs for [`GetStageSession`](crate::operations::GetStageSession),
/// [`ListParticipants`](crate::operations::ListParticipants),
/// [`GetParticipant`](crate::operations::GetParticipant) and
/// [`ListParticipantEvents`](crate::operations::ListParticipantEvents). The running session has no
/// `end_time`.
///
/// Returned by [`Client::list_stage_sessions`](crate::Client::list_stage_sessions);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN or page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission. AWS
/// does not declare [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) here, so an
/// empty list does not prove that the stage exists.
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListStageSessions {
    client: Client,
    input: ListStageSessionsInput,
    options: CallOptions,
}

impl ListStageSessions {
    /// Maximum number of sessions in a page.
    ///
    /// Default: 50. A page can contain fewer entries and not be the last one.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }

    /// Sets or clears [`max_results`](Self::max_results).
    pub fn set_max_results(mut self, value: Option<i64>) -> Self {
        self.input.max_results = value;
        self
    }

    /// Pagination token: [`next_token`](crate::operations::ListStageSessionsOutput::next_token) of
    /// the previous page.
    ///
    /// [`stage_arn`](crate::operations::ListStageSessionsInput::stage_arn) must not change between
    /// pages. Default: the first page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// Sets or clears [`next_token`](Self::next_token).
    pub fn set_next_token(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.next_token = value.map(Into::into);
        self
    }
}

sdk_runtime::request_builder! {
    ListStageSessions(ListStageSessionsInput) -> Result<ListStageSessionsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListStageSessions`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStageSessionsInput {
    /// Maximum number of sessions in a page.
    ///
    /// Set by [`ListStageSessions::max_results`].
    pub max_results: Option<i64>,
    /// Pagination token: [`next_token`](crate::operations::ListStageSessionsOutput::next_token) of
    /// the previous page.
    ///
    /// Set by [`ListStageSessions::next_token`].
    pub next_token: Option<String>,
    /// ARN of the stage whose sessions are listed.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
}

impl ListStageSessionsInput {
    /// Creates a value with the required members.
    pub fn new(stage_arn: impl Into<String>) -> Self {
        Self { stage_arn: stage_arn.into(), max_results: None, next_token: None }
    }
}

sdk_runtime::structure! {
    ListStageSessionsInput: encode;
    required "stageArn";
    "maxResults" => max_results;
    "nextToken" => next_token;
    "stageArn" => stage_arn;
}

sdk_runtime::limits! {
    ListStageSessionsInput;
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
    member "nextToken" => next_token, max_length(1024);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
}

/// Output of [`ListStageSessions`](crate::operations::ListStageSessions): one page of sessions.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStageSessionsOutput {
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
    /// The sessions of this page.
    pub stage_sessions: Vec<types::StageSessionSummary>,
}

impl ListStageSessionsOutput {
    /// Creates a value with the required members.
    pub fn new(stage_sessions: impl IntoIterator<Item = types::StageSessionSummary>) -> Self {
        Self { stage_sessions: convert::list(stage_sessions), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListStageSessionsOutput: decode;
    "nextToken" => next_token;
    "stageSessions" => stage_sessions;
}

#[doc(hidden)]
impl Operation for ListStageSessions {
    type Input = ListStageSessionsInput;
    type Output = ListStageSessionsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListStageSessions").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListStageSessions").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListStageSessions {
    type Item = types::StageSessionSummary;

    fn token(input: &Self::Input) -> Option<&str> {
        input.next_token.as_deref()
    }

    fn set_token(input: &mut Self::Input, token: String) {
        input.next_token = Some(token);
    }

    fn next_token(output: &Self::Output) -> Option<&str> {
        output.next_token.as_deref()
    }

    fn into_items(output: Self::Output) -> Vec<Self::Item> {
        output.stage_sessions
    }
}

impl sdk_runtime::PageSized for ListStageSessions {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
