// @generated from #/components/schemas/S3Detail. Do not edit: change the document or an overlay.

/// Location of a recording of a composition in its bucket.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct S3Detail {
    /// Key prefix of the files of the recording.
    pub recording_prefix: String,
}

impl S3Detail {
    /// Creates a value with the required members.
    pub fn new(recording_prefix: impl Into<String>) -> Self {
        Self { recording_prefix: recording_prefix.into() }
    }
}

sdk_runtime::structure! {
    S3Detail: decode;
    "recordingPrefix" => recording_prefix;
}
