// @generated from #/paths/~1GetStage/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one stage: its name, tags and endpoints, and the session that is running on it.
///
/// It is the direct way from an ARN to the running session (`activeSessionId`), which
/// [`ListParticipants`](crate::operations::ListParticipants) and the other session calls ask for.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when no stage has this
/// ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission.
///
/// Made by [`Client::get_stage`](crate::Client::get_stage), sent by [`send`](Self::send).
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
#[must_use = "a call is sent by `.send().await`"]
pub struct GetStage {
    client: Client,
    input: GetStageInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetStage(GetStageInput) -> Result<GetStageOutput, Error>;
}

/// What [`GetStage`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetStageInput {
    /// ARN of the stage to read, from [`CreateStage`](crate::operations::CreateStage) or
    /// [`ListStages`](crate::operations::ListStages).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStageInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetStageInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetStageInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetStage`](crate::operations::GetStage): the stage asked for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetStageOutput {
    /// The stage as it is now.
    pub stage: Option<types::Stage>,
}

sdk_runtime::setters! {
    GetStageOutput;
    with_stage(value: types::Stage) => stage = Some(value);
}

sdk_runtime::structure! {
    GetStageOutput: read;
    "stage" => stage;
}

impl Operation for GetStage {
    type Input = GetStageInput;
    type Output = GetStageOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetStage").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetStage").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
