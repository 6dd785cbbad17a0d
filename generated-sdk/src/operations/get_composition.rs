// @generated from #/paths/~1GetComposition/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

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

impl GetComposition {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut GetCompositionInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> GetCompositionInput {
        self.input
    }

    /// Sets the time-outs and retries of this call; by default those of the client.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Validates the input against the limits of the service's model: ranges of numbers, lengths of
    /// strings and collections. Patterns are not checked.
    ///
    /// # Errors
    ///
    /// Returns all violations, if there are any.
    #[inline]
    pub fn validate(self) -> Result<Self, Violations> {
        validate::Validate::validate(&self.input)?;
        Ok(self)
    }

    /// Sends the request, retries it if necessary, and returns the output. `.await` on the pending
    /// call itself does the same.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the service responds with an error, if no valid response is
    /// received in time, or if the request cannot be created. [`Error::kind`] returns the reason.
    pub async fn send(self) -> Result<GetCompositionOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetCompositionOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the request without sending it.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the request cannot be created or no credentials are available.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }
}

impl IntoFuture for GetComposition {
    type Output = Result<GetCompositionOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for GetCompositionInput {
    type Operation = GetComposition;

    fn into_call(self, client: Client) -> GetComposition {
        GetComposition { client, input: self, options: CallOptions::default() }
    }
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

impl validate::Validate for GetCompositionInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().min_length(1).max_length(128));
    }
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
