// @generated from #/components/schemas/Destination. Do not edit: change the document or an overlay.

use crate::types;

/// One place where a composition sends its video, and how it is doing.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct Destination {
    /// The ID of the destination; AWS assigns it.
    #[serde(deserialize_with = "sdk_runtime::codec::null_as_default")]
    pub id: String,
    /// How far the destination is.
    #[serde(deserialize_with = "sdk_runtime::codec::null_as_default")]
    pub state: types::DestinationState,
    /// When the sending started.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "sdk_runtime::codec::timestamp::date_time")]
    pub start_time: Option<jiff::Timestamp>,
    /// When the sending ended; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(with = "sdk_runtime::codec::timestamp::date_time")]
    pub end_time: Option<jiff::Timestamp>,
    /// What was asked for at [`StartComposition`](crate::operations::StartComposition).
    #[serde(deserialize_with = "sdk_runtime::codec::null_as_default")]
    pub configuration: types::DestinationConfiguration,
    /// More about how it is doing; for S3, where the recording lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<types::DestinationDetail>,
}

impl Destination {
    /// One with all that is required, and nothing else.
    pub fn new(
        id: impl Into<String>,
        state: types::DestinationState,
        configuration: types::DestinationConfiguration,
    ) -> Self {
        Self { id: id.into(), state, configuration, ..Self::default() }
    }
}

sdk_runtime::setters! {
    Destination;
    with_start_time(value: jiff::Timestamp) => start_time = Some(value);
    with_end_time(value: jiff::Timestamp) => end_time = Some(value);
    with_detail(value: types::DestinationDetail) => detail = Some(value);
}
