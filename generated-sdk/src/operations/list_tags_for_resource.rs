// @generated from #/paths/~1tags~1{resourceArn}/get. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};
use std::collections::BTreeMap;

/// Returns the tags of a resource.
///
/// Taggable resources: stages, compositions, public keys, and encoder, ingest and storage
/// configurations. [`GetStage`](crate::operations::GetStage) and
/// [`ListStages`](crate::operations::ListStages) return tags as well; this operation requires only
/// the permission to read tags. The response is not paginated.
///
/// Returned by [`Client::list_tags_for_resource`](crate::Client::list_tags_for_resource);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the resource does not
/// exist, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let resource_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let output = client.list_tags_for_resource(resource_arn).send().await?;
/// for (key, value) in output.tags {
///     println!("{key}: {value}");
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct ListTagsForResource {
    client: Client,
    input: ListTagsForResourceInput,
    options: CallOptions,
}

impl ListTagsForResource {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut ListTagsForResourceInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> ListTagsForResourceInput {
        self.input
    }

    /// Sets the time-outs and retries of this call; by default those of the client.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Validates the input against the limits of the service's model: ranges of numbers, lengths of
    /// strings and collections. Patterns are not checked.
    ///
    /// # Errors
    ///
    /// Returns all violations, if there are any.
    #[inline]
    pub fn validate(self) -> Result<Self, Violations> {
        validate::Validate::validate(&self.input)?;
        Ok(self)
    }

    /// Sends the request, retries it if necessary, and returns the output. `.await` on the pending
    /// call itself does the same.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the service responds with an error, if no valid response is
    /// received in time, or if the request cannot be created. [`Error::kind`] returns the reason.
    pub async fn send(self) -> Result<ListTagsForResourceOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<ListTagsForResourceOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the request without sending it.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the request cannot be created or no credentials are available.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }

    /// Creates a presigned URL of the request, valid for 1 second to 7 days.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if `expires` is out of range, the request cannot be created or no
    /// credentials are available.
    pub async fn presign(
        &self,
        expires: std::time::Duration,
    ) -> Result<sdk_runtime::PresignedRequest, Error> {
        self.client.presign::<Self>(&self.input, &self.options, expires).await
    }
}

impl IntoFuture for ListTagsForResource {
    type Output = Result<ListTagsForResourceOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for ListTagsForResourceInput {
    type Operation = ListTagsForResource;

    fn into_call(self, client: Client) -> ListTagsForResource {
        ListTagsForResource { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`ListTagsForResource`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListTagsForResourceInput {
    /// ARN of the resource whose tags are returned.
    ///
    /// Pass it unencoded; the client percent-encodes it.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]/[a-zA-Z0-9-]+`.
    pub resource_arn: String,
}

impl ListTagsForResourceInput {
    /// Creates a value with the required members.
    pub fn new(resource_arn: impl Into<String>) -> Self {
        Self { resource_arn: resource_arn.into() }
    }
}

sdk_runtime::structure! {
    ListTagsForResourceInput: serde;
    required "resourceArn";
    bound "resourceArn" => resource_arn;
}

impl validate::Validate for ListTagsForResourceInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member(
            "resourceArn",
            &self.resource_arn,
            &Limits::new().min_length(1).max_length(128),
        );
    }
}

/// Output of [`ListTagsForResource`](crate::operations::ListTagsForResource): the tags of the
/// resource.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ListTagsForResourceOutput {
    /// Tags of the resource, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl ListTagsForResourceOutput {
    /// Creates a value with the required members.
    pub fn new(tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        Self { tags: convert::map(tags) }
    }
}

sdk_runtime::structure! {
    ListTagsForResourceOutput: decode;
    "tags" => tags;
}

#[doc(hidden)]
impl Operation for ListTagsForResource {
    type Input = ListTagsForResourceInput;
    type Output = ListTagsForResourceOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("ListTagsForResource").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        let request = EncodedRequest::new(Method::GET)
            .literal("/tags/")
            .label("resourceArn", &input.resource_arn)?;
        Ok(request)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
