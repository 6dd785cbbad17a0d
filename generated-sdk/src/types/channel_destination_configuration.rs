// @generated from #/components/schemas/ChannelDestinationConfiguration. Do not edit: change the document or an overlay.

/// Broadcast of a composition to an IVS channel.
///
/// Channel, encoder configuration and stage must be in the same account and region.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ChannelDestinationConfiguration {
    /// ARN of the channel, a resource of the low-latency API of Amazon IVS.
    ///
    /// The channel must be offline at the start.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:channel/[a-zA-Z0-9-]+`.
    pub channel_arn: String,
    /// ARN of the encoder configuration of the broadcast.
    ///
    /// Optional; AWS does not state a default.
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub encoder_configuration_arn: Option<String>,
}

impl ChannelDestinationConfiguration {
    /// Creates a value with the required members.
    pub fn new(channel_arn: impl Into<String>) -> Self {
        Self { channel_arn: channel_arn.into(), ..Self::default() }
    }

    /// Sets [`encoder_configuration_arn`](Self::encoder_configuration_arn).
    pub fn with_encoder_configuration_arn(mut self, value: impl Into<String>) -> Self {
        self.encoder_configuration_arn = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    ChannelDestinationConfiguration: decode, encode;
    required "channelArn";
    "channelArn" => channel_arn;
    "encoderConfigurationArn" => encoder_configuration_arn;
}

sdk_runtime::limits! {
    ChannelDestinationConfiguration;
    member "channelArn" => channel_arn, min_length(1), max_length(128);
    member "encoderConfigurationArn" => encoder_configuration_arn, min_length(1), max_length(128);
}
