// @generated from #/components/schemas/ChannelDestinationConfiguration. Do not edit: change the document or an overlay.

use sdk_runtime::validate;

/// An IVS channel on which a composition is broadcast, and in which quality.
///
/// Channel, encoder configuration and stage have to lie in one account and region.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ChannelDestinationConfiguration {
    /// ARN of the channel, a resource of the low-latency API of Amazon IVS.
    ///
    /// The channel has to be offline at the start.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:channel/[a-zA-Z0-9-]+`.
    pub channel_arn: String,
    /// ARN of the encoder configuration that says what video to send.
    ///
    /// It may be left out, but AWS states no default.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub encoder_configuration_arn: Option<String>,
}

impl ChannelDestinationConfiguration {
    /// One with all that is required, and nothing else.
    pub fn new(channel_arn: impl Into<String>) -> Self {
        Self { channel_arn: channel_arn.into(), ..Self::default() }
    }
}

sdk_runtime::setters! {
    ChannelDestinationConfiguration;
    with_encoder_configuration_arn(value: impl Into<String>)
        => encoder_configuration_arn = Some(value.into());
}

sdk_runtime::structure! {
    ChannelDestinationConfiguration: read, write;
    "channelArn" => channel_arn;
    "encoderConfigurationArn" => encoder_configuration_arn;
}

impl validate::Validate for ChannelDestinationConfiguration {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member("channelArn", &self.channel_arn, &Limits::new().least(1).most(128));
        visitor.member(
            "encoderConfigurationArn",
            &self.encoder_configuration_arn,
            &Limits::new().least(1).most(128),
        );
    }
}
