// @generated from #/components/schemas/DestinationSummary. Do not edit: change the document or an overlay.

use crate::types;

/// A destination as [`ListCompositions`](crate::operations::ListCompositions) shows it.
///
/// [`GetComposition`](crate::operations::GetComposition) returns the full
/// [`Destination`](crate::types::Destination).
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct DestinationSummary {
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
}

impl DestinationSummary {
    /// One with all that is required, and nothing else.
    pub fn new(id: impl Into<String>, state: types::DestinationState) -> Self {
        Self { id: id.into(), state, ..Self::default() }
    }
}

sdk_runtime::setters! {
    DestinationSummary;
    with_start_time(value: jiff::Timestamp) => start_time = Some(value);
    with_end_time(value: jiff::Timestamp) => end_time = Some(value);
}
