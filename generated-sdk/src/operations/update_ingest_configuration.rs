// @generated from #/paths/~1UpdateIngestConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};

/// Attaches an ingest configuration to another stage, or detaches it.
///
/// Only the stage and
/// [`redundant_ingest`](crate::operations::UpdateIngestConfiguration::redundant_ingest) can be
/// changed, and only while no encoder is publishing. For other changes, delete the ingest
/// configuration and create a new one.
///
/// Returned by [`Client::update_ingest_configuration`](crate::Client::update_ingest_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ConflictException`](crate::ErrorCode::Conflict) while an encoder is publishing,
/// [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) when the ARN does not exist,
/// [`ValidationException`](crate::ErrorCode::Validation) for a malformed value,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the caller lacks permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while verification of the account
/// is pending.
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
/// let output = client
///     .update_ingest_configuration(arn)
///     .stage_arn("arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh")
///     .send()
///     .await?;
/// if let Some(ingest_configuration) = output.ingest_configuration {
///     println!("{:?}", ingest_configuration.state);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct UpdateIngestConfiguration {
    client: Client,
    input: UpdateIngestConfigurationInput,
    options: CallOptions,
}

impl UpdateIngestConfiguration {
    /// ARN of the new stage.
    ///
    /// An empty string detaches the ingest configuration from its stage. AWS does not state the
    /// effect of omitting it; the stage should stay.
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

    /// Whether redundant ingest is enabled: the encoder sends the stream over more than one path.
    ///
    /// AWS states the default `false` here too, but not whether omitting it disables redundant
    /// ingest. Set it explicitly.
    pub fn redundant_ingest(mut self, value: bool) -> Self {
        self.input.redundant_ingest = Some(value);
        self
    }

    /// Sets or clears [`redundant_ingest`](Self::redundant_ingest).
    pub fn set_redundant_ingest(mut self, value: Option<bool>) -> Self {
        self.input.redundant_ingest = value;
        self
    }
}

sdk_runtime::request_builder! {
    UpdateIngestConfiguration(UpdateIngestConfigurationInput) -> Result<UpdateIngestConfigurationOutput, Error>;
}

/// Input of [`UpdateIngestConfiguration`].
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UpdateIngestConfigurationInput {
    /// ARN of the ingest configuration, from
    /// [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    /// [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:ingest-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// ARN of the new stage.
    ///
    /// Set by [`UpdateIngestConfiguration::stage_arn`].
    pub stage_arn: Option<String>,
    /// Whether redundant ingest is enabled: the encoder sends the stream over more than one path.
    ///
    /// Set by [`UpdateIngestConfiguration::redundant_ingest`].
    pub redundant_ingest: Option<bool>,
}

impl UpdateIngestConfigurationInput {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), stage_arn: None, redundant_ingest: None }
    }
}

sdk_runtime::structure! {
    UpdateIngestConfigurationInput: encode;
    required "arn";
    "arn" => arn;
    "stageArn" => stage_arn;
    "redundantIngest" => redundant_ingest;
}

sdk_runtime::limits! {
    UpdateIngestConfigurationInput;
    member "arn" => arn, min_length(1), max_length(128);
    member "stageArn" => stage_arn, max_length(128);
}

/// Output of [`UpdateIngestConfiguration`](crate::operations::UpdateIngestConfiguration): the
/// updated ingest configuration.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct UpdateIngestConfigurationOutput {
    /// The updated ingest configuration.
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

impl UpdateIngestConfigurationOutput {
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
    UpdateIngestConfigurationOutput: decode;
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
impl Operation for UpdateIngestConfiguration {
    type Input = UpdateIngestConfigurationInput;
    type Output = UpdateIngestConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("UpdateIngestConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/UpdateIngestConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        let mut output: UpdateIngestConfigurationOutput = response.json()?;
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
