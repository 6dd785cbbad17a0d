// @generated from #/paths/~1GetStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallFuture, CallOptions, Client, DecodeError, EncodedRequest, Method};
use sdk_runtime::{Operation, OperationInput, OperationMeta, PreparedRequest, Response};
use sdk_runtime::{Violations, validate};

/// Returns a storage configuration and the bucket that it references.
///
/// Returned by [`Client::get_storage_configuration`](crate::Client::get_storage_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the ARN does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed ARN,
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
/// let arn = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
/// let output = client.get_storage_configuration(arn).send().await?;
/// if let Some(storage_configuration) = output.storage_configuration {
///     println!("{:?}", storage_configuration.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct GetStorageConfiguration {
    client: Client,
    input: GetStorageConfigurationInput,
    options: CallOptions,
}

impl GetStorageConfiguration {
    /// Changes the input, to set several members at once or by a condition.
    pub fn input(mut self, change: impl FnOnce(&mut GetStorageConfigurationInput)) -> Self {
        change(&mut self.input);
        self
    }

    /// Returns the input, which [`Client::send`](crate::Client::send) sends later.
    pub fn into_input(self) -> GetStorageConfigurationInput {
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
    pub async fn send(self) -> Result<GetStorageConfigurationOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the request and blocks the current thread until the call ends, as
    /// [`blocking`](crate::blocking) describes. Requires the feature `blocking`.
    ///
    /// # Errors
    ///
    /// Returns the same errors as [`send`](Self::send).
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetStorageConfigurationOutput, Error> {
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

impl IntoFuture for GetStorageConfiguration {
    type Output = Result<GetStorageConfigurationOutput, Error>;
    type IntoFuture = CallFuture<Self>;

    #[inline]
    fn into_future(self) -> CallFuture<Self> {
        Box::pin(self.send())
    }
}

impl OperationInput for GetStorageConfigurationInput {
    type Operation = GetStorageConfiguration;

    fn into_call(self, client: Client) -> GetStorageConfiguration {
        GetStorageConfiguration { client, input: self, options: CallOptions::default() }
    }
}

/// Input of [`GetStorageConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationInput {
    /// ARN of the storage configuration, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStorageConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into() }
    }
}

sdk_runtime::structure! {
    GetStorageConfigurationInput: encode;
    required "arn";
    "arn" => arn;
}

impl validate::Validate for GetStorageConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().min_length(1).max_length(128));
    }
}

/// Output of [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration): the requested
/// storage configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GetStorageConfigurationOutput {
    /// The storage configuration.
    pub storage_configuration: Option<types::StorageConfiguration>,
}

impl GetStorageConfigurationOutput {
    /// Sets [`storage_configuration`](Self::storage_configuration).
    pub fn with_storage_configuration(mut self, value: types::StorageConfiguration) -> Self {
        self.storage_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    GetStorageConfigurationOutput: decode;
    "storageConfiguration" => storage_configuration;
}

#[doc(hidden)]
impl Operation for GetStorageConfiguration {
    type Input = GetStorageConfigurationInput;
    type Output = GetStorageConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("GetStorageConfiguration").read_only();

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/GetStorageConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
