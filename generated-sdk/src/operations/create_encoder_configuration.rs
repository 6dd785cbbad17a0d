// @generated from #/paths/~1CreateEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, EncodedRequest, Method, Operation};
use sdk_runtime::{OperationMeta, Response};
use std::collections::BTreeMap;

/// Creates an encoder configuration: the video format that compositions produce.
///
/// [`StartComposition`](crate::operations::StartComposition) destinations reference it by ARN; one
/// encoder configuration can be shared by any number of compositions. All members are optional: the
/// default video is 1280 × 720 pixels, 30 frames per second, 2.5 Mbit/s. An encoder configuration
/// cannot be changed, only deleted.
///
/// Returned by
/// [`Client::create_encoder_configuration`](crate::Client::create_encoder_configuration);
/// [`send`](Self::send) sends the request.
///
/// # Errors
///
/// [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the account's
/// quota is reached, [`ValidationException`](crate::ErrorCode::Validation) for a size, rate, name
/// or tag outside its limits, [`AccessDeniedException`](crate::ErrorCode::AccessDenied) when the
/// caller lacks permission, [`PendingVerification`](crate::ErrorCode::PendingVerification) while
/// verification of the account is pending,
/// [`InternalServerException`](crate::ErrorCode::InternalServer) on an internal error of the
/// service. AWS also declares [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) and
/// [`ConflictException`](crate::ErrorCode::Conflict).
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// use generated_sdk::types;
///
/// let video = types::Video::default()
///     .with_width(1920)
///     .with_height(1080)
///     .with_framerate(30.0)
///     .with_bitrate(4_500_000);
/// let output = client
///     .create_encoder_configuration()
///     .name("full-hd")
///     .video(video)
///     .send()
///     .await?;
/// if let Some(encoder_configuration) = output.encoder_configuration {
///     println!("{}", encoder_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "the request is sent by `.send().await` or `.await`"]
pub struct CreateEncoderConfiguration {
    client: Client,
    input: CreateEncoderConfigurationInput,
    options: CallOptions,
}

impl CreateEncoderConfiguration {
    /// Name of the new encoder configuration.
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

    /// Size, frame rate and bit rate of the video.
    ///
    /// Default: the defaults of [`Video`](crate::types::Video), also for each member left out of
    /// it.
    pub fn video(mut self, value: types::Video) -> Self {
        self.input.video = Some(value);
        self
    }

    /// Sets or clears [`video`](Self::video).
    pub fn set_video(mut self, value: Option<types::Video>) -> Self {
        self.input.video = value;
        self
    }

    /// Tags for the new encoder configuration, as key-value pairs.
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
    CreateEncoderConfiguration(CreateEncoderConfigurationInput) -> Result<CreateEncoderConfigurationOutput, Error>;
}

/// Input of [`CreateEncoderConfiguration`].
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CreateEncoderConfigurationInput {
    /// Name of the new encoder configuration.
    ///
    /// Set by [`CreateEncoderConfiguration::name`].
    pub name: Option<String>,
    /// Size, frame rate and bit rate of the video.
    ///
    /// Set by [`CreateEncoderConfiguration::video`].
    pub video: Option<types::Video>,
    /// Tags for the new encoder configuration, as key-value pairs.
    ///
    /// Set by [`CreateEncoderConfiguration::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

sdk_runtime::structure! {
    CreateEncoderConfigurationInput: encode;
    "name" => name;
    "video" => video;
    "tags" => tags;
}

sdk_runtime::limits! {
    CreateEncoderConfigurationInput;
    member "name" => name, max_length(128);
    member "video" => video;
    member "tags" => tags, max_length(50), keys(min_length(1), max_length(128)), values(max_length(256));
}

/// Output of [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration): the
/// created encoder configuration.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CreateEncoderConfigurationOutput {
    /// The new encoder configuration with its ARN.
    pub encoder_configuration: Option<types::EncoderConfiguration>,
}

impl CreateEncoderConfigurationOutput {
    /// Sets [`encoder_configuration`](Self::encoder_configuration).
    pub fn with_encoder_configuration(mut self, value: types::EncoderConfiguration) -> Self {
        self.encoder_configuration = Some(value);
        self
    }
}

sdk_runtime::structure! {
    CreateEncoderConfigurationOutput: decode;
    "encoderConfiguration" => encoder_configuration;
}

#[doc(hidden)]
impl Operation for CreateEncoderConfiguration {
    type Input = CreateEncoderConfigurationInput;
    type Output = CreateEncoderConfigurationOutput;
    type Error = Error;

    const META: OperationMeta = OperationMeta::new("CreateEncoderConfiguration");

    #[inline]
    fn encode(input: &Self::Input) -> Result<EncodedRequest, sdk_runtime::Error> {
        EncodedRequest::new(Method::POST).literal("/CreateEncoderConfiguration").json(input)
    }

    #[inline]
    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
