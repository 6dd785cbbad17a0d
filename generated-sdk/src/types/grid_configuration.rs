// @generated from #/components/schemas/GridConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::validate;

/// A layout in tiles, with room for one participant who stands out.
///
/// Members named `…Attribute` take the name of an attribute of participants, which
/// [`CreateParticipantToken`](crate::operations::CreateParticipantToken) or
/// [`ParticipantTokenConfiguration`](crate::types::ParticipantTokenConfiguration) sets.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct GridConfiguration {
    /// Name of the attribute that makes a participant stand out.
    ///
    /// Who has it with the text `true` as value gets the large tile. Left out or empty, nobody
    /// does.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub featured_participant_attribute: Option<String>,
    /// Whether participants who have stopped their video are left out of the picture.
    ///
    /// Left out, `false`.
    pub omit_stopped_video: Option<bool>,
    /// Shape of the tiles, but for the one that stands out.
    ///
    /// Left out, `VIDEO`.
    pub video_aspect_ratio: Option<types::VideoAspectRatio>,
    /// How a video is fitted into its tile.
    ///
    /// Left out, `COVER` for the participants in the grid and `CONTAIN` for the one who stands out.
    pub video_fill_mode: Option<types::VideoFillMode>,
    /// Space between tiles, in pixels.
    ///
    /// Left out, 2.
    ///
    /// At least 0.
    pub grid_gap: Option<i64>,
    /// Name of the attribute whose value decides the order of participants.
    ///
    /// Left out or empty, they stand in the order in which they arrived.
    ///
    /// At most 128 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
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

impl validate::Validate for GridConfiguration {
    #[inline]
    fn visit(&self, visitor: &mut validate::Visitor<'_>) {
        use validate::Limits;
        visitor.member(
            "featuredParticipantAttribute",
            &self.featured_participant_attribute,
            &Limits::new().max_length(128),
        );
        visitor.member("gridGap", &self.grid_gap, &Limits::new().minimum(0.0));
        visitor.member(
            "participantOrderAttribute",
            &self.participant_order_attribute,
            &Limits::new().max_length(128),
        );
    }
}
