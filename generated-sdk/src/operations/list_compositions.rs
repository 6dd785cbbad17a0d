// @generated from #/paths/~1ListCompositions/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the compositions of the account in the client's region.
///
/// Filters by stage or by encoder configuration. The entries are
/// [`CompositionSummary`](crate::types::CompositionSummary) values;
/// [`GetComposition`](crate::operations::GetComposition) returns layout and destination settings as
/// well. Compositions that stopped some time ago are deleted and not listed.
///
/// Returned by [`Client::list_compositions`](crate::Client::list_compositions);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed filter or page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut compositions = client
///     .list_compositions()
///     .filter_by_stage_arn("arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh")
///     .items();
/// while let Some(composition) = compositions.next().await {
///     let composition = composition?;
///     println!("{}", composition.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListCompositions {
    client: Client,
    input: ListCompositionsInput,
    options: CallOptions,
}

impl ListCompositions {
    /// Filter: compositions of this stage.
    ///
    /// Default: no filter.
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

    /// Filter: compositions with a destination that uses this encoder configuration.
    ///
    /// Default: no filter.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub fn filter_by_encoder_configuration_arn(mut self, value: impl Into<String>) -> Self {
        self.input.filter_by_encoder_configuration_arn = Some(value.into());
        self
    }

    /// Sets or clears [`filter_by_encoder_configuration_arn`](Self::filter_by_encoder_configuration_arn).
    pub fn set_filter_by_encoder_configuration_arn(
        mut self,
        value: Option<impl Into<String>>,
    ) -> Self {
        self.input.filter_by_encoder_configuration_arn = value.map(Into::into);
        self
    }

    /// Pagination token: [`next_token`](crate::operations::ListCompositionsOutput::next_token) of
    /// the previous page.
    ///
    /// The filters must not change between pages. Default: the first page.
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

    /// Maximum number of compositions in a page.
    ///
    /// Default: 100. A page can contain fewer entries and not be the last one.
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
    ListCompositions(ListCompositionsInput) -> Result<ListCompositionsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListCompositions`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListCompositionsInput {
    /// Filter: compositions of this stage.
    ///
    /// Set by [`ListCompositions::filter_by_stage_arn`].
    pub filter_by_stage_arn: Option<String>,
    /// Filter: compositions with a destination that uses this encoder configuration.
    ///
    /// Set by [`ListCompositions::filter_by_encoder_configuration_arn`].
    pub filter_by_encoder_configuration_arn: Option<String>,
    /// Pagination token: [`next_token`](crate::operations::ListCompositionsOutput::next_token) of
    /// the previous page.
    ///
    /// Set by [`ListCompositions::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of compositions in a page.
    ///
    /// Set by [`ListCompositions::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListCompositionsInput: encode;
    "filterByStageArn" => filter_by_stage_arn;
    "filterByEncoderConfigurationArn" => filter_by_encoder_configuration_arn;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListCompositionsInput;
    member "filterByStageArn" => filter_by_stage_arn, min_length(1), max_length(128);
    member "filterByEncoderConfigurationArn" => filter_by_encoder_configuration_arn, min_length(1), max_length(128);
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
}

/// Output of [`ListCompositions`](crate::operations::ListCompositions): one page of compositions.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListCompositionsOutput {
    /// The compositions of this page, as summaries.
    pub compositions: Vec<types::CompositionSummary>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListCompositionsOutput {
    /// Creates a value with the required members.
    pub fn new(compositions: impl IntoIterator<Item = types::CompositionSummary>) -> Self {
        Self { compositions: convert::list(compositions), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListCompositionsOutput: decode;
    "compositions" => compositions;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListCompositions {
    type Input = ListCompositionsInput;
    type Output = ListCompositionsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListCompositions").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListCompositions").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListCompositions {
    type Item = types::CompositionSummary;

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
        output.compositions
    }
}

impl sdk_runtime::PageSized for ListCompositions {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
