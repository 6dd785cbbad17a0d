// @generated from #/paths/~1ListIngestConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the ingest configurations that the account has in the region called.
///
/// One filter at a time narrows the list: by `filterByStageArn` or by `filterByState`. The entries
/// are [`IngestConfigurationSummary`](crate::types::IngestConfigurationSummary) values, without
/// keys; [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) adds them.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for two filters at once or a
/// malformed page token, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without
/// permission.
///
/// Made by [`Client::list_ingest_configurations`](crate::Client::list_ingest_configurations), sent
/// by [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct ListIngestConfigurations {
    client: Client,
    input: ListIngestConfigurationsInput,
    options: CallOptions,
}

impl ListIngestConfigurations {
    /// Keeps only those that publish to this stage.
    ///
    /// It excludes `filterByState`. Left out, the stage does not matter.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub fn filter_by_stage_arn(mut self, value: impl Into<String>) -> Self {
        self.input.filter_by_stage_arn = Some(value.into());
        self
    }

    /// Keeps only those in use, or only those not in use.
    ///
    /// It excludes `filterByStageArn`. Left out, the state does not matter.
    pub fn filter_by_state(mut self, value: types::IngestConfigurationState) -> Self {
        self.input.filter_by_state = Some(value);
        self
    }

    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Keep the filter as it was. Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// How many ingest configurations a page may hold at most.
    ///
    /// Left out, 50. A page may hold fewer and still not be the last.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }
}

sdk_runtime::pending_call! {
    ListIngestConfigurations(ListIngestConfigurationsInput)
        -> Result<ListIngestConfigurationsOutput, Error>;
    pages, items
}

/// What [`ListIngestConfigurations`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListIngestConfigurationsInput {
    /// Set by [`ListIngestConfigurations::filter_by_stage_arn`].
    pub filter_by_stage_arn: Option<String>,
    /// Set by [`ListIngestConfigurations::filter_by_state`].
    pub filter_by_state: Option<types::IngestConfigurationState>,
    /// Set by [`ListIngestConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Set by [`ListIngestConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListIngestConfigurationsInput: write;
    "filterByStageArn" => filter_by_stage_arn;
    "filterByState" => filter_by_state;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

impl validate::Validate for ListIngestConfigurationsInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member(
            "filterByStageArn",
            &self.filter_by_stage_arn,
            &Limits::new().least(1).most(128),
        );
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
    }
}

/// Output of [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations): one page of
/// ingest configurations.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListIngestConfigurationsOutput {
    /// The ingest configurations of this page, each in short form.
    pub ingest_configurations: Vec<types::IngestConfigurationSummary>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListIngestConfigurationsOutput {
    /// One with all that is required, and nothing else.
    pub fn new(ingest_configurations: impl Into<Vec<types::IngestConfigurationSummary>>) -> Self {
        Self { ingest_configurations: ingest_configurations.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListIngestConfigurationsOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListIngestConfigurationsOutput: read;
    "ingestConfigurations" => ingest_configurations;
    "nextToken" => next_token;
}

impl Operation for ListIngestConfigurations {
    type Input = ListIngestConfigurationsInput;
    type Output = ListIngestConfigurationsOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListIngestConfigurations").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListIngestConfigurations").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListIngestConfigurations: Vec<types::IngestConfigurationSummary> = output.ingest_configurations;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
