// @generated from #/components/schemas/DestinationDetail. Do not edit: change the document or an overlay.

use crate::types;

/// More about a destination than its state.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct DestinationDetail {
    /// Where the recording lies; absent for a channel.
    pub s3: Option<types::S3Detail>,
}

sdk_runtime::setters! {
    DestinationDetail;
    with_s3(value: types::S3Detail) => s3 = Some(value);
}

sdk_runtime::structure! {
    DestinationDetail: read;
    "s3" => s3;
}
