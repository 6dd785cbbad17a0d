// @generated from #/components/schemas/IngestProtocol. Do not edit: change the document or an overlay.

/// Ingest protocol of an encoder.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IngestProtocol {
    /// RTMP, without encryption; requires
    /// [`insecure_ingest`](crate::operations::CreateIngestConfiguration::insecure_ingest).
    ///
    /// `RTMP` on the wire.
    Rtmp,
    /// RTMPS (RTMP over TLS).
    ///
    /// `RTMPS` on the wire.
    Rtmps,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    IngestProtocol;
    Rtmp => "RTMP";
    Rtmps => "RTMPS";
}
