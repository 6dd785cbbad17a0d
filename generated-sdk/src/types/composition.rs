// @generated from #/components/schemas/Composition. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;
use std::collections::BTreeMap;

/// A composition: one video mixed from the published streams of a stage.
///
/// [`StartComposition`](crate::operations::StartComposition) creates it; AWS deletes it after it
/// has stopped. [`GetComposition`](crate::operations::GetComposition) returns it;
/// [`ListCompositions`](crate::operations::ListCompositions) returns each as a
/// [`CompositionSummary`](crate::types::CompositionSummary).
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let configuration = types::DestinationConfiguration::default().with_name("name");
/// let destinations = [
///     types::Destination::new("id", types::DestinationState::Starting, configuration),
/// ];
/// let composition = types::Composition::new(
///         "arn:aws:ivs:us-east-1:123456789012:resource/example",
///         "arn:aws:ivs:us-east-1:123456789012:stage/example",
///         types::CompositionState::Starting,
///         types::LayoutConfiguration::default(),
///         destinations,
///     )
///     .with_tags([("key", "value")])
///     .with_start_time("2026-01-31T12:00:00Z".parse()?)
///     .with_end_time("2026-01-31T12:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Composition {
    /// The composition's ARN, the identifier in
    /// [`GetComposition`](crate::operations::GetComposition) and
    /// [`StopComposition`](crate::operations::StopComposition).
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:composition/[a-zA-Z0-9-]+`.
    pub arn: String,
    /// ARN of the composition's stage.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub stage_arn: String,
    /// State of the composition.
    ///
    /// Each destination has its own state.
    pub state: types::CompositionState,
    /// Arrangement of the participants in the video.
    pub layout: types::LayoutConfiguration,
    /// Destinations of the composition: one destination, or one channel and one S3 bucket.
    ///
    /// 1 to 2 elements.
    pub destinations: Vec<types::Destination>,
    /// The composition's tags, as key-value pairs; empty when there are none.
    ///
    /// At most 50 entries; keys of 1 to 128 characters; values of at most 256 characters.
    pub tags: BTreeMap<String, String>,
    /// Start time.
    pub start_time: Option<jiff::Timestamp>,
    /// End time; absent while it is running.
    pub end_time: Option<jiff::Timestamp>,
}

impl Composition {
    /// Creates a value with the required members.
    pub fn new(
        arn: impl Into<String>,
        stage_arn: impl Into<String>,
        state: types::CompositionState,
        layout: types::LayoutConfiguration,
        destinations: impl IntoIterator<Item = types::Destination>,
    ) -> Self {
        Self {
            arn: arn.into(),
            stage_arn: stage_arn.into(),
            state,
            layout,
            destinations: convert::list(destinations),
            ..Self::default()
        }
    }

    /// Sets [`tags`](Self::tags).
    pub fn with_tags(
        mut self,
        value: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        self.tags = convert::map(value);
        self
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
    Composition: decode;
    "arn" => arn;
    "stageArn" => stage_arn;
    "state" => state;
    "layout" => layout;
    "destinations" => destinations;
    "tags" => tags;
    "startTime" => start_time;
    "endTime" => end_time;
}
