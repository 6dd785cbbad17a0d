// @generated from #/components/schemas/DestinationSummary. Do not edit: change the document or an overlay.

use crate::types;

/// Summary of a destination, as returned by
/// [`ListCompositions`](crate::operations::ListCompositions).
///
/// [`GetComposition`](crate::operations::GetComposition) returns the full
/// [`Destination`](crate::types::Destination).
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DestinationSummary {
    /// ID of the destination; assigned by AWS.
    pub id: String,
    /// State of the destination.
    pub state: types::DestinationState,
    /// Start time of the output.
    pub start_time: Option<jiff::Timestamp>,
    /// End time of the output; absent while it is running.
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
