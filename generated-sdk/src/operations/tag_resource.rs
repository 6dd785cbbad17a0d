// @generated from #/paths/~1tags~1{resourceArn}/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
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

sdk_runtime::request_builder! {
    TagResource(TagResourceInput) -> Result<TagResourceOutput, Error>;
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

sdk_runtime::limits! {
    TagResourceInput;
    member "resourceArn" => resource_arn, min_length(1), max_length(128);
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
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
