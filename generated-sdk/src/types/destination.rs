// @generated from #/components/schemas/Destination. Do not edit: change the document or an overlay.

use crate::types;

/// Destination of a composition, with its state.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let configuration = types::DestinationConfiguration::default().with_name("name");
/// let destination = types::Destination::new(
///         "id",
///         types::DestinationState::Starting,
///         configuration,
///     )
///     .with_start_time("2026-01-31T12:00:00Z".parse()?)
///     .with_end_time("2026-01-31T12:00:00Z".parse()?)
///     .with_detail(types::DestinationDetail::default());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Destination {
    /// ID of the destination; assigned by AWS.
    pub id: String,
    /// State of the destination.
    pub state: types::DestinationState,
    /// Start time of the output.
    pub start_time: Option<jiff::Timestamp>,
    /// End time of the output; absent while it is running.
    pub end_time: Option<jiff::Timestamp>,
    /// Settings of the destination, as given to
    /// [`StartComposition`](crate::operations::StartComposition).
    pub configuration: types::DestinationConfiguration,
    /// Details of the destination; for S3, the location of the recording.
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
