// @generated from #/paths/~1ListPublicKeys/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the public keys that the account has in the region called.
///
/// The entries are [`PublicKeySummary`](crate::types::PublicKeySummary) values;
/// [`GetPublicKey`](crate::operations::GetPublicKey) adds the key itself.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission.
///
/// Made by [`Client::list_public_keys`](crate::Client::list_public_keys), sent by
/// [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct ListPublicKeys {
    client: Client,
    input: ListPublicKeysInput,
    options: CallOptions,
}

impl ListPublicKeys {
    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// How many keys a page may hold at most.
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
    ListPublicKeys(ListPublicKeysInput) -> Result<ListPublicKeysOutput, Error>;
    pages, items
}

/// What [`ListPublicKeys`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListPublicKeysInput {
    /// Set by [`ListPublicKeys::next_token`].
    pub next_token: Option<String>,
    /// Set by [`ListPublicKeys::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListPublicKeysInput: write;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

impl validate::Validate for ListPublicKeysInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
    }
}

/// Output of [`ListPublicKeys`](crate::operations::ListPublicKeys): one page of keys.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListPublicKeysOutput {
    /// The keys of this page, each in short form.
    pub public_keys: Vec<types::PublicKeySummary>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListPublicKeysOutput {
    /// One with all that is required, and nothing else.
    pub fn new(public_keys: impl Into<Vec<types::PublicKeySummary>>) -> Self {
        Self { public_keys: public_keys.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListPublicKeysOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListPublicKeysOutput: read;
    "publicKeys" => public_keys;
    "nextToken" => next_token;
}

impl Operation for ListPublicKeys {
    type Input = ListPublicKeysInput;
    type Output = ListPublicKeysOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListPublicKeys").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListPublicKeys").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListPublicKeys: Vec<types::PublicKeySummary> = output.public_keys;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
