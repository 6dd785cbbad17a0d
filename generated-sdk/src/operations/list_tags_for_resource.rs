// @generated from #/paths/~1tags~1{resourceArn}/get. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};
use std::collections::BTreeMap;

/// Reads all tags of one stage or other resource.
///
/// Stages, compositions, public keys and configurations for encoders, ingest and storage have tags.
/// Those of a stage also come with [`GetStage`](crate::operations::GetStage) and
/// [`ListStages`](crate::operations::ListStages); this call needs only the right to read tags. All
/// of them come in one answer, without pages.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when no resource has
/// this ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails.
///
/// Made by [`Client::list_tags_for_resource`](crate::Client::list_tags_for_resource), sent by
/// [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct ListTagsForResource {
    client: Client,
    input: ListTagsForResourceInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    ListTagsForResource(ListTagsForResourceInput) -> Result<ListTagsForResourceOutput, Error>;
    presign
}

/// What [`ListTagsForResource`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ListTagsForResourceInput {
    /// ARN of the resource whose tags are wanted.
    ///
    /// Give it as it is; it is percent-encoded on its way into the URL.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:[a-z-]/[a-zA-Z0-9-]+`.
    pub resource_arn: String,
}

impl ListTagsForResourceInput {
    /// One with all that is required, and nothing else.
    pub fn new(resource_arn: impl Into<String>) -> Self {
        Self { resource_arn: resource_arn.into() }
    }
}

sdk_runtime::structure! {
    ListTagsForResourceInput: kept;
    required "resourceArn";
    beside "resourceArn" => resource_arn;
}

impl validate::Validate for ListTagsForResourceInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("resourceArn", &self.resource_arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`ListTagsForResource`](crate::operations::ListTagsForResource): the tags of the
/// resource.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ListTagsForResourceOutput {
    /// All tags, as keys and their values; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl ListTagsForResourceOutput {
    /// One with all that is required, and nothing else.
    pub fn new(tags: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        Self { tags: convert::map(tags) }
    }
}

sdk_runtime::structure! {
    ListTagsForResourceOutput: read;
    "tags" => tags;
}

impl Operation for ListTagsForResource {
    type Input = ListTagsForResourceInput;
    type Output = ListTagsForResourceOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("ListTagsForResource").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        let request = Request::new(Method::GET)
            .literal("/tags/")
            .label("resourceArn", &input.resource_arn)?;
        Ok(request)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
