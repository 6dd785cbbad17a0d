// @generated from #/paths/~1CreateEncoderConfiguration/post. Do not edit: change the document or an overlay.

use crate::{Error, types};
use sdk_runtime::convert;
use sdk_runtime::{CallOptions, Client, DecodeError, Method, Operation, OperationMeta};
use sdk_runtime::{Request, Response, validate};
use std::collections::BTreeMap;

/// Creates a description of the video that compositions are to produce.
///
/// Make one for each quality wanted and use it again and again: a destination of
/// [`StartComposition`](crate::operations::StartComposition) names it by ARN. Nothing is required;
/// without `video` the picture is 1280 by 720 pixels at 30 frames per second and 2.5 Mbit/s. It
/// cannot be changed afterwards, only deleted.
///
/// Errors: [`ServiceQuotaExceededException`](crate::ErrorCode::ServiceQuotaExceeded) when the
/// account has as many as it may have, [`ValidationException`](crate::ErrorCode::Validation) for a
/// size, rate, name or tag outside its limits,
/// [`AccessDeniedException`](crate::ErrorCode::AccessDenied) without permission,
/// [`PendingVerification`](crate::ErrorCode::PendingVerification) while AWS still checks the
/// account, [`InternalServerException`](crate::ErrorCode::InternalServer) when AWS itself fails.
/// AWS declares [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound) and
/// [`ConflictException`](crate::ErrorCode::Conflict) too.
///
/// Made by [`Client::create_encoder_configuration`](crate::Client::create_encoder_configuration),
/// sent by [`send`](Self::send).
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
/// let output = client.create_encoder_configuration().name("full-hd").video(video).send().await?;
/// if let Some(encoder_configuration) = output.encoder_configuration {
///     println!("{}", encoder_configuration.arn);
/// }
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call is sent by `.send().await`"]
pub struct CreateEncoderConfiguration {
    client: Client,
    input: CreateEncoderConfigurationInput,
    options: CallOptions,
}

impl CreateEncoderConfiguration {
    /// Name of the new encoder configuration, for people to recognise it by.
    ///
    /// Letters, digits, `-` and `_` are allowed. Left out, it has none.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub fn name(mut self, value: impl Into<String>) -> Self {
        self.input.name = Some(value.into());
        self
    }

    /// Size, frame rate and bit rate of the video.
    ///
    /// Left out, or for what is left out inside it, the defaults of [`Video`](crate::types::Video)
    /// hold.
    pub fn video(mut self, value: types::Video) -> Self {
        self.input.video = Some(value);
        self
    }

    /// Tags for the new encoder configuration, as keys and their values.
    ///
    /// Left out, it has none; [`TagResource`](crate::operations::TagResource) can add some later.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub fn tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.input.tags = Some(convert::map(value));
        self
    }
}

sdk_runtime::pending_call! {
    CreateEncoderConfiguration(CreateEncoderConfigurationInput)
        -> Result<CreateEncoderConfigurationOutput, Error>;
}

/// What [`CreateEncoderConfiguration`] sends.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CreateEncoderConfigurationInput {
    /// Set by [`CreateEncoderConfiguration::name`].
    pub name: Option<String>,
    /// Set by [`CreateEncoderConfiguration::video`].
    pub video: Option<types::Video>,
    /// Set by [`CreateEncoderConfiguration::tags`].
    pub tags: Option<BTreeMap<String, String>>,
}

sdk_runtime::structure! {
    CreateEncoderConfigurationInput: write;
    "name" => name;
    "video" => video;
    "tags" => tags;
}

impl validate::Validate for CreateEncoderConfigurationInput {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("name", &self.name, &Limits::new().most(128));
        visitor.inside("video", &self.video);
        visitor.member(
            "tags",
            &self.tags,
            &Limits::new()
                .most(50)
                .keys(const { &Limits::new().least(1).most(128) })
                .each(const { &Limits::new().most(256) }),
        );
    }
}

/// Output of [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration): what
/// was made.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CreateEncoderConfigurationOutput {
    /// The new encoder configuration with its ARN.
    pub encoder_configuration: Option<types::EncoderConfiguration>,
}

sdk_runtime::setters! {
    CreateEncoderConfigurationOutput;
    with_encoder_configuration(value: types::EncoderConfiguration)
        => encoder_configuration = Some(value);
}

sdk_runtime::structure! {
    CreateEncoderConfigurationOutput: read;
    "encoderConfiguration" => encoder_configuration;
}

impl Operation for CreateEncoderConfiguration {
    type Input = CreateEncoderConfigurationInput;
    type Output = CreateEncoderConfigurationOutput;
    type Error = Error;
    const META: OperationMeta = OperationMeta::new("CreateEncoderConfiguration");

    fn encode(input: &Self::Input) -> Result<Request, sdk_runtime::Error> {
        Request::new(Method::POST).literal("/CreateEncoderConfiguration").json(input)
    }

    fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
        response.json()
    }
}
