// @generated from #/paths/~1GetComposition/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Returns a composition: its state, its layout and the state of each destination.
///
/// Poll it after [`StartComposition`](crate::operations::StartComposition) until the state is
/// `ACTIVE`, or after [`StopComposition`](crate::operations::StopComposition) until it is
/// `STOPPED`. Stopped compositions are deleted after some time; the operation then fails with
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound).
///
/// Returned by [`Client::get_composition`](crate::Client::get_composition); [`send`](Self::send)
/// sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the composition does not
/// exist, [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict).
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
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetComposition {
    client: Client,
    input: GetCompositionInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    GetComposition(GetCompositionInput) -> Result<GetCompositionOutput, Error>;
}

/// Input of [`GetComposition`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetCompositionInput {
    /// ARN of the composition, from [`StartComposition`](crate::operations::StartComposition) or
    /// [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:composition/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetCompositionInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetCompositionInput: encode;
    required "arn";
    "arn" => arn;
}

sdk_runtime::limits! {
    GetCompositionInput;
    member "arn" => arn, min_length(1), max_length(128);
}

/// Output of [`GetComposition`](crate::operations::GetComposition): the requested composition.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetCompositionOutput {
    /// The composition in its current state.
    pub composition: Option<types::Composition>,
}

impl GetCompositionOutput {
    /// Sets [`composition`](Self::composition).
    pub fn with_composition(mut self, value: types::Composition) -> Self {
        self.composition = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetCompositionOutput: decode;
    "composition" => composition;
}

#[doc(hidden)]
impl Operation for GetComposition {
    type Input = GetCompositionInput;
    type Output = GetCompositionOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetComposition").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetComposition").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
