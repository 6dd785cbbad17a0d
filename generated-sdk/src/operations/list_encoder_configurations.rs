// @generated from #/paths/~1ListEncoderConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the encoder configurations of the account in the client's region.
///
/// The entries are [`EncoderConfigurationSummary`](crate::types::EncoderConfigurationSummary)
/// values; [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) returns the
/// video settings as well.
///
/// Returned by [`Client::list_encoder_configurations`](crate::Client::list_encoder_configurations);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
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
/// let mut encoder_configurations = client.list_encoder_configurations().items();
/// while let Some(encoder_configuration) = encoder_configurations.next().await {
///     let encoder_configuration = encoder_configuration?;
///     println!("{}", encoder_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListEncoderConfigurations {
    client: Client,
    input: ListEncoderConfigurationsInput,
    options: CallOptions,
}

impl ListEncoderConfigurations {
    /// Pagination token:
    /// [`next_token`](crate::operations::ListEncoderConfigurationsOutput::next_token) of the
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

    /// Maximum number of encoder configurations in a page.
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
    ListEncoderConfigurations(ListEncoderConfigurationsInput) -> Result<ListEncoderConfigurationsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListEncoderConfigurations`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListEncoderConfigurationsInput {
    /// Pagination token:
    /// [`next_token`](crate::operations::ListEncoderConfigurationsOutput::next_token) of the
    /// previous page.
    ///
    /// Set by [`ListEncoderConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of encoder configurations in a page.
    ///
    /// Set by [`ListEncoderConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListEncoderConfigurationsInput: encode;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListEncoderConfigurationsInput;
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
}

/// Output of [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations): one page
/// of encoder configurations.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListEncoderConfigurationsOutput {
    /// The encoder configurations of this page, as summaries.
    pub encoder_configurations: Vec<types::EncoderConfigurationSummary>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListEncoderConfigurationsOutput {
    /// Creates a value with the required members.
    pub fn new(
        encoder_configurations: impl IntoIterator<Item = types::EncoderConfigurationSummary>,
    ) -> Self {
        Self { encoder_configurations: convert::list(encoder_configurations), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListEncoderConfigurationsOutput: decode;
    "encoderConfigurations" => encoder_configurations;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListEncoderConfigurations {
    type Input = ListEncoderConfigurationsInput;
    type Output = ListEncoderConfigurationsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListEncoderConfigurations").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListEncoderConfigurations").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListEncoderConfigurations {
    type Item = types::EncoderConfigurationSummary;

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
        output.encoder_configurations
    }
}

impl sdk_runtime::PageSized for ListEncoderConfigurations {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
