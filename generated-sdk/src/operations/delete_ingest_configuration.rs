// @generated from #/paths/~1DeleteIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

/// Deletes an ingest configuration and invalidates its stream key.
///
/// While an encoder is publishing with it, deletion requires
/// [`force`](crate::operations::DeleteIngestConfiguration::force), which also disconnects the
/// encoder's participant from the stage.
///
/// Returned by [`Client::delete_ingest_configuration`](crate::Client::delete_ingest_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ConflictException`](crate::ErrorCode::Conflict) while an encoder is publishing and
/// [`force`](crate::operations::DeleteIngestConfiguration::force) is not set,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when it does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of the account
/// is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
/// client.delete_ingest_configuration(arn).force(true).send().await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct DeleteIngestConfiguration {
    client: Client,
    input: DeleteIngestConfigurationInput,
    options: CallOptions,
}

impl DeleteIngestConfiguration {
    /// Whether to delete the ingest configuration while an encoder is publishing with it.
    ///
    /// With `true`, the encoder's participant is first disconnected from the stage. Default:
    /// `false`.
    pub fn force(mut self, value: bool) -> Self {
        self.input.force = Some(value);
        self
    }

    /// Sets or clears [`force`](Self::force).
    pub fn set_force(mut self, value: Option<bool>) -> Self {
        self.input.force = value;
        self
    }

    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut DeleteIngestConfigurationInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> DeleteIngestConfigurationInput {
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
    pub async fn send(self) -> Result<DeleteIngestConfigurationOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<DeleteIngestConfigurationOutput, Error> {
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

impl IntoFuture for DeleteIngestConfiguration {
    type Output = Result<DeleteIngestConfigurationOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for DeleteIngestConfigurationInput {
    type Operation = DeleteIngestConfiguration;

    fn into_call(self, client: Client) -> DeleteIngestConfiguration {
        DeleteIngestConfiguration { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`DeleteIngestConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteIngestConfigurationInput {
    /// ARN of the ingest configuration, from
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    /// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Whether to delete the ingest configuration while an encoder is publishing with it.
    ///
    /// Set by [`DeleteIngestConfiguration::force`].
    pub force: Option<bool>,
}

impl DeleteIngestConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), force: None }
    }
}

sdk_runtime::structure! {
    DeleteIngestConfigurationInput: encode;
    required "arn";
    "arn" => arn;
    "force" => force;
}

impl validate::Validate for DeleteIngestConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().min_length(1).max_length(128));
    }
}

/// Output of [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration); it has no
/// members.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DeleteIngestConfigurationOutput {}

sdk_runtime::structure! {
    DeleteIngestConfigurationOutput: serde;
}

#[doc(hidden)]
impl Operation for DeleteIngestConfiguration {
    type Input = DeleteIngestConfigurationInput;
    type Output = DeleteIngestConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("DeleteIngestConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/DeleteIngestConfiguration").json(input)
    }

    #[inline]
    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteIngestConfigurationOutput::default())
    }
}
