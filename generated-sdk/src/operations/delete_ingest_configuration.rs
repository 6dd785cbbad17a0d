// @generated from #/paths/~1DeleteIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

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
}

sdk_runtime::request_builder! {
    DeleteIngestConfiguration(DeleteIngestConfigurationInput) -> Result<DeleteIngestConfigurationOutput, Error>;
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

sdk_runtime::limits! {
    DeleteIngestConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
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
