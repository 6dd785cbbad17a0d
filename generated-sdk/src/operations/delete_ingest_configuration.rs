// @generated from #/paths/~1DeleteIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::validate::{self, Validate};
use sdk_runtime::{CallOptions, Client, DecodeError, Method};
use sdk_runtime::{Operation, OperationMeta, PreparedRequest};
use sdk_runtime::{Request, Response};

/// Deletes an ingest configuration, so that its stream key admits nobody any more.
///
/// While an encoder is publishing with it, only `force` deletes it, and that also takes the
/// encoder's participant off the stage.
///
/// Errors: [`ConflictException`](crate::ErrorCode::Conflict) while an encoder is publishing
/// and `force` is not set,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when it does not exist
/// or is already gone, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed ARN, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while AWS
/// still checks the account.
///
/// Made by
/// [`Client::delete_ingest_configuration`](crate::Client::delete_ingest_configuration),
/// sent by [`send`](Self::send).
///
/// # Example
///
/// ```no_run
/// # use generated_sdk::{Client, Error};
/// # async fn example(client: &Client) -> Result<(), Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
/// client.delete_ingest_configuration(arn).force(true).send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct DeleteIngestConfiguration {
    client: Client,
    input: DeleteIngestConfigurationInput,
    options: CallOptions,
}

impl DeleteIngestConfiguration {
    pub(crate) fn new(client: Client, input: DeleteIngestConfigurationInput) -> Self {
        Self {
            client,
            input,
            options: CallOptions::default(),
        }
    }

    /// Whether to delete it even while an encoder is publishing with it.
    ///
    /// With `true`, the encoder's participant is first removed from the stage. Left out,
    /// `false`.
    pub fn force(mut self, value: bool) -> Self {
        self.input.force = Some(value);
        self
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
    pub async fn send(self) -> Result<DeleteIngestConfigurationOutput, Error> {
        self.client.send::<Self>(&self.input, &self.options).await
    }

    /// Sends the call and blocks this thread until the answer is there, as
    /// [`blocking`](sdk_runtime::blocking) says.
    #[cfg(feature = "blocking")]
    pub fn send_blocking(self) -> Result<DeleteIngestConfigurationOutput, Error> {
        self.client.send_blocking::<Self>(self.input, self.options)
    }

    /// Signs the call without sending it: to look at, to show, or to send by other means.
    pub async fn prepare(&self) -> Result<PreparedRequest, Error> {
        self.client.prepare::<Self>(&self.input, &self.options).await
    }
}

/// What [`DeleteIngestConfiguration`] sends.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DeleteIngestConfigurationInput {
    /// ARN to delete, from
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    /// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Set by [`DeleteIngestConfiguration::force`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<bool>,
}

impl DeleteIngestConfigurationInput {
    /// One with all that is required, and nothing else.
    pub fn new(arn: impl Into<String>) -> Self {
        Self {
            arn: arn.into(),
            force: None,
        }
    }
}

impl validate::Validate for DeleteIngestConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("arn", &self.arn, &Limits::new().least(1).most(128));
    }
}

/// Output of [`DeleteIngestConfiguration`](crate::operations::DeleteIngestConfiguration):
/// empty, since success is all there is to say.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Deserialize, serde::Serialize))]
#[non_exhaustive]
pub struct DeleteIngestConfigurationOutput {}

impl Operation for DeleteIngestConfiguration {
    type Input = DeleteIngestConfigurationInput;
    type Output = DeleteIngestConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("DeleteIngestConfiguration");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/DeleteIngestConfiguration").json(input)
    }

    fn decode(_response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(DeleteIngestConfigurationOutput::default())
    }
}
