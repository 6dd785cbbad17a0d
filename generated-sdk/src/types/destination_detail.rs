// @generated from #/components/schemas/DestinationDetail. Do not edit: change the document or an overlay.

use crate::types;

/// Details of a destination.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct DestinationDetail {
    /// Location of the recording; absent for a channel.
    pub s3: Option<types::S3Detail>,
}

impl DestinationDetail {
    /// Sets [`s3`](Self::s3).
    pub fn with_s3(mut self, value: types::S3Detail) -> Self {
        self.s3 = Some(value);
        self
    }
}

sdk_runtime::structure! {
    DestinationDetail: decode;
    "s3" => s3;
}
