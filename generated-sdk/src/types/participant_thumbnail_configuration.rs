// @generated from #/components/schemas/ParticipantThumbnailConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;

/// Thumbnail settings of the recording of a participant.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let participant_thumbnail_configuration = types::ParticipantThumbnailConfiguration::default()
///     .with_target_interval_seconds(1)
///     .with_recording_mode(types::ThumbnailRecordingMode::Interval)
///     .with_storage([types::ThumbnailStorageType::Sequential]);
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct ParticipantThumbnailConfiguration {
    /// Target interval between two thumbnails, in seconds.
    ///
    /// Valid only when
    /// [`recording_mode`](crate::types::ParticipantThumbnailConfiguration::recording_mode) is
    /// `INTERVAL`. Default: 60.
    ///
    /// 1 to 86400.
    pub target_interval_seconds: Option<i64>,
    /// Which thumbnails are stored: all, the latest, or both.
    ///
    /// `SEQUENTIAL` writes under `media/thumbnails/high`, `LATEST` to `thumb.jpg` under
    /// `media/latest_thumbnail/high`. Default: `SEQUENTIAL`.
    ///
    /// At most 2 elements.
    pub storage: Option<Vec<types::ThumbnailStorageType>>,
    /// Whether thumbnails are recorded.
    ///
    /// Default: `DISABLED`.
    pub recording_mode: Option<types::ThumbnailRecordingMode>,
}

impl ParticipantThumbnailConfiguration {
    /// Sets [`target_interval_seconds`](Self::target_interval_seconds).
    pub fn with_target_interval_seconds(mut self, value: i64) -> Self {
        self.target_interval_seconds = Some(value);
        self
    }

    /// Sets [`storage`](Self::storage).
    pub fn with_storage(
        mut self,
        value: impl IntoIterator<Item = types::ThumbnailStorageType>,
    ) -> Self {
        self.storage = Some(convert::list(value));
        self
    }

    /// Sets [`recording_mode`](Self::recording_mode).
    pub fn with_recording_mode(mut self, value: types::ThumbnailRecordingMode) -> Self {
        self.recording_mode = Some(value);
        self
    }
}

sdk_runtime::structure! {
    ParticipantThumbnailConfiguration: decode, encode;
    "targetIntervalSeconds" => target_interval_seconds;
    "storage" => storage;
    "recordingMode" => recording_mode;
}

sdk_runtime::limits! {
    ParticipantThumbnailConfiguration;
    member "targetIntervalSeconds" => target_interval_seconds, minimum(1.0), maximum(86400.0);
    length "storage" => storage, max_length(2);
}
