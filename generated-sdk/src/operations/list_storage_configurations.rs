// @generated from #/paths/~1ListStorageConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the storage configurations that the account has in the region called.
///
/// The entries are [`StorageConfigurationSummary`](crate::types::StorageConfigurationSummary)
/// values, the bucket included.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::list_storage_configurations`](crate::Client::list_storage_configurations),
/// sent by [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct ListStorageConfigurations {
    client: Client,
    input: ListStorageConfigurationsInput,
    options: CallOptions,
}

impl ListStorageConfigurations {
    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// How many storage configurations a page may hold at most.
    ///
    /// Left out, 100, or the account's quota of storage configurations where that is smaller. A
    /// page may hold fewer and still not be the last.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }
}

sdk_runtime::pending_call! {
    ListStorageConfigurations(ListStorageConfigurationsInput)
        -> Result<ListStorageConfigurationsOutput, Error>;
    pages, items
}

/// What [`ListStorageConfigurations`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListStorageConfigurationsInput {
    /// Set by [`ListStorageConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Set by [`ListStorageConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListStorageConfigurationsInput: write;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

impl validate::Validate for ListStorageConfigurationsInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
    }
}

/// Output of [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations): one page
/// of storage configurations.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListStorageConfigurationsOutput {
    /// The storage configurations of this page, each in short form.
    pub storage_configurations: Vec<types::StorageConfigurationSummary>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListStorageConfigurationsOutput {
    /// One with all that is required, and nothing else.
    pub fn new(storage_configurations: impl Into<Vec<types::StorageConfigurationSummary>>) -> Self {
        Self { storage_configurations: storage_configurations.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListStorageConfigurationsOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListStorageConfigurationsOutput: read;
    "storageConfigurations" => storage_configurations;
    "nextToken" => next_token;
}

impl Operation for ListStorageConfigurations {
    type Input = ListStorageConfigurationsInput;
    type Output = ListStorageConfigurationsOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListStorageConfigurations").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListStorageConfigurations").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListStorageConfigurations: Vec<types::StorageConfigurationSummary> = output.storage_configurations;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
