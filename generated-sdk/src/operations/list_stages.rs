// @generated from #/paths/~1ListStages/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the stages that the account has in the region called.
///
/// The entries are [`StageSummary`](crate::types::StageSummary) values: ARN, name, tags and the
/// session that is running, if there is one. Stages of other regions need a call to those regions.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission; AWS declares
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::list_stages`](crate::Client::list_stages), sent by [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut stages = client.list_stages().max_results(50).items();
/// while let Some(stage) = stages.next().await {
///     let stage = stage?;
///     println!("{}", stage.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct ListStages {
    client: Client,
    input: ListStagesInput,
    options: CallOptions,
}

impl ListStages {
    /// How many stages a page may hold at most.
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
    /// Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }
}

sdk_runtime::pending_call! {
    ListStages(ListStagesInput) -> Result<ListStagesOutput, Error>;
    pages, items
}

/// What [`ListStages`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListStagesInput {
    /// Set by [`ListStages::max_results`].
    pub max_results: Option<i64>,
    /// Set by [`ListStages::next_token`].
    pub next_token: Option<String>,
}

sdk_runtime::structure! {
    ListStagesInput: write;
    "maxResults" => max_results;
    "nextToken" => next_token;
}

impl validate::Validate for ListStagesInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
    }
}

/// Output of [`ListStages`](crate::operations::ListStages): one page of stages.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListStagesOutput {
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
    /// The stages of this page, each in short form.
    pub stages: Vec<types::StageSummary>,
}

impl ListStagesOutput {
    /// One with all that is required, and nothing else.
    pub fn new(stages: impl Into<Vec<types::StageSummary>>) -> Self {
        Self { stages: stages.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListStagesOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListStagesOutput: read;
    "nextToken" => next_token;
    "stages" => stages;
}

impl Operation for ListStages {
    type Input = ListStagesInput;
    type Output = ListStagesOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListStages").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListStages").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListStages: Vec<types::StageSummary> = output.stages;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
