// @generated from #/components/schemas/EncoderConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// An encoder configuration: size, frame rate and bit rate of the video that compositions produce.
///
/// [`CreateEncoderConfiguration`](crate::operations::CreateEncoderConfiguration) creates it;
/// [`DeleteEncoderConfiguration`](crate::operations::DeleteEncoderConfiguration) deletes it.
/// [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) returns it;
/// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations) returns each as an
/// [`EncoderConfigurationSummary`](crate::types::EncoderConfigurationSummary).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let video = types::Video::default().with_width(2);
/// let encoder_configuration = types::EncoderConfiguration::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///     )
///     .with_name("name")
///     .with_video(video)
///     .with_tags([("key", "value")]);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct EncoderConfiguration {
    /// ARN, the identifier in [`StartComposition`](crate::operations::StartComposition) and the
    /// other operations.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Name of the encoder configuration, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// Size, frame rate and bit rate of the video.
    pub video: Option<types::Video>,
    /// The encoder configuration's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl EncoderConfiguration {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), ..Self::default() }
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`video`](Self::video).
    pub fn with_video(mut self, value: types::Video) -> Self {
        self.video = Some(value);
        self
    }

    /// Sets [`tags`](Self::tags).
    pub fn with_tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = convert::map(value);
        self
    }
}

sdk_runtime::structure! {
    EncoderConfiguration: decode;
    "arn" => arn;
    "name" => name;
    "video" => video;
    "tags" => tags;
}
