// @generated from #/paths/~1UpdateStage/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Updates the name or the recording settings of a stage.
///
/// Omitted members are not changed; neither are the ARN, existing tokens and connected
/// participants. Tags are changed by [`TagResource`](crate::operations::TagResource) and
/// [`UntagResource`](crate::operations::UntagResource).
///
/// Returned by [`Client::update_stage`](crate::Client::update_stage); [`send`](Self::send) sends
/// the request.
///
/// # Errors
///
/// [`ConflictException`](crate::ErrorCode::Conflict) for a change of the recording while one is
/// running, [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage does
/// not exist, [`ValidationException`](crate::ErrorCode::Validation) for values outside their
/// limits, [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when a quota
/// is reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of
/// the account is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let output = client.update_stage(arn).name("monthly-meeting").send().await?;
/// if let Some(stage) = output.stage {
///     println!("{:?}", stage.name);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct UpdateStage {
    client: Client,
    input: UpdateStageInput,
    options: CallOptions,
}

impl UpdateStage {
    /// New name of the stage.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. It need not be unique. Default: unchanged.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.input.name = Some(value.into());
        self
    }

    /// Sets or clears [`name`](Self::name).
    pub fn set_name(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.name = value.map(Into::into);
        self
    }

    /// Settings for the individual recording of each publisher.
    ///
    /// They cannot be changed while a recording is running. An empty `storage_configuration_arn`
    /// disables recording. Default: unchanged.
    pub fn auto_participant_recording_configuration(
        mut self,
        value: types::AutoParticipantRecordingConfiguration,
    ) -> Self {
        self.input.auto_participant_recording_configuration = Some(value);
        self
    }

    /// Sets or clears [`auto_participant_recording_configuration`](Self::auto_participant_recording_configuration).
    pub fn set_auto_participant_recording_configuration(
        mut self,
        value: Option<types::AutoParticipantRecordingConfiguration>,
    ) -> Self {
        self.input.auto_participant_recording_configuration = value;
        self
    }
}

sdk_runtime::request_builder! {
    UpdateStage(UpdateStageInput) -> Result<UpdateStageOutput, Error>;
}

/// Input of [`UpdateStage`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UpdateStageInput {
    /// ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    /// [`ListStages`](crate::operations::ListStages).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// New name of the stage.
    ///
    /// Set by [`UpdateStage::name`].
    pub name: Option<String>,
    /// Settings for the individual recording of each publisher.
    ///
    /// Set by [`UpdateStage::auto_participant_recording_configuration`].
    pub auto_participant_recording_configuration:
        Option<types::AutoParticipantRecordingConfiguration>,
}

impl UpdateStageInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), name: None, auto_participant_recording_configuration: None }
    }
}

sdk_runtime::structure! {
    UpdateStageInput: encode;
    required "arn";
    "arn" => arn;
    "name" => name;
    "autoParticipantRecordingConfiguration" => auto_participant_recording_configuration;
}

sdk_runtime::limits! {
    UpdateStageInput;
    member "arn" => arn, min_length(1), max_length(128);
    member "name" => name, max_length(128);
    member "autoParticipantRecordingConfiguration" => auto_participant_recording_configuration;
}

/// Output of [`UpdateStage`](crate::operations::UpdateStage): the updated stage.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UpdateStageOutput {
    /// The updated stage.
    pub stage: Option<types::Stage>,
}

impl UpdateStageOutput {
    /// Sets [`stage`](Self::stage).
    pub fn with_stage(mut self, value: types::Stage) -> Self {
        self.stage = Some(value);
        self
    }
}

sdk_runtime::structure! {
    UpdateStageOutput: decode;
    "stage" => stage;
}

#[doc(hidden)]
impl Operation for UpdateStage {
    type Input = UpdateStageInput;
    type Output = UpdateStageOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("UpdateStage");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/UpdateStage").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
