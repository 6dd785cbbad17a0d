// @generated from #/components/schemas/DestinationSummary. Do not edit: change the document or an overlay.

use crate::types;

/// A destination as [`ListCompositions`](crate::operations::ListCompositions) shows it.
///
/// [`GetComposition`](crate::operations::GetComposition) returns the full
/// [`Destination`](crate::types::Destination).
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DestinationSummary {
    /// The ID of the destination; AWS assigns it.
    pub id: String,
    /// How far the destination is.
    pub state: types::DestinationState,
    /// When the sending started.
    pub start_time: Option<jiff::Timestamp>,
    /// When the sending ended; absent while it lasts.
    pub end_time: Option<jiff::Timestamp>,
}

impl DestinationSummary {
    /// Creates a value with the required members.
    pub fn new(id: impl Into<String>, state: types::DestinationState) -> Self {
        Self { id: id.into(), state, ..Self::default() }
    }

    /// Sets [`start_time`](Self::start_time).
    pub fn with_start_time(mut self, value: jiff::Timestamp) -> Self {
        self.start_time = Some(value);
        self
    }

    /// Sets [`end_time`](Self::end_time).
    pub fn with_end_time(mut self, value: jiff::Timestamp) -> Self {
        self.end_time = Some(value);
        self
    }
}

sdk_runtime::structure! {
    DestinationSummary: decode;
    "id" => id;
    "state" => state;
    "startTime" => start_time;
    "endTime" => end_time;
}
