// @generated from #/paths/~1tags~1{resourceArn}/get. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
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

sdk_runtime::request_builder! {
    ListTagsForResource(ListTagsForResourceInput) -> Result<ListTagsForResourceOutput, Error>;
    presign;
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

sdk_runtime::limits! {
    ListTagsForResourceInput;
    member "resourceArn" => resource_arn, min_length(1), max_length(128);
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
