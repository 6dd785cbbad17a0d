// @generated from #/components/schemas/DestinationConfiguration. Do not edit: change the document or an overlay.

use crate::types;

/// Destination of a composition: a channel or an S3 bucket.
///
/// Set [`channel`](crate::types::DestinationConfiguration::channel) or
/// [`s3`](crate::types::DestinationConfiguration::s3).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let channel = types::ChannelDestinationConfiguration::new(
///     "arn:aws:ivs:us-east-1:123456789012:channel/example",
/// );
/// let s3 = types::S3DestinationConfiguration::new(
///     "arn:aws:ivs:us-east-1:123456789012:storage-configuration/example",
///     ["encoder-configuration-arns"],
/// );
/// let destination_configuration = types::DestinationConfiguration::default()
///     .with_name("name")
///     .with_channel(channel)
///     .with_s3(s3);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DestinationConfiguration {
    /// Name of the destination.
    ///
    /// Allowed characters: letters, digits, `-` and `_`. Default: no name.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// IVS channel for broadcast.
    pub channel: Option<types::ChannelDestinationConfiguration>,
    /// S3 bucket for recording.
    pub s3: Option<types::S3DestinationConfiguration>,
}

impl DestinationConfiguration {
    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
        self
    }

    /// Sets [`channel`](Self::channel).
    pub fn with_channel(mut self, value: types::ChannelDestinationConfiguration) -> Self {
        self.channel = Some(value);
        self
    }

    /// Sets [`s3`](Self::s3).
    pub fn with_s3(mut self, value: types::S3DestinationConfiguration) -> Self {
        self.s3 = Some(value);
        self
    }
}

sdk_runtime::structure! {
    DestinationConfiguration: decode, encode;
    "name" => name;
    "channel" => channel;
    "s3" => s3;
}

sdk_runtime::limits! {
    DestinationConfiguration;
    member "name" => name, max_length(128);
    member "channel" => channel;
    member "s3" => s3;
}
