// @generated from #/paths/~1StartParticipantReplication/post. Do not edit: change the document or an overlay.

use crate::Error;
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Starts to replicate a publishing participant to another stage.
///
/// On the destination stage, the participant appears as a replica, with `REPLICA` as its
/// `replication_type`. Call it once for each destination stage.
/// [`ListParticipantReplicas`](crate::operations::ListParticipantReplicas) shows the state;
/// [`StopParticipantReplication`](crate::operations::StopParticipantReplication) ends the
/// replication.
///
/// Returned by
/// [`Client::start_participant_replication`](crate::Client::start_participant_replication);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when a stage or the
/// participant does not exist, [`ValidationException`](crate::ErrorCode::Validation) for values out
/// of range, [`ConflictException`](crate::ErrorCode::Conflict) when the current state of a resource
/// does not allow the operation,
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when a quota is
/// reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks
/// permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of
/// the account is pending, [`InternalServerException`](crate::ErrorCode::InternalServer) on an
/// internal error of the service.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let source_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let destination_stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/ijklIJKLmnop";
/// let participant_id = "ABcd12EFgh34";
/// client
///     .start_participant_replication(
///         source_stage_arn,
///         destination_stage_arn,
///         participant_id,
///     )
///     .reconnect_window_seconds(30)
///     .send()
///     .await?;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct StartParticipantReplication {
    client: Client,
    input: StartParticipantReplicationInput,
    options: CallOptions,
}

impl StartParticipantReplication {
    /// Time for which the participant may be disconnected without ending the replication, in
    /// seconds.
    ///
    /// If the participant reconnects in time, the replication stays `ACTIVE`. Default: 0, any
    /// disconnection ends it.
    ///
    /// 0 to 300.
    pub fn reconnect_window_seconds(mut self, value: i64) -> Self {
        self.input.reconnect_window_seconds = Some(value);
        self
    }

    /// Sets or clears [`reconnect_window_seconds`](Self::reconnect_window_seconds).
    pub fn set_reconnect_window_seconds(mut self, value: Option<i64>) -> Self {
        self.input.reconnect_window_seconds = value;
        self
    }

    /// Additional application data of the replica, as key-value pairs.
    ///
    /// It is merged with the attributes of the participant's token; for equal keys, the values
    /// given here win. Keys and values are UTF-8, at most 1 KB in total. All participants of the
    /// destination stage can read them: do not include personal or confidential data. Default: the
    /// attributes of the token only.
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
}

sdk_runtime::request_builder! {
    StartParticipantReplication(StartParticipantReplicationInput) -> Result<StartParticipantReplicationOutput, Error>;
}

/// Input of [`StartParticipantReplication`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StartParticipantReplicationInput {
    /// ARN of the source stage, on which the participant publishes.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub source_stage_arn: String,
    /// ARN of the destination stage, on which the replica appears.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: String,
    /// ID of the participant to replicate.
    ///
    /// Returned by [`CreateParticipantToken`](crate::operations::CreateParticipantToken); for a
    /// self-signed token, its `jti` claim.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: String,
    /// Time for which the participant may be disconnected without ending the replication, in
    /// seconds.
    ///
    /// Set by [`StartParticipantReplication::reconnect_window_seconds`].
    pub reconnect_window_seconds: Option<i64>,
    /// Additional application data of the replica, as key-value pairs.
    ///
    /// Set by [`StartParticipantReplication::attributes`].
    pub attributes: Option<BTreeMap<String, String>>,
}

impl StartParticipantReplicationInput {
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
            reconnect_window_seconds: None,
            attributes: None,
        }
    }
}

sdk_runtime::structure! {
    StartParticipantReplicationInput: encode;
    required "sourceStageArn", "destinationStageArn", "participantId";
    "sourceStageArn" => source_stage_arn;
    "destinationStageArn" => destination_stage_arn;
    "participantId" => participant_id;
    "reconnectWindowSeconds" => reconnect_window_seconds;
    "attributes" => attributes;
}

sdk_runtime::limits! {
    StartParticipantReplicationInput;
    member "sourceStageArn" => source_stage_arn, min_length(1), max_length(128);
    member "destinationStageArn" => destination_stage_arn, min_length(1), max_length(128);
    member "participantId" => participant_id, max_length(64);
    member "reconnectWindowSeconds" => reconnect_window_seconds, minimum(0.0), maximum(300.0);
}

/// Output of [`StartParticipantReplication`](crate::operations::StartParticipantReplication); it
/// has response headers only.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct StartParticipantReplicationOutput {
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

impl StartParticipantReplicationOutput {
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
    StartParticipantReplicationOutput: serde;
    bound "Access-Control-Allow-Origin" => access_control_allow_origin;
    bound "Access-Control-Expose-Headers" => access_control_expose_headers;
    bound "Cache-Control" => cache_control;
    bound "Content-Security-Policy" => content_security_policy;
    bound "Strict-Transport-Security" => strict_transport_security;
    bound "X-Content-Type-Options" => x_content_type_options;
    bound "X-Frame-Options" => x_frame_options;
}

#[doc(hidden)]
impl Operation for StartParticipantReplication {
    type Input = StartParticipantReplicationInput;
    type Output = StartParticipantReplicationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("StartParticipantReplication");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/StartParticipantReplication").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        Ok(StartParticipantReplicationOutput {
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
