// @generated from #/components/schemas/EncoderConfigurationSummary. Do not edit: change the document or an overlay.

use sdk_runtime::convert;
use std::collections::BTreeMap;

/// Summary of an encoder configuration, as returned by
/// [`ListEncoderConfigurations`](crate::operations::ListEncoderConfigurations).
///
/// [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) returns the full
/// [`EncoderConfiguration`](crate::types::EncoderConfiguration).
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct EncoderConfigurationSummary {
    /// ARN, the identifier in
    /// [`GetEncoderConfiguration`](crate::operations::GetEncoderConfiguration) and
    /// [`StartComposition`](crate::operations::StartComposition).
    ///
    /// 1 to 128 characters; pattern
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:encoder-configuration/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// Name of the encoder configuration, if set.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub name: Option<String>,
    /// The encoder configuration's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
}

impl EncoderConfigurationSummary {
    /// Creates a value with the required members.
    pub fn new(arn: impl Into<String>) -> Self {
        Self { arn: arn.into(), ..Self::default() }
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: impl Into<String>) -> Self {
        self.name = Some(value.into());
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
    EncoderConfigurationSummary: decode;
    "arn" => arn;
    "name" => name;
    "tags" => tags;
}
