// @generated from #/components/schemas/PipConfiguration. Do not edit: change the document or an overlay.

use crate::types;

/// Picture-in-picture layout: a small video on top of a large one.
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
/// let pip_configuration = types::PipConfiguration::default()
///     .with_featured_participant_attribute("featured-participant-attribute")
///     .with_video_fill_mode(types::VideoFillMode::Fill)
///     .with_grid_gap(1);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct PipConfiguration {
    /// Name of the attribute that marks the participant in the large video.
    ///
    /// The participant must have the attribute value `true`. Default: no participant is marked.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub featured_participant_attribute: Option<String>,
    /// Whether participants with stopped video are omitted from the layout.
    ///
    /// Default: `false`.
    pub omit_stopped_video: Option<bool>,
    /// How a video is fitted into its tile.
    ///
    /// Default: `COVER`.
    pub video_fill_mode: Option<types::VideoFillMode>,
    /// Gap between tiles, in pixels.
    ///
    /// Default: 0.
    ///
    /// At least 0.
    pub grid_gap: Option<i64>,
    /// Name of the attribute that marks the participant in the small video.
    ///
    /// The participant must have the attribute value `true`. Default: no participant is marked.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub pip_participant_attribute: Option<String>,
    /// Behavior of the small video after all other participants have left.
    ///
    /// Default: `STATIC`.
    pub pip_behavior: Option<types::PipBehavior>,
    /// Offset of the small video from both edges of its corner, in pixels.
    ///
    /// [`pip_position`](crate::types::PipConfiguration::pip_position) selects the corner. Default:
    /// 0.
    ///
    /// At least 0.
    pub pip_offset: Option<i64>,
    /// Corner of the small video.
    ///
    /// Default: `BOTTOM_RIGHT`.
    pub pip_position: Option<types::PipPosition>,
    /// Width of the small video, in pixels.
    ///
    /// Default: derived from the aspect ratio of the video and the size of the composition.
    ///
    /// At least 1.
    pub pip_width: Option<i64>,
    /// Height of the small video, in pixels.
    ///
    /// Default: derived from the aspect ratio of the video and the size of the composition.
    ///
    /// At least 1.
    pub pip_height: Option<i64>,
    /// Name of the attribute by whose value participants are ordered.
    ///
    /// Default: participants are ordered by the time of joining.
    ///
    /// At most 128 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_order_attribute: Option<String>,
}

impl PipConfiguration {
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

    /// Sets [`pip_participant_attribute`](Self::pip_participant_attribute).
    pub fn with_pip_participant_attribute(mut self, value: impl Into<String>) -> Self {
        self.pip_participant_attribute = Some(value.into());
        self
    }

    /// Sets [`pip_behavior`](Self::pip_behavior).
    pub fn with_pip_behavior(mut self, value: types::PipBehavior) -> Self {
        self.pip_behavior = Some(value);
        self
    }

    /// Sets [`pip_offset`](Self::pip_offset).
    pub fn with_pip_offset(mut self, value: i64) -> Self {
        self.pip_offset = Some(value);
        self
    }

    /// Sets [`pip_position`](Self::pip_position).
    pub fn with_pip_position(mut self, value: types::PipPosition) -> Self {
        self.pip_position = Some(value);
        self
    }

    /// Sets [`pip_width`](Self::pip_width).
    pub fn with_pip_width(mut self, value: i64) -> Self {
        self.pip_width = Some(value);
        self
    }

    /// Sets [`pip_height`](Self::pip_height).
    pub fn with_pip_height(mut self, value: i64) -> Self {
        self.pip_height = Some(value);
        self
    }

    /// Sets [`participant_order_attribute`](Self::participant_order_attribute).
    pub fn with_participant_order_attribute(mut self, value: impl Into<String>) -> Self {
        self.participant_order_attribute = Some(value.into());
        self
    }
}

sdk_runtime::structure! {
    PipConfiguration: decode, encode;
    "featuredParticipantAttribute" => featured_participant_attribute;
    "omitStoppedVideo" => omit_stopped_video;
    "videoFillMode" => video_fill_mode;
    "gridGap" => grid_gap;
    "pipParticipantAttribute" => pip_participant_attribute;
    "pipBehavior" => pip_behavior;
    "pipOffset" => pip_offset;
    "pipPosition" => pip_position;
    "pipWidth" => pip_width;
    "pipHeight" => pip_height;
    "participantOrderAttribute" => participant_order_attribute;
}

sdk_runtime::limits! {
    PipConfiguration;
    member "featuredParticipantAttribute" => featured_participant_attribute, max_length(128);
    member "gridGap" => grid_gap, minimum(0.0);
    member "pipParticipantAttribute" => pip_participant_attribute, max_length(128);
    member "pipOffset" => pip_offset, minimum(0.0);
    member "pipWidth" => pip_width, minimum(1.0);
    member "pipHeight" => pip_height, minimum(1.0);
    member "participantOrderAttribute" => participant_order_attribute, max_length(128);
}
