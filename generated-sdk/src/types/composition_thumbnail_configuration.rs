// @generated from #/components/schemas/CompositionThumbnailConfiguration. Do not edit: change the document or an overlay.

use crate::types;
use sdk_runtime::convert;

/// Thumbnail settings of the recording of a composition.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct CompositionThumbnailConfiguration {
    /// Target interval between two thumbnails, in seconds.
    ///
    /// Default: 60.
    ///
    /// 1 to 86400.
    pub target_interval_seconds: Option<i64>,
    /// Which thumbnails are stored: all, the latest, or both.
    ///
    /// `SEQUENTIAL` writes under `media/thumbnails`, `LATEST` to `thumb.jpg` under
    /// `media/latest_thumbnail`, each in a folder named after the thumbnail's size, such as
    /// `1280x720`. Default: `SEQUENTIAL`.
    ///
    /// At most 2 elements.
    pub storage: Option<Vec<types::ThumbnailStorageType>>,
}

impl CompositionThumbnailConfiguration {
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
}

sdk_runtime::structure! {
    CompositionThumbnailConfiguration: decode, encode;
    "targetIntervalSeconds" => target_interval_seconds;
    "storage" => storage;
}

sdk_runtime::limits! {
    CompositionThumbnailConfiguration;
    member "targetIntervalSeconds" => target_interval_seconds, minimum(1.0), maximum(86400.0);
    length "storage" => storage, max_length(2);
}
