// @generated from #/paths/~1GetStage/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

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

impl GetStage {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut GetStageInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> GetStageInput {
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
    pub async fn send(self) -> Result<GetStageOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetStageOutput, Error> {
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

impl IntoFuture for GetStage {
    type Output = Result<GetStageOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for GetStageInput {
    type Operation = GetStage;

    fn into_call(self, client: Client) -> GetStage {
        GetStage { client, input: self, options: CallOptions::default() }
    }
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

impl validate::Validate for GetStageInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().min_length(1).max_length(128));
    }
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
