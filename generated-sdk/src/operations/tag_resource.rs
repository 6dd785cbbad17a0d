// @generated from #/paths/~1tags~1{resourceArn}/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};
use std::collections::BTreeMap;

/// Adds tags to a resource, or replaces the values of existing tags.
///
/// Taggable resources: stages, compositions, public keys, and encoder, ingest and storage
/// configurations. Tags with other keys are not changed. The operation is idempotent.
/// [`UntagResource`](crate::operations::UntagResource) removes tags.
///
/// Returned by [`Client::tag_resource`](crate::Client::tag_resource); [`send`](Self::send) sends
/// the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the resource does not
/// exist, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN, for a bad key
/// or value and for more than 50 tags in all,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let resource_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// client.tag_resource(resource_arn, [("team", "video")]).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct TagResource {
    client: Client,
    input: TagResourceInput,
    options: CallOptions,
}

impl TagResource {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut TagResourceInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> TagResourceInput {
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
    pub async fn send(self) -> Result<TagResourceOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<TagResourceOutput, Error> {
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
}

impl IntoFuture for TagResource {
    type Output = Result<TagResourceOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for TagResourceInput {
    type Operation = TagResource;

    fn into_call(self, client: Client) -> TagResource {
        TagResource { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`TagResource`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct TagResourceInput {
    /// ARN of the resource to tag.
    ///
    /// Pass it unencoded; the client percent-encodes it.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]/[a-zA-Z0-9-]+`.
    pub resource_arn: String,
    /// Tags to set, as key-value pairs.
    ///
    /// Keys are case-sensitive; the prefix `aws:` is reserved. Values may be empty.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl TagResourceInput {
    /// Creates a value with the required members.
    pub fn new(
        resource_arn: impl Into<String>,
        tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        Self { resource_arn: resource_arn.into(), tags: convert::map(tags) }
    }
}

sdk_runtime::structure! {
    TagResourceInput: encode;
    required "resourceArn", "tags";
    "tags" => tags;
    bound "resourceArn" => resource_arn;
}

impl validate::Validate for TagResourceInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member(
            "resourceArn",
            &self.resource_arn,
            &Limits::new().min_length(1).max_length(128),
        );
        visitor.member(
            "tags",
            &self.tags,
            &Limits::new()
                .max_length(50)
                .keys(const { &Limits::new().min_length(1).max_length(128) })
                .values(const { &Limits::new().max_length(256) }),
        );
    }
}

/// Output of [`TagResource`](crate::operations::TagResource); it has no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct TagResourceOutput {}

sdk_runtime::structure! {
    TagResourceOutput: serde;
}

#[doc(hidden)]
impl Operation for TagResource {
    type Input = TagResourceInput;
    type Output = TagResourceOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("TagResource");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST)
            .literal("/tags/")
            .label("resourceArn", &input.resource_arn)?
            .json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(TagResourceOutput::default())
    }
}
