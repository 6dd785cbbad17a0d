// @generated from #/paths/~1GetStage/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns a stage: its name, tags, endpoints and running session.
///
/// `active_session_id` is the `session_id` input of
/// [`ListParticipants`](crate::operations::ListParticipants) and the other session operations.
///
/// Returned by [`Client::get_stage`](crate::Client::get_stage); [`send`](Self::send) sends the
/// request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let output = client.get_stage(arn).send().await?;
/// if let Some(stage) = output.stage {
///     println!("{:?}", stage.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetStage {
    client: Client,
    input: GetStageInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetStage(GetStageInput) -> Result<GetStageOutput, Error>;
}

/// Input of [`GetStage`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStageInput {
    /// ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    /// [`ListStages`](crate::operations::ListStages).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStageInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetStageInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetStageInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetStage`](crate::operations::GetStage): the requested stage.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStageOutput {
    /// The stage in its current state.
    pub stage: Option<types::Stage>,
}

impl GetStageOutput {
    /// Sets [`stage`](Self::stage).
    pub fn with_stage(mut self, value: types::Stage) -> Self {
        self.stage = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetStageOutput: decode;
    "stage" => stage;
}

#[doc(hidden)]
impl Operation for GetStage {
    type Input = GetStageInput;
    type Output = GetStageOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetStage").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
