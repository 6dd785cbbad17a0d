// @generated from #/paths/~1StopComposition/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Stops a composition, and with it every broadcast and recording that it feeds.
///
/// It may take a while: the state becomes `STOPPING`, then `STOPPED`, and then the composition is
/// deleted. [`GetComposition`](crate::operations::GetComposition) shows how far it is.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the composition
/// does not exist or is already gone, [`ConflictException`](crate::ErrorCode::Conflict) when its
/// present state does not allow it, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed ARN, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) too.
///
/// Made by [`Client::stop_composition`](crate::Client::stop_composition), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
/// client.stop_composition(arn).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct StopComposition {
    client: Client,
    input: StopCompositionInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    StopComposition(StopCompositionInput) -> Result<StopCompositionOutput, Error>;
}

/// What [`StopComposition`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopCompositionInput {
    /// ARN of the composition, from [`StartComposition`](crate::operations::StartComposition) or
    /// [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:composition/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl StopCompositionInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    StopCompositionInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for StopCompositionInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`StopComposition`](crate::operations::StopComposition): empty, since success is all
/// there is to say.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct StopCompositionOutput {}

sdk_runtime::structure! {
    StopCompositionOutput: kept;
}

impl Operation for StopComposition {
    type Input = StopCompositionInput;
    type Output = StopCompositionOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("StopComposition");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/StopComposition").json(input)
    }

    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(StopCompositionOutput::default())
    }
}
