// @generated from #/paths/~1CreateIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Creates an ingest configuration, with which a video encoder publishes to a stage over RTMP or
/// RTMPS.
///
/// The response contains the secret `stream_key` for the encoder and the `participant_id` of the
/// encoder on the stage. The ingest address is in [`StageEndpoints`](crate::types::StageEndpoints)
/// of the stage. Not idempotent: each call creates an ingest configuration.
///
/// Returned by [`Client::create_ingest_configuration`](crate::Client::create_ingest_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ValidationException`](crate::ErrorCode::Validation) for values out of range or for RTMP
/// without [`insecure_ingest`](crate::operations::CreateIngestConfiguration::insecure_ingest),
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account's
/// quota is reached, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller
/// lacks permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while
/// verification of the account is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let output = client
///     .create_ingest_configuration(types::IngestProtocol::Rtmps)
///     .name("studio-encoder")
///     .stage_arn("arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh")
///     .user_id("studio")
///     .send()
///     .await?;
/// if let Some(ingest_configuration) = output.ingest_configuration {
///     println!("{}", ingest_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct CreateIngestConfiguration {
    client: Client,
    input: CreateIngestConfigurationInput,
    options: CallOptions,
}

impl CreateIngestConfiguration {
    /// Name of the new ingest configuration.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. Default: no name.
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

    /// ARN of the stage to publish to.
    ///
    /// Default (also an empty string): no stage.
    /// [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration) attaches one
    /// later.
    ///
    /// At most 128 characters; pattern `^$|^arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+$`.
    pub fn stage_arn(mut self, value: impl Into<String>) -> Self {
        self.input.stage_arn = Some(value.into());
        self
    }

    /// Sets or clears [`stage_arn`](Self::stage_arn).
    pub fn set_stage_arn(mut self, value: Option<impl Into<String>>) -> Self {
        self.input.stage_arn = value.map(Into::into);
        self
    }

    /// Application-defined user ID of the encoder's participant.
    ///
    /// It matches the participant with a user of your system. Any UTF-8 string. All participants of
    /// the stage can read it: use an opaque ID, not a name or an e-mail address. Default: none.
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

    /// Application data of the encoder's participant, as key-value pairs.
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

    /// Whether unencrypted RTMP is allowed.
    ///
    /// Must be `true` when
    /// [`ingest_protocol`](crate::operations::CreateIngestConfigurationInput::ingest_protocol) is
    /// `RTMP`. Default: `false`.
    pub fn insecure_ingest(mut self, value: bool) -> Self {
        self.input.insecure_ingest = Some(value);
        self
    }

    /// Sets or clears [`insecure_ingest`](Self::insecure_ingest).
    pub fn set_insecure_ingest(mut self, value: Option<bool>) -> Self {
        self.input.insecure_ingest = value;
        self
    }

    /// Whether redundant ingest is enabled: the encoder sends the stream over more than one path.
    ///
    /// With `true`, the response contains one stream key for each path in
    /// [`redundant_ingest_credentials`](crate::types::IngestConfiguration::redundant_ingest_credentials).
    /// Default: `false`.
    pub fn redundant_ingest(mut self, value: bool) -> Self {
        self.input.redundant_ingest = Some(value);
        self
    }

    /// Sets or clears [`redundant_ingest`](Self::redundant_ingest).
    pub fn set_redundant_ingest(mut self, value: Option<bool>) -> Self {
        self.input.redundant_ingest = value;
        self
    }

    /// Tags for the new ingest configuration, as key-value pairs.
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
}

sdk_runtime::request_builder! {
    CreateIngestConfiguration(CreateIngestConfigurationInput) -> Result<CreateIngestConfigurationOutput, Error>;
}

/// Input of [`CreateIngestConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateIngestConfigurationInput {
    /// Name of the new ingest configuration.
    ///
    /// Set by [`CreateIngestConfiguration::name`].
    pub name: Option<String>,
    /// ARN of the stage to publish to.
    ///
    /// Set by [`CreateIngestConfiguration::stage_arn`].
    pub stage_arn: Option<String>,
    /// Application-defined user ID of the encoder's participant.
    ///
    /// Set by [`CreateIngestConfiguration::user_id`].
    pub user_id: Option<String>,
    /// Application data of the encoder's participant, as key-value pairs.
    ///
    /// Set by [`CreateIngestConfiguration::attributes`].
    pub attributes: Option<BTreeMap<String, String>>,
    /// Ingest protocol of the encoder.
    ///
    /// `RTMP` requires
    /// [`insecure_ingest`](crate::operations::CreateIngestConfiguration::insecure_ingest).
    pub ingest_protocol: types::IngestProtocol,
    /// Whether unencrypted RTMP is allowed.
    ///
    /// Set by [`CreateIngestConfiguration::insecure_ingest`].
    pub insecure_ingest: Option<bool>,
    /// Whether redundant ingest is enabled: the encoder sends the stream over more than one path.
    ///
    /// Set by [`CreateIngestConfiguration::redundant_ingest`].
    pub redundant_ingest: Option<bool>,
    /// Tags for the new ingest configuration, as key-value pairs.
    ///
    /// Set by [`CreateIngestConfiguration::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

impl CreateIngestConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(ingest_protocol: types::IngestProtocol) -> Self {
        Self {
            ingest_protocol,
            name: None,
            stage_arn: None,
            user_id: None,
            attributes: None,
            insecure_ingest: None,
            redundant_ingest: None,
            tags: None,
        }
    }
}

sdk_runtime::structure! {
    CreateIngestConfigurationInput: encode;
    required "ingestProtocol";
    "name" => name;
    "stageArn" => stage_arn;
    "userId" => user_id;
    "attributes" => attributes;
    "ingestProtocol" => ingest_protocol;
    "insecureIngest" => insecure_ingest;
    "redundantIngest" => redundant_ingest;
    "tags" => tags;
}

sdk_runtime::limits! {
    CreateIngestConfigurationInput;
    member "name" => name, max_length(128);
    member "stageArn" => stage_arn, max_length(128);
    member "userId" => user_id, max_length(128);
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
}

/// Output of [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration): the
/// created ingest configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CreateIngestConfigurationOutput {
    /// The new ingest configuration with its ARN and stream key.
    pub ingest_configuration: Option<types::IngestConfiguration>,
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

impl CreateIngestConfigurationOutput {
    /// Sets [`ingest_configuration`](Self::ingest_configuration).
    pub fn with_ingest_configuration(mut self, value: types::IngestConfiguration) -> Self {
        self.ingest_configuration = Some(value);
        self
    }

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
    CreateIngestConfigurationOutput: decode;
    "ingestConfiguration" => ingest_configuration;
    bound "Access-Control-Allow-Origin" => access_control_allow_origin;
    bound "Access-Control-Expose-Headers" => access_control_expose_headers;
    bound "Cache-Control" => cache_control;
    bound "Content-Security-Policy" => content_security_policy;
    bound "Strict-Transport-Security" => strict_transport_security;
    bound "X-Content-Type-Options" => x_content_type_options;
    bound "X-Frame-Options" => x_frame_options;
}

#[doc(hidden)]
impl Operation for CreateIngestConfiguration {
    type Input = CreateIngestConfigurationInput;
    type Output = CreateIngestConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("CreateIngestConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/CreateIngestConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        let mut output: CreateIngestConfigurationOutput = response.json()?;
        output.access_control_allow_origin = response.header("Access-Control-Allow-Origin");
        output.access_control_expose_headers = response.header("Access-Control-Expose-Headers");
        output.cache_control = response.header("Cache-Control");
        output.content_security_policy = response.header("Content-Security-Policy");
        output.strict_transport_security = response.header("Strict-Transport-Security");
        output.x_content_type_options = response.header("X-Content-Type-Options");
        output.x_frame_options = response.header("X-Frame-Options");
        Ok(output)
    }
}
