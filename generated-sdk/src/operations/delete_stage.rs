// @generated from #/paths/~1DeleteStage/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Deletes a stage permanently and disconnects all participants.
///
/// The deletion cannot be undone: the ARN and all tokens of the stage become invalid, and a new
/// stage gets a new ARN, even with the same name. An ingest configuration with which an encoder is
/// publishing on the stage is kept, without a `stage_arn`.
///
/// Returned by [`Client::delete_stage`](crate::Client::delete_stage); [`send`](Self::send) sends
/// the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage does not exist,
/// [`ConflictException`](crate::ErrorCode::Conflict) when its current state does not allow
/// deletion, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of the account
/// is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// client.delete_stage(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DeleteStage {
    client: Client,
    input: DeleteStageInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    DeleteStage(DeleteStageInput) -> Result<DeleteStageOutput, Error>;
}

/// Input of [`DeleteStage`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteStageInput {
    /// ARN of the stage to delete, from [`CreateStage`](crate::operations::CreateStage) or
    /// [`ListStages`](crate::operations::ListStages).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl DeleteStageInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    DeleteStageInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    DeleteStageInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`DeleteStage`](crate::operations::DeleteStage); it has no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteStageOutput {}

sdk_runtime::structure! {
    DeleteStageOutput: serde;
}

#[doc(hidden)]
impl Operation for DeleteStage {
    type Input = DeleteStageInput;
    type Output = DeleteStageOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DeleteStage");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DeleteStage").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteStageOutput::default())
    }
}
