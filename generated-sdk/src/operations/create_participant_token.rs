// @generated from #/paths/~1CreateParticipantToken/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Creates a participant token, with which one participant can join a stage.
///
/// Use it for participants who were not known at [`CreateStage`](crate::operations::CreateStage),
/// and to replace expired tokens. A token is valid for one stage. The response contains the secret
/// token and the `participant_id` that the participant will have in
/// [`ListParticipants`](crate::operations::ListParticipants). AWS encrypts tokens with its own
/// keys. To sign tokens yourself, see [`ImportPublicKey`](crate::operations::ImportPublicKey).
///
/// Returned by [`Client::create_participant_token`](crate::Client::create_participant_token);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the stage does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for values out of range,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when a quota is
/// reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of
/// the account is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let output = client
///     .create_participant_token(stage_arn)
///     .attributes([("displayName", "Alice")])
///     .capabilities([
///         types::ParticipantTokenCapability::Publish,
///         types::ParticipantTokenCapability::Subscribe,
///     ])
///     .duration(60)
///     .user_id("alice")
///     .send()
///     .await?;
/// if let Some(participant_token) = output.participant_token {
///     println!("{:?}", participant_token.participant_id);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct CreateParticipantToken {
    client: Client,
    input: CreateParticipantTokenInput,
    options: CallOptions,
}

impl CreateParticipantToken {
    /// Application data included in the token, as key-value pairs.
    ///
    /// Keys and values are UTF-8, at most 1 KB in total. All participants of the stage can read
    /// them: do not include personal or confidential data. Default: none.
    pub fn attributes(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.attributes = Some(convert::map(value));
        self
    }

    /// Sets or clears [`attributes`](Self::attributes).
    pub fn set_attributes(
        mut self,
        value: Option<impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>>,
    ) -> Self {
        self.input.attributes = value.map(convert::map);
        self
    }

    /// Capabilities of the token: publish, subscribe or both.
    ///
    /// Default: both.
    ///
    /// At most 2 elements.
    pub fn capabilities(
        mut self,
        value: impl IntoIterator<Item = types::ParticipantTokenCapability>,
    ) -> Self {
        self.input.capabilities = Some(convert::list(value));
        self
    }

    /// Sets or clears [`capabilities`](Self::capabilities).
    pub fn set_capabilities(
        mut self,
        value: Option<impl IntoIterator<Item = types::ParticipantTokenCapability>>,
    ) -> Self {
        self.input.capabilities = value.map(convert::list);
        self
    }

    /// Validity of the token, in minutes.
    ///
    /// Default: 720 (12 hours). Maximum: 20160 (14 days).
    ///
    /// 1 to 20160.
    pub fn duration(mut self, value: i64) -> Self {
        self.input.duration = Some(value);
        self
    }

    /// Sets or clears [`duration`](Self::duration).
    pub fn set_duration(mut self, value: Option<i64>) -> Self {
        self.input.duration = value;
        self
    }

    /// Application-defined user ID, to match participants with users of your system.
    ///
    /// Any UTF-8 string. It need not be unique. All participants of the stage can read it: use an
    /// opaque ID, not a name or an e-mail address. Default: none.
    ///
    /// At most 128 characters.
    pub fn user_id(mut self, value: impl Into<String>) -> Self {
        self.input.user_id = Some(value.into());
        self
    }

    /// Sets or clears [`user_id`](Self::user_id).
    pub fn set_user_id(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.user_id = value.map(Into::into);
        self
    }
}

sdk_runtime::request_builder! {
    CreateParticipantToken(CreateParticipantTokenInput) -> Result<CreateParticipantTokenOutput, Error>;
}

/// Input of [`CreateParticipantToken`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateParticipantTokenInput {
    /// Application data included in the token, as key-value pairs.
    ///
    /// Set by [`CreateParticipantToken::attributes`].
    pub attributes: Option<BTreeMap<String, String>>,
    /// Capabilities of the token: publish, subscribe or both.
    ///
    /// Set by [`CreateParticipantToken::capabilities`].
    pub capabilities: Option<Vec<types::ParticipantTokenCapability>>,
    /// Validity of the token, in minutes.
    ///
    /// Set by [`CreateParticipantToken::duration`].
    pub duration: Option<i64>,
    /// ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    /// [`ListStages`](crate::operations::ListStages).
    ///
    /// The token is valid for this stage only.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
    /// Application-defined user ID, to match participants with users of your system.
    ///
    /// Set by [`CreateParticipantToken::user_id`].
    pub user_id: Option<String>,
}

impl CreateParticipantTokenInput {
    /// Creates a value with the required members.
    pub fn new(stage_arn: impl Into<String>) -> Self {
        Self {
            stage_arn: stage_arn.into(),
            attributes: None,
            capabilities: None,
            duration: None,
            user_id: None,
        }
    }
}

sdk_runtime::structure! {
    CreateParticipantTokenInput: encode;
    required "stageArn";
    "attributes" => attributes;
    "capabilities" => capabilities;
    "duration" => duration;
    "stageArn" => stage_arn;
    "userId" => user_id;
}

sdk_runtime::limits! {
    CreateParticipantTokenInput;
    length "capabilities" => capabilities, max_length(2);
    member "duration" => duration, minimum(1.0), maximum(20160.0);
    member "stageArn" => stage_arn, min_length(1), max_length(128);
    member "userId" => user_id, max_length(128);
}

/// Output of [`CreateParticipantToken`](crate::operations::CreateParticipantToken): the created
/// token.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateParticipantTokenOutput {
    /// The created token, with its secret and its `participant_id`.
    pub participant_token: Option<types::ParticipantToken>,
}

impl CreateParticipantTokenOutput {
    /// Sets [`participant_token`](Self::participant_token).
    pub fn with_participant_token(mut self, value: types::ParticipantToken) -> Self {
        self.participant_token = Some(value);
        self
    }
}

sdk_runtime::structure! {
    CreateParticipantTokenOutput: decode;
    "participantToken" => participant_token;
}

#[doc(hidden)]
impl Operation for CreateParticipantToken {
    type Input = CreateParticipantTokenInput;
    type Output = CreateParticipantTokenOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("CreateParticipantToken");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/CreateParticipantToken").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
