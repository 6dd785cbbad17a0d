// @generated from #/components/schemas/ParticipantProtocol. Do not edit: change the document or an overlay.

/// Ingest protocol of a participant.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantProtocol {
    /// Unknown protocol.
    ///
    /// `UNKNOWN` on the wire.
    UnknownValue,
    /// WHIP (WebRTC over HTTP).
    ///
    /// `WHIP` on the wire.
    Whip,
    /// RTMP, without encryption.
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
    ParticipantProtocol;
    UnknownValue => "UNKNOWN";
    Whip => "WHIP";
    Rtmp => "RTMP";
    Rtmps => "RTMPS";
}
