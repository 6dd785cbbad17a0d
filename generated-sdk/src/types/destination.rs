// @generated from #/components/schemas/Destination. Do not edit: change the document or an overlay.

use crate::types;

/// One place where a composition sends its video, and how it is doing.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Destination {
    /// The ID of the destination; AWS assigns it.
    pub id: String,
    /// How far the destination is.
    pub state: types::DestinationState,
    /// When the sending started.
    pub start_time: Option<jiff::Timestamp>,
    /// When the sending ended; absent while it lasts.
    pub end_time: Option<jiff::Timestamp>,
    /// What was asked for at [`StartComposition`](crate::operations::StartComposition).
    pub configuration: types::DestinationConfiguration,
    /// More about how it is doing; for S3, where the recording lies.
    pub detail: Option<types::DestinationDetail>,
}

impl Destination {
    /// Creates a value with the required members.
    pub fn new(
        id: impl Into<String>,
        state: types::DestinationState,
        configuration: types::DestinationConfiguration,
    ) -> Self {
        Self { id: id.into(), state, configuration, ..Self::default() }
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

    /// Sets [`detail`](Self::detail).
    pub fn with_detail(mut self, value: types::DestinationDetail) -> Self {
        self.detail = Some(value);
        self
    }
}

sdk_runtime::structure! {
    Destination: decode;
    "id" => id;
    "state" => state;
    "startTime" => start_time;
    "endTime" => end_time;
    "configuration" => configuration;
    "detail" => detail;
}
