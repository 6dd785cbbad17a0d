// @generated from #/paths/~1ListPublicKeys/post. Do not edit: change the document or an overlay.

use crate::Error;
use crate::types;
use sdk_runtime::validate::{self, Validate};
use sdk_runtime::{CallOptions, Client, DecodeError, Method};
use sdk_runtime::{Items, PageSized, Pages, Paginated};
use sdk_runtime::{Operation, OperationMeta, PreparedRequest};
use sdk_runtime::{Request, Response};

/// Lists, in pages, the public keys that the account has in the region called.
///
/// The entries are [`PublicKeySummary`](crate::types::PublicKeySummary) values;
/// [`GetPublicKey`](crate::operations::GetPublicKey) adds the key itself.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed page
/// token, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission.
///
/// Made by [`Client::list_public_keys`](crate::Client::list_public_keys), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # use generated_sdk::{Client, Error};
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let mut public_keys = client.list_public_keys().items();
/// while let Some(public_key) = public_keys.next().await {
///     let public_key = public_key?;
///     println!("{:?}", public_key.arn);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct ListPublicKeys {
    client: Client,
    input: ListPublicKeysInput,
    options: CallOptions,
}

impl ListPublicKeys {
    pub(crate) fn new(client: Client, input: ListPublicKeysInput) -> Self {
        Self {
            client,
            input,
            options: CallOptions::default(),
        }
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

    /// How many keys a page may hold at most.
    ///
    /// Left out, 50. A page may hold fewer and still not be the last.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }

    /// Time-outs and retries for this call alone.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Compares what is to be sent with the limits that the service's document gives: sizes of
    /// numbers, lengths, counts. All violations come at once. Patterns are left to the service.
    pub fn validate(self) -> Result<Self, validate::Violations> {
        self.input.validate()?;
        Ok(self)
    }

    /// Sends the call and waits for the answer.
    pub async fn send(self) -> Result<ListPublicKeysOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the call and blocks this thread until the answer is there, as
    /// [`blocking`](sdk_runtime::blocking) says.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<ListPublicKeysOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the call without sending it: to look at, to show, or to send by other means.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }

    /// Sends call after call, one for each page.
    pub fn pages(self) -> Pages<Self> {
        Pages::new(self.client, self.input, self.options)
    }

    /// Sends call after call, and gives what the pages hold one by one.
    pub fn items(self) -> Items<Self> {
        Items::new(self.client, self.input, self.options)
    }
}

/// What [`ListPublicKeys`] sends.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ListPublicKeysInput {
    /// Set by [`ListPublicKeys::next_token`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
    /// Set by [`ListPublicKeys::max_results`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_results: Option<i64>,
}

impl validate::Validate for ListPublicKeysInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member(
            "maxResults",
            &self.max_results,
            &Limits::new().minimum(1.0).maximum(100.0),
        );
    }
}

/// Output of [`ListPublicKeys`](crate::operations::ListPublicKeys): one page of keys.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct ListPublicKeysOutput {
    /// The keys of this page, each in short form.
    #[serde(deserialize_with = "sdk_runtime::codec::list")]
    pub public_keys: Vec<types::PublicKeySummary>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_token: Option<String>,
}

impl ListPublicKeysOutput {
    /// One with all that is required, and nothing else.
    pub fn new(public_keys: impl Into<Vec<types::PublicKeySummary>>) -> Self {
        Self {
            public_keys: public_keys.into(),
            ..Self::default()
        }
    }

    /// Sets [`next_token`](Self::next_token).
    pub fn with_next_token(mut self, value: impl Into<String>) -> Self {
        self.next_token = Some(value.into());
        self
    }
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

impl Paginated for ListPublicKeys {
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

impl PageSized for ListPublicKeys {
    fn set_page_size(input: &mut Self::Input, number: i64) {
        input.max_results = Some(number);
    }
}
