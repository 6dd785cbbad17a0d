// @generated from #/paths/~1ListIngestConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the ingest configurations of the account in the client's region.
///
/// Filters by
/// [`filter_by_stage_arn`](crate::operations::ListIngestConfigurations::filter_by_stage_arn) or by
/// [`filter_by_state`](crate::operations::ListIngestConfigurations::filter_by_state), not by both.
/// The entries are [`IngestConfigurationSummary`](crate::types::IngestConfigurationSummary) values,
/// without stream keys; [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration)
/// returns them.
///
/// Returned by [`Client::list_ingest_configurations`](crate::Client::list_ingest_configurations);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for two filters at once or a malformed
/// page token, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut ingest_configurations = client
///     .list_ingest_configurations()
///     .filter_by_stage_arn("arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh")
///     .items();
/// while let Some(ingest_configuration) = ingest_configurations.next().await {
///     let ingest_configuration = ingest_configuration?;
///     println!("{}", ingest_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListIngestConfigurations {
    client: Client,
    input: ListIngestConfigurationsInput,
    options: CallOptions,
}

impl ListIngestConfigurations {
    /// Filter: ingest configurations attached to this stage.
    ///
    /// Mutually exclusive with
    /// [`filter_by_state`](crate::operations::ListIngestConfigurations::filter_by_state). Default:
    /// no filter.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub fn filter_by_stage_arn(mut self, value: impl Into<String>) -> Self {
        self.input.filter_by_stage_arn = Some(value.into());
        self
    }

    /// Sets or clears [`filter_by_stage_arn`](Self::filter_by_stage_arn).
    pub fn set_filter_by_stage_arn(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.filter_by_stage_arn = value.map(Into::into);
        self
    }

    /// Filter: ingest configurations in this state.
    ///
    /// Mutually exclusive with
    /// [`filter_by_stage_arn`](crate::operations::ListIngestConfigurations::filter_by_stage_arn).
    /// Default: no filter.
    pub fn filter_by_state(mut self, value: types::IngestConfigurationState) -> Self {
        self.input.filter_by_state = Some(value);
        self
    }

    /// Sets or clears [`filter_by_state`](Self::filter_by_state).
    pub fn set_filter_by_state(mut self, value: Option<types::IngestConfigurationState>) -> Self {
        self.input.filter_by_state = value;
        self
    }

    /// Pagination token:
    /// [`next_token`](crate::operations::ListIngestConfigurationsOutput::next_token) of the
    /// previous page.
    ///
    /// The filter must not change between pages. Default: the first page.
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

    /// Maximum number of ingest configurations in a page.
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
}

sdk_runtime::request_builder! {
    ListIngestConfigurations(ListIngestConfigurationsInput) -> Result<ListIngestConfigurationsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListIngestConfigurations`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListIngestConfigurationsInput {
    /// Filter: ingest configurations attached to this stage.
    ///
    /// Set by [`ListIngestConfigurations::filter_by_stage_arn`].
    pub filter_by_stage_arn: Option<String>,
    /// Filter: ingest configurations in this state.
    ///
    /// Set by [`ListIngestConfigurations::filter_by_state`].
    pub filter_by_state: Option<types::IngestConfigurationState>,
    /// Pagination token:
    /// [`next_token`](crate::operations::ListIngestConfigurationsOutput::next_token) of the
    /// previous page.
    ///
    /// Set by [`ListIngestConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of ingest configurations in a page.
    ///
    /// Set by [`ListIngestConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListIngestConfigurationsInput: encode;
    "filterByStageArn" => filter_by_stage_arn;
    "filterByState" => filter_by_state;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListIngestConfigurationsInput;
    member "filterByStageArn" => filter_by_stage_arn, min_length(1), max_length(128);
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
}

/// Output of [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations): one page of
/// ingest configurations.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListIngestConfigurationsOutput {
    /// The ingest configurations of this page, as summaries.
    pub ingest_configurations: Vec<types::IngestConfigurationSummary>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListIngestConfigurationsOutput {
    /// Creates a value with the required members.
    pub fn new(
        ingest_configurations: impl IntoIterator<Item = types::IngestConfigurationSummary>,
    ) -> Self {
        Self { ingest_configurations: convert::list(ingest_configurations), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListIngestConfigurationsOutput: decode;
    "ingestConfigurations" => ingest_configurations;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListIngestConfigurations {
    type Input = ListIngestConfigurationsInput;
    type Output = ListIngestConfigurationsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListIngestConfigurations").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListIngestConfigurations").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListIngestConfigurations {
    type Item = types::IngestConfigurationSummary;

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
        output.ingest_configurations
    }
}

impl sdk_runtime::PageSized for ListIngestConfigurations {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
