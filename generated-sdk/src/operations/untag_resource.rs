// @generated from #/paths/~1tags~1{resourceArn}#tagKeys/delete. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

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

sdk_runtime::request_builder! {
    UntagResource(UntagResourceInput) -> Result<UntagResourceOutput, Error>;
    presign;
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

sdk_runtime::limits! {
    UntagResourceInput;
    member "resourceArn" => resource_arn, min_length(1), max_length(128);
    member "tagKeys" => tag_keys, max_length(50), values(min_length(1), max_length(128));
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
