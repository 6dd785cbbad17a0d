// @generated from #/paths/~1CreateStage/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Creates a stage and, optionally, participant tokens for it.
///
/// All members are optional. Pass one
/// [`ParticipantTokenConfiguration`](crate::types::ParticipantTokenConfiguration) for each
/// participant known in advance;
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) creates further tokens.
/// The ARN in the response identifies the stage in later calls. Not idempotent: two calls create
/// two stages, even with the same name.
///
/// Returned by [`Client::create_stage`](crate::Client::create_stage); [`send`](Self::send) sends
/// the request.
///
/// # Errors
///
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account's
/// quota is reached, [`ValidationException`](crate::ErrorCode::Validation) for a name, token, tag
/// or recording setting outside its limits,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of the account
/// is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let participant_token_configurations = [
///     types::ParticipantTokenConfiguration::default()
///         .with_duration(120)
///         .with_user_id("host"),
/// ];
/// let output = client
///     .create_stage()
///     .name("weekly-meeting")
///     .participant_token_configurations(participant_token_configurations)
///     .tags([("team", "video")])
///     .send()
///     .await?;
/// if let Some(stage) = output.stage {
///     println!("{}", stage.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct CreateStage {
    client: Client,
    input: CreateStageInput,
    options: CallOptions,
}

impl CreateStage {
    /// Name of the new stage.
    ///
    /// It need not be unique; the ARN identifies a stage. Allowed characters: letters, digits, `-`
    /// and `_`. Default: no name. [`UpdateStage`](crate::operations::UpdateStage) can change it.
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

    /// Participant tokens to create with the stage, one entry for each participant.
    ///
    /// The tokens are returned in
    /// [`participant_tokens`](crate::operations::CreateStageOutput::participant_tokens). Default:
    /// no tokens.
    ///
    /// At most 12 elements.
    pub fn participant_token_configurations(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantTokenConfiguration>,
    ) -> Self {
        self.input.participant_token_configurations = Some(convert::list(value));
        self
    }

    /// Sets or clears [`participant_token_configurations`](Self::participant_token_configurations).
    pub fn set_participant_token_configurations(
        mut self,
        value: Option<impl IntoIterator<Item = types::ParticipantTokenConfiguration>>,
    ) -> Self {
        self.input.participant_token_configurations = value.map(convert::list);
        self
    }

    /// Tags for the new stage, as key-value pairs.
    ///
    /// Default: no tags. [`TagResource`](crate::operations::TagResource) adds tags later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }

    /// Sets or clears [`tags`](Self::tags).
    pub fn set_tags(
        mut self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>>,
    ) -> Self {
        self.input.tags = value.map(convert::map);
        self
    }

    /// Settings for the individual recording of each publisher.
    ///
    /// Default: no recording. [`UpdateStage`](crate::operations::UpdateStage) can enable it while
    /// no recording is running.
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
    CreateStage(CreateStageInput) -> Result<CreateStageOutput, Error>;
}

/// Input of [`CreateStage`].
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateStageInput {
    /// Name of the new stage.
    ///
    /// Set by [`CreateStage::name`].
    pub name: Option<String>,
    /// Participant tokens to create with the stage, one entry for each participant.
    ///
    /// Set by [`CreateStage::participant_token_configurations`].
    pub participant_token_configurations: Option<Vec<types::ParticipantTokenConfiguration>>,
    /// Tags for the new stage, as key-value pairs.
    ///
    /// Set by [`CreateStage::tags`].
    pub tags: Option<BTreeMap<String, String>>,
    /// Settings for the individual recording of each publisher.
    ///
    /// Set by [`CreateStage::auto_participant_recording_configuration`].
    pub auto_participant_recording_configuration:
        Option<types::AutoParticipantRecordingConfiguration>,
}

sdk_runtime::structure! {
    CreateStageInput: encode;
    "name" => name;
    "participantTokenConfigurations" => participant_token_configurations;
    "tags" => tags;
    "autoParticipantRecordingConfiguration" => auto_participant_recording_configuration;
}

sdk_runtime::limits! {
    CreateStageInput;
    member "name" => name, max_length(128);
    member "participantTokenConfigurations" => participant_token_configurations, max_length(12);
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
    member "autoParticipantRecordingConfiguration" => auto_participant_recording_configuration;
}

/// Output of [`CreateStage`](crate::operations::CreateStage): the created stage, and one token for
/// each token configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateStageOutput {
    /// The tokens created for
    /// [`participant_token_configurations`](crate::operations::CreateStage::participant_token_configurations).
    ///
    /// No later call returns them: pass them on or store them securely.
    pub participant_tokens: Vec<types::ParticipantToken>,
    /// The new stage with its ARN and endpoints.
    pub stage: Option<types::Stage>,
}

impl CreateStageOutput {
    /// Sets [`participant_tokens`](Self::participant_tokens).
    pub fn with_participant_tokens(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantToken>,
    ) -> Self {
        self.participant_tokens = convert::list(value);
        self
    }

    /// Sets [`stage`](Self::stage).
    pub fn with_stage(mut self, value: types::Stage) -> Self {
        self.stage = Some(value);
        self
    }
}

sdk_runtime::structure! {
    CreateStageOutput: decode;
    "participantTokens" => participant_tokens;
    "stage" => stage;
}

#[doc(hidden)]
impl Operation for CreateStage {
    type Input = CreateStageInput;
    type Output = CreateStageOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("CreateStage");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/CreateStage").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
