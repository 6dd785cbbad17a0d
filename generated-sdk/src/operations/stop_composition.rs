// @generated from #/paths/~1StopComposition/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Stops a composition and its broadcasts and recordings.
///
/// The operation is asynchronous: the state becomes `STOPPING`, then `STOPPED`, and then the
/// composition is deleted. [`GetComposition`](crate::operations::GetComposition) returns the state.
///
/// Returned by [`Client::stop_composition`](crate::Client::stop_composition); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the composition does not
/// exist, [`ConflictException`](crate::ErrorCode::Conflict) when its current state does not allow
/// the operation, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded).
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct StopComposition {
    client: Client,
    input: StopCompositionInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    StopComposition(StopCompositionInput) -> Result<StopCompositionOutput, Error>;
}

/// Input of [`StopComposition`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StopCompositionInput {
    /// ARN of the composition, from [`StartComposition`](crate::operations::StartComposition) or
    /// [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:composition/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl StopCompositionInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    StopCompositionInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    StopCompositionInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`StopComposition`](crate::operations::StopComposition); it has no members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StopCompositionOutput {}

sdk_runtime::structure! {
    StopCompositionOutput: serde;
}

#[doc(hidden)]
impl Operation for StopComposition {
    type Input = StopCompositionInput;
    type Output = StopCompositionOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("StopComposition");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/StopComposition").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(StopCompositionOutput::default())
    }
}
