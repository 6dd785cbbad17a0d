// @generated from #/components/schemas/S3StorageConfiguration. Do not edit: change the document or an overlay.

/// S3 bucket that stores recordings.
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct S3StorageConfiguration {
    /// Name of the bucket.
    ///
    /// Bucket, storage configuration and composition must be in the same region.
    ///
    /// 3 to 63 characters; pattern `[a-z0-9-.]+`.
    pub bucket_name: String,
}

impl S3StorageConfiguration {
    /// Creates a value with the required members.
    pub fn new(bucket_name: impl Into<String>) -> Self {
        Self { bucket_name: bucket_name.into() }
    }
}

sdk_runtime::structure! {
    S3StorageConfiguration: decode, encode;
    required "bucketName";
    "bucketName" => bucket_name;
}

sdk_runtime::limits! {
    S3StorageConfiguration;
    member "bucketName" => bucket_name, min_length(3), max_length(63);
}
