// @generated from #/components/schemas/IngestProtocol. Do not edit: change the document or an overlay.

/// Protocol by which an encoder streams to a stage.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum IngestProtocol {
    /// RTMP without encryption; it has to be allowed by `insecureIngest`.
    ///
    /// `RTMP` on the wire.
    Rtmp,
    /// RTMP over TLS.
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
