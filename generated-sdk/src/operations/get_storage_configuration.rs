// @generated from #/paths/~1GetStorageConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use crate::types;
use sdk_runtime::validate::{self, Validate};
use sdk_runtime::{CallOptions, Client, DecodeError, Method};
use sdk_runtime::{Operation, OperationMeta, PreparedRequest};
use sdk_runtime::{Request, Response};

/// Reads one storage configuration and the bucket that it names.
///
/// Errors: [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when nothing
/// has this ARN, [`ValidationException`](crate::ErrorCode::Validation) for a malformed one,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails. AWS
/// declares [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::get_storage_configuration`](crate::Client::get_storage_configuration),
/// sent by [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # use generated_sdk::{Client, Error};
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:storage-configuration/yzabYZABcdef";
/// let output = client.get_storage_configuration(arn).send().await?;
/// if let Some(storage_configuration) = output.storage_configuration {
///     println!("{:?}", storage_configuration.name);
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct GetStorageConfiguration {
    client: Client,
    input: GetStorageConfigurationInput,
    options: CallOptions,
}

impl GetStorageConfiguration {
    pub(crate) fn new(client: Client, input: GetStorageConfigurationInput) -> Self {
        Self {
            client,
            input,
            options: CallOptions::default(),
        }
    }

    /// Time-outs and retries for this call alone.
    pub fn options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Compares what is to be sent with the limits that the service's document gives: sizes of
    /// numbers, lengths, counts. All violations come at once. Patterns are left to the service.
    pub fn validate(self) -> Result<Self, validate::Violations> {
        self.input.validate()?;
        Ok(self)
    }

    /// Sends the call and waits for the answer.
    pub async fn send(self) -> Result<GetStorageConfigurationOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the call and blocks this thread until the answer is there, as
    /// [`blocking`](sdk_runtime::blocking) says.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<GetStorageConfigurationOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the call without sending it: to look at, to show, or to send by other means.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }
}

/// What [`GetStorageConfiguration`] sends.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GetStorageConfigurationInput {
    /// ARN to read, from
    /// [`CreateStorageConfiguration`](crate::operations::CreateStorageConfiguration) or
    /// [`ListStorageConfigurations`](crate::operations::ListStorageConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:storage-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
}

impl GetStorageConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self {
            arn: arn.into(),
        }
    }
}

impl validate::Validate for GetStorageConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`GetStorageConfiguration`](crate::operations::GetStorageConfiguration): the
/// one asked for.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct GetStorageConfigurationOutput {
    /// The storage configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub storage_configuration: Option<types::StorageConfiguration>,
}

impl GetStorageConfigurationOutput {
    /// Sets [`storage_configuration`](Self::storage_configuration).
    pub fn with_storage_configuration(
        mut self,
        value: types::StorageConfiguration,
    ) -> Self {
        self.storage_configuration = Some(value);
        self
    }
}

impl Operation for GetStorageConfiguration {
    type Input = GetStorageConfigurationInput;
    type Output = GetStorageConfigurationOutput;
    type Error = Error;
    const META: OperationMeta =
        OperationMeta::new("GetStorageConfiguration").read_only();

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/GetStorageConfiguration").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
