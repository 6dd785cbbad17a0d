// @generated from #/paths/~1ListStages/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the stages of the account in the client's region.
///
/// The entries are [`StageSummary`](crate::types::StageSummary) values: ARN, name, tags and running
/// session.
///
/// Returned by [`Client::list_stages`](crate::Client::list_stages); [`send`](Self::send) sends the
/// request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission; AWS
/// also declares [`ConflictException`](crate::ErrorCode::Conflict).
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListStages {
    client: Client,
    input: ListStagesInput,
    options: CallOptions,
}

impl ListStages {
    /// Maximum number of stages in a page.
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

    /// Pagination token: [`next_token`](crate::operations::ListStagesOutput::next_token) of the
    /// previous page.
    ///
    /// Default: the first page.
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
    ListStages(ListStagesInput) -> Result<ListStagesOutput, Error>;
    pages;
    items;
}

/// Input of [`ListStages`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStagesInput {
    /// Maximum number of stages in a page.
    ///
    /// Set by [`ListStages::max_results`].
    pub max_results: Option<i64>,
    /// Pagination token: [`next_token`](crate::operations::ListStagesOutput::next_token) of the
    /// previous page.
    ///
    /// Set by [`ListStages::next_token`].
    pub next_token: Option<String>,
}

sdk_runtime::structure! {
    ListStagesInput: encode;
    "maxResults" => max_results;
    "nextToken" => next_token;
}

sdk_runtime::limits! {
    ListStagesInput;
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
    member "nextToken" => next_token, max_length(1024);
}

/// Output of [`ListStages`](crate::operations::ListStages): one page of stages.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStagesOutput {
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
    /// The stages of this page, as summaries.
    pub stages: Vec<types::StageSummary>,
}

impl ListStagesOutput {
    /// Creates a value with the required members.
    pub fn new(stages: impl IntoIterator<Item = types::StageSummary>) -> Self {
        Self { stages: convert::list(stages), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListStagesOutput: decode;
    "nextToken" => next_token;
    "stages" => stages;
}

#[doc(hidden)]
impl Operation for ListStages {
    type Input = ListStagesInput;
    type Output = ListStagesOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListStages").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListStages").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListStages {
    type Item = types::StageSummary;

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
        output.stages
    }
}

impl sdk_runtime::PageSized for ListStages {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
