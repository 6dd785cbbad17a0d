// @generated from #/paths/~1ListEncoderConfigurations/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Lists, in pages, the encoder configurations that the account has in the region called.
///
/// The entries are [`EncoderConfigurationSummary`](crate::types::EncoderConfigurationSummary)
/// values; [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) adds the video
/// settings.
///
/// Errors: [`ValidationException`](crate::ErrorCode::Validation) for a malformed page token,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::list_encoder_configurations`](crate::Client::list_encoder_configurations),
/// sent by [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct ListEncoderConfigurations {
    client: Client,
    input: ListEncoderConfigurationsInput,
    options: CallOptions,
}

impl ListEncoderConfigurations {
    /// Where to go on: the `nextToken` of the page before.
    ///
    /// Left out, the first page is returned.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub fn next_token(mut self, value: impl Into<String>) -> Self {
        self.input.next_token = Some(value.into());
        self
    }

    /// How many encoder configurations a page may hold at most.
    ///
    /// Left out, 100. A page may hold fewer and still not be the last.
    ///
    /// 1 to 100.
    pub fn max_results(mut self, value: i64) -> Self {
        self.input.max_results = Some(value);
        self
    }
}

sdk_runtime::pending_call! {
    ListEncoderConfigurations(ListEncoderConfigurationsInput)
        -> Result<ListEncoderConfigurationsOutput, Error>;
    pages, items
}

/// What [`ListEncoderConfigurations`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListEncoderConfigurationsInput {
    /// Set by [`ListEncoderConfigurations::next_token`].
    pub next_token: Option<String>,
    /// Set by [`ListEncoderConfigurations::max_results`].
    pub max_results: Option<i64>,
}

sdk_runtime::structure! {
    ListEncoderConfigurationsInput: write;
    "nextToken" => next_token;
    "maxResults" => max_results;
}

impl validate::Validate for ListEncoderConfigurationsInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("nextToken", &self.next_token, &Limits::new().most(1024));
        visitor.member("maxResults", &self.max_results, &Limits::new().minimum(1.0).maximum(100.0));
    }
}

/// Output of [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations): one page
/// of encoder configurations.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListEncoderConfigurationsOutput {
    /// The encoder configurations of this page, each in short form.
    pub encoder_configurations: Vec<types::EncoderConfigurationSummary>,
    /// Token for the page after this one; absent on the last page.
    ///
    /// At most 1024 characters; pattern in the document, not enforced: `[a-zA-Z0-9+/=_-]*`.
    pub next_token: Option<String>,
}

impl ListEncoderConfigurationsOutput {
    /// One with all that is required, and nothing else.
    pub fn new(encoder_configurations: impl Into<Vec<types::EncoderConfigurationSummary>>) -> Self {
        Self { encoder_configurations: encoder_configurations.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ListEncoderConfigurationsOutput;
    with_next_token(value: impl Into<String>) => next_token = Some(value.into());
}

sdk_runtime::structure! {
    ListEncoderConfigurationsOutput: read;
    "encoderConfigurations" => encoder_configurations;
    "nextToken" => next_token;
}

impl Operation for ListEncoderConfigurations {
    type Input = ListEncoderConfigurationsInput;
    type Output = ListEncoderConfigurationsOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListEncoderConfigurations").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/ListEncoderConfigurations").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}

sdk_runtime::paginated! {
    ListEncoderConfigurations: Vec<types::EncoderConfigurationSummary> = output.encoder_configurations;
    input.next_token = output.next_token;
    input.max_results = page_size;
}
