// @generated from #/paths/~1ListPublicKeys/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Lists the public keys of the account in the client's region.
///
/// The entries are [`PublicKeySummary`](crate::types::PublicKeySummary) values;
/// [`GetPublicKey`](crate::operations::GetPublicKey) returns the key material as well.
///
/// Returned by [`Client::list_public_keys`](crate::Client::list_public_keys); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let mut public_keys = client.list_public_keys().items();
/// while let Some(public_key) = public_keys.next().await {
///     let public_key = public_key?;
///     println!("{:?}", public_key.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListPublicKeys {
    client: Client,
    input: ListPublicKeysInput,
    options: CallOptions,
}

impl ListPublicKeys {
    /// Pagination token: [`next_token`](crate::operations::ListPublicKeysOutput::next_token) of the
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

    /// Maximum number of keys in a page.
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
    ListPublicKeys(ListPublicKeysInput) -> Result<ListPublicKeysOutput, Error>;
    pages;
    items;
}

/// Input of [`ListPublicKeys`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListPublicKeysInput {
    /// Pagination token: [`next_token`](crate::operations::ListPublicKeysOutput::next_token) of the
    /// previous page.
    ///
    /// Set by [`ListPublicKeys::next_token`].
    pub next_token: Option<String>,
    /// Maximum number of keys in a page.
    ///
    /// Set by [`ListPublicKeys::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListPublicKeysInput: encode;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

sdk_runtime::limits! {
    ListPublicKeysInput;
    member "nextToken" => next_token, max_length(1024);
    member "maxResults" => max_results, minimum(1.0), maximum(100.0);
}

/// Output of [`ListPublicKeys`](crate::operations::ListPublicKeys): one page of keys.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListPublicKeysOutput {
    /// The keys of this page, as summaries.
    pub public_keys: Vec<types::PublicKeySummary>,
    /// Pagination token of the next page; absent on the last page.
    ///
    /// At most 1024 characters; pattern `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListPublicKeysOutput {
    /// Creates a value with the required members.
    pub fn new(public_keys: impl IntoIterator<Item = types::PublicKeySummary>) -> Self {
        Self { public_keys: convert::list(public_keys), ..Self::default() }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ListPublicKeysOutput: decode;
    "publicKeys" => public_keys;
    "nextToken" => next_token;
}

#[doc(hidden)]
impl Operation for ListPublicKeys {
    type Input = ListPublicKeysInput;
    type Output = ListPublicKeysOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListPublicKeys").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/ListPublicKeys").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

impl sdk_runtime::Paginated for ListPublicKeys {
    type Item = types::PublicKeySummary;

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
        output.public_keys
    }
}

impl sdk_runtime::PageSized for ListPublicKeys {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
