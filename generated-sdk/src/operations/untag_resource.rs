// @generated from #/paths/~1tags~1{resourceArn}#tagKeys/delete. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

/// Removes tags from a resource.
///
/// Tags are selected by key; other tags are not changed.
///
/// Returned by [`Client::untag_resource`](crate::Client::untag_resource); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the resource does not
/// exist, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN or key,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let resource_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// client.untag_resource(resource_arn, ["team"]).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct UntagResource {
    client: Client,
    input: UntagResourceInput,
    options: CallOptions,
}

impl UntagResource {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut UntagResourceInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> UntagResourceInput {
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
    pub async fn send(self) -> Result<UntagResourceOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<UntagResourceOutput, Error> {
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

impl IntoFuture for UntagResource {
    type Output = Result<UntagResourceOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for UntagResourceInput {
    type Operation = UntagResource;

    fn into_call(self, client: Client) -> UntagResource {
        UntagResource { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`UntagResource`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UntagResourceInput {
    /// ARN of the resource to remove tags from.
    ///
    /// Pass it unencoded; the client percent-encodes it.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]/[a-zA-Z0-9-]+`.
    pub resource_arn: String,
    /// Keys of the tags to remove.
    ///
    /// At most 50 elements; each 1 to 128 characters.
    pub tag_keys: Vec<String>,
}

impl UntagResourceInput {
    /// Creates a value with the required members.
    pub fn new(
        resource_arn: impl Into<String>,
        tag_keys: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        Self { resource_arn: resource_arn.into(), tag_keys: convert::list(tag_keys) }
    }
}

sdk_runtime::structure! {
    UntagResourceInput: serde;
    required "resourceArn", "tagKeys";
    bound "resourceArn" => resource_arn;
    bound "tagKeys" => tag_keys;
}

impl validate::Validate for UntagResourceInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member(
            "resourceArn",
            &self.resource_arn,
            &Limits::new().min_length(1).max_length(128),
        );
        visitor.member(
            "tagKeys",
            &self.tag_keys,
            &Limits::new()
                .max_length(50)
                .values(const { &Limits::new().min_length(1).max_length(128) }),
        );
    }
}

/// Output of [`UntagResource`](crate::operations::UntagResource); it has no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UntagResourceOutput {}

sdk_runtime::structure! {
    UntagResourceOutput: serde;
}

#[doc(hidden)]
impl Operation for UntagResource {
    type Input = UntagResourceInput;
    type Output = UntagResourceOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("UntagResource").idempotent();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        let mut request = EncodedRequest::new(Method::DELETE)
            .literal("/tags/")
            .label("resourceArn", &input.resource_arn)?;
        for value in &input.tag_keys {
            request = request.query("tagKeys", value);
        }
        Ok(request)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(UntagResourceOutput::default())
    }
}
