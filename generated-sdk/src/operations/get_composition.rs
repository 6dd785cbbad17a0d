// @generated from #/paths/~1GetComposition/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};

/// Reads one composition: its state, its layout and how each destination is doing.
///
/// Call it again after [`StartComposition`](crate::operations::StartComposition) to see `STARTING`
/// become `ACTIVE`, or after [`StopComposition`](crate::operations::StopComposition) to see the
/// end. A composition that has stopped is deleted, so in time this answers
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound).
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when no composition
/// has this ARN or it is already gone, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed one, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::get_composition`](crate::Client::get_composition), sent by
/// [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
/// let output = client.get_composition(arn).send().await?;
/// if let Some(composition) = output.composition {
///     println!("{:?}", composition.state);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct GetComposition {
    client: Client,
    input: GetCompositionInput,
    options: CallOptions,
}

sdk_runtime::pending_call! {
    GetComposition(GetCompositionInput) -> Result<GetCompositionOutput, Error>;
}

/// What [`GetComposition`] sends.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GetCompositionInput {
    /// ARN of the composition, from [`StartComposition`](crate::operations::StartComposition) or
    /// [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:composition/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetCompositionInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetCompositionInput: write;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetCompositionInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetComposition`](crate::operations::GetComposition): the composition asked for.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GetCompositionOutput {
    /// The composition as it is now.
    pub composition: Option<types::Composition>,
}

sdk_runtime::setters! {
    GetCompositionOutput;
    with_composition(value: types::Composition) => composition = Some(value);
}

sdk_runtime::structure! {
    GetCompositionOutput: read;
    "composition" => composition;
}

impl Operation for GetComposition {
    type Input = GetCompositionInput;
    type Output = GetCompositionOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("GetComposition").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetComposition").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
