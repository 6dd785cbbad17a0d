// @generated from #/paths/~1ListStorageConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the storage configurations of the account in the client's region.
///
/// The entries are [`StorageConfigurationSummary`](crate::types::StorageConfigurationSummary)
/// values, including the bucket.
///
/// Returned by [`Client::list_storage_configurations`](crate::Client::list_storage_configurations);
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
/// let mut storage_configurations = client.list_storage_configurations().items();
/// while let Some(storage_configuration) = storage_configurations.next().await {
///     let storage_configuration = storage_configuration?;
///     println!("{}", storage_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListStorageConfigurations {
    client: Client,
    input: ListStorageConfigurationsInput,
    options: CallOptions,
}

impl ListStorageConfigurations {
    /// Pagination token:
    /// [`next_token`](crate::operations::ListStorageConfigurationsOutput::next_token) of the
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

    /// Maximum number of storage configurations in a page.
    ///
    /// Default: 100, or the account's quota of storage configurations where that is smaller. A page
    /// can contain fewer entries and not be the last one.
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
    ListStorageConfigurations(ListStorageConfigurationsInput) -> Result<ListStorageConfigurationsOutput, Error>;
    pages;
    items;
}

/// Input of [`ListStorageConfigurations`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStorageConfigurationsInput {
    /// Pagination token:
    /// [`next_token`](crate::operations::ListStorageConfigurationsOutput::next_token) of the
    /// previous page.
    ///
    /// Set by [`ListStorageConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of storage configurations in a page.
    ///
    /// Set by [`ListStorageConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListStorageConfigurationsInput: encode;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListStorageConfigurationsInput;
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
}

/// Output of [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations): one page
/// of storage configurations.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListStorageConfigurationsOutput {
    /// The storage configurations of this page, as summaries.
    pub storage_configurations: Vec<types::StorageConfigurationSummary>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListStorageConfigurationsOutput {
    /// Creates a value with the required members.
    pub fn new(
        storage_configurations: impl IntoIterator<Item = types::StorageConfigurationSummary>,
    ) -> Self {
        Self { storage_configurations: convert::list(storage_configurations), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListStorageConfigurationsOutput: decode;
    "storageConfigurations" => storage_configurations;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListStorageConfigurations {
    type Input = ListStorageConfigurationsInput;
    type Output = ListStorageConfigurationsOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListStorageConfigurations").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListStorageConfigurations").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListStorageConfigurations {
    type Item = types::StorageConfigurationSummary;

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
        output.storage_configurations
    }
}

impl sdk_runtime::PageSized for ListStorageConfigurations {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
