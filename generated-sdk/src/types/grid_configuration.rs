// @generated from #/components/schemas/GridConfiguration. Do not edit: change the document or an overlay.

use crate::types;

/// Grid layout, optionally with a featured participant.
///
/// Members named `…Attribute` take the name of a participant attribute, which
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) or
/// [`ParticipantTokenConfiguration`](crate::types::ParticipantTokenConfiguration) sets.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let grid_configuration = types::GridConfiguration::default()
///     .with_featured_participant_attribute("featured-participant-attribute")
///     .with_video_aspect_ratio(types::VideoAspectRatio::Auto)
///     .with_video_fill_mode(types::VideoFillMode::Fill);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct GridConfiguration {
    /// Name of the attribute that marks the featured participant.
    ///
    /// A participant with the attribute value `true` gets the large tile. Default: no featured
    /// participant.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub featured_participant_attribute: Option<String>,
    /// Whether participants with stopped video are omitted from the layout.
    ///
    /// Default: `false`.
    pub omit_stopped_video: Option<bool>,
    /// Aspect ratio of the tiles, except the featured one.
    ///
    /// Default: `VIDEO`.
    pub video_aspect_ratio: Option<types::VideoAspectRatio>,
    /// How a video is fitted into its tile.
    ///
    /// Default: `COVER` for the grid, `CONTAIN` for the featured participant.
    pub video_fill_mode: Option<types::VideoFillMode>,
    /// Gap between tiles, in pixels.
    ///
    /// Default: 2.
    ///
    /// At least 0.
    pub grid_gap: Option<i64>,
    /// Name of the attribute by whose value participants are ordered.
    ///
    /// Default: participants are ordered by the time of joining.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_order_attribute: Option<String>,
}

impl GridConfiguration {
    /// Sets [`featured_participant_attribute`](Self::featured_participant_attribute).
    pub fn with_featured_participant_attribute(mut self, value: impl Into<String>) -> Self {
        self.featured_participant_attribute = Some(value.into());
        self
    }

    /// Sets [`omit_stopped_video`](Self::omit_stopped_video).
    pub fn with_omit_stopped_video(mut self, value: bool) -> Self {
        self.omit_stopped_video = Some(value);
        self
    }

    /// Sets [`video_aspect_ratio`](Self::video_aspect_ratio).
    pub fn with_video_aspect_ratio(mut self, value: types::VideoAspectRatio) -> Self {
        self.video_aspect_ratio = Some(value);
        self
    }

    /// Sets [`video_fill_mode`](Self::video_fill_mode).
    pub fn with_video_fill_mode(mut self, value: types::VideoFillMode) -> Self {
        self.video_fill_mode = Some(value);
        self
    }

    /// Sets [`grid_gap`](Self::grid_gap).
    pub fn with_grid_gap(mut self, value: i64) -> Self {
        self.grid_gap = Some(value);
        self
    }

    /// Sets [`participant_order_attribute`](Self::participant_order_attribute).
    pub fn with_participant_order_attribute(mut self, value: impl Into<String>) -> Self {
        self.participant_order_attribute = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    GridConfiguration: decode, encode;
    "featuredParticipantAttribute" => featured_participant_attribute;
    "omitStoppedVideo" => omit_stopped_video;
    "videoAspectRatio" => video_aspect_ratio;
    "videoFillMode" => video_fill_mode;
    "gridGap" => grid_gap;
    "participantOrderAttribute" => participant_order_attribute;
}

sdk_runtime::limits! {
    GridConfiguration;
    member "featuredParticipantAttribute" => featured_participant_attribute, max_length(128);
    member "gridGap" => grid_gap, minimum(0.0);
    member "participantOrderAttribute" => participant_order_attribute, max_length(128);
}
