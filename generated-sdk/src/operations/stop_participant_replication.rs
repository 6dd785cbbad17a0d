// @generated from #/paths/~1StopParticipantReplication/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Stops the replication of a participant to another stage.
///
/// The participant stays on the source stage; its replicas on other stages are not affected.
///
/// Returned by
/// [`Client::stop_participant_replication`](crate::Client::stop_participant_replication);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when a stage, the participant
/// or the replication does not exist, [`ValidationException`](crate::ErrorCode::Validation) for a
/// malformed value, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error
/// of the service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let source_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let destination_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/ijklIJKLmnop";
/// let participant_id = "ABcd12EFgh34";
/// client
///     .stop_participant_replication(
///         source_stage_arn,
///         destination_stage_arn,
///         participant_id,
///     )
///     .send()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct StopParticipantReplication {
    client: Client,
    input: StopParticipantReplicationInput,
    options: CallOptions,
}

sdk_runtime::request_builder! {
    StopParticipantReplication(StopParticipantReplicationInput) -> Result<StopParticipantReplicationOutput, Error>;
}

/// Input of [`StopParticipantReplication`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StopParticipantReplicationInput {
    /// ARN of the source stage, on which the participant publishes.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ARN of the destination stage, from which the replica is removed.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: String,
    /// ID of the replicated participant.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken); for a
    /// self-signed token, its `jti` claim.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
}

impl StopParticipantReplicationInput {
    /// Creates a value with the required members.
    pub fn new(
        source_stage_arn: impl Into<String>,
        destination_stage_arn: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Self {
        Self {
            source_stage_arn: source_stage_arn.into(),
            destination_stage_arn: destination_stage_arn.into(),
            participant_id: participant_id.into(),
        }
    }
}

sdk_runtime::structure! {
    StopParticipantReplicationInput: encode;
    required "sourceStageArn", "destinationStageArn", "participantId";
    "sourceStageArn" => source_stage_arn;
    "destinationStageArn" => destination_stage_arn;
    "participantId" => participant_id;
}

sdk_runtime::limits! {
    StopParticipantReplicationInput;
    member "sourceStageArn" => source_stage_arn, min_length(1), max_length(128);
    member "destinationStageArn" => destination_stage_arn, min_length(1), max_length(128);
    member "participantId" => participant_id, max_length(64);
}

/// Output of [`StopParticipantReplication`](crate::operations::StopParticipantReplication); it has
/// response headers only.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StopParticipantReplicationOutput {
    /// Header `Access-Control-Allow-Origin`: origins that a browser allows to read the response.
    pub access_control_allow_origin: Option<String>,
    /// Header `Access-Control-Expose-Headers`: headers that a browser exposes to scripts.
    pub access_control_expose_headers: Option<String>,
    /// Header `Cache-Control`: caching directives of the response.
    pub cache_control: Option<String>,
    /// Header `Content-Security-Policy`: resources that a browser may load for the response.
    pub content_security_policy: Option<String>,
    /// Header `Strict-Transport-Security`: how long browsers must use HTTPS.
    pub strict_transport_security: Option<String>,
    /// Header `X-Content-Type-Options`: whether browsers may guess the content type.
    pub x_content_type_options: Option<String>,
    /// Header `X-Frame-Options`: whether the response may be shown in a frame.
    pub x_frame_options: Option<String>,
}

impl StopParticipantReplicationOutput {
    /// Sets [`access_control_allow_origin`](Self::access_control_allow_origin).
    pub fn with_access_control_allow_origin(mut self, value: impl Into<String>) -> Self {
        self.access_control_allow_origin = Some(value.into());
        self
    }

    /// Sets [`access_control_expose_headers`](Self::access_control_expose_headers).
    pub fn with_access_control_expose_headers(mut self, value: impl Into<String>) -> Self {
        self.access_control_expose_headers = Some(value.into());
        self
    }

    /// Sets [`cache_control`](Self::cache_control).
    pub fn with_cache_control(mut self, value: impl Into<String>) -> Self {
        self.cache_control = Some(value.into());
        self
    }

    /// Sets [`content_security_policy`](Self::content_security_policy).
    pub fn with_content_security_policy(mut self, value: impl Into<String>) -> Self {
        self.content_security_policy = Some(value.into());
        self
    }

    /// Sets [`strict_transport_security`](Self::strict_transport_security).
    pub fn with_strict_transport_security(mut self, value: impl Into<String>) -> Self {
        self.strict_transport_security = Some(value.into());
        self
    }

    /// Sets [`x_content_type_options`](Self::x_content_type_options).
    pub fn with_x_content_type_options(mut self, value: impl Into<String>) -> Self {
        self.x_content_type_options = Some(value.into());
        self
    }

    /// Sets [`x_frame_options`](Self::x_frame_options).
    pub fn with_x_frame_options(mut self, value: impl Into<String>) -> Self {
        self.x_frame_options = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    StopParticipantReplicationOutput: serde;
    bound "Access-Control-Allow-Origin" => access_control_allow_origin;
    bound "Access-Control-Expose-Headers" => access_control_expose_headers;
    bound "Cache-Control" => cache_control;
    bound "Content-Security-Policy" => content_security_policy;
    bound "Strict-Transport-Security" => strict_transport_security;
    bound "X-Content-Type-Options" => x_content_type_options;
    bound "X-Frame-Options" => x_frame_options;
}

#[doc(hidden)]
impl Operation for StopParticipantReplication {
    type Input = StopParticipantReplicationInput;
    type Output = StopParticipantReplicationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("StopParticipantReplication");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/StopParticipantReplication").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(StopParticipantReplicationOutput {
            access_control_allow_origin: response.header("Access-Control-Allow-Origin"),
            access_control_expose_headers: response.header("Access-Control-Expose-Headers"),
            cache_control: response.header("Cache-Control"),
            content_security_policy: response.header("Content-Security-Policy"),
            strict_transport_security: response.header("Strict-Transport-Security"),
            x_content_type_options: response.header("X-Content-Type-Options"),
            x_frame_options: response.header("X-Frame-Options"),
        })
    }
}
