// @generated from #/components/schemas/ParticipantProtocol. Do not edit: change the document or an overlay.

/// How the media of a participant comes in.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum ParticipantProtocol {
    /// The protocol is not known.
    ///
    /// `UNKNOWN` on the wire.
    UnknownValue,
    /// By WHIP, which is WebRTC over HTTP.
    ///
    /// `WHIP` on the wire.
    Whip,
    /// By RTMP, without encryption.
    ///
    /// `RTMP` on the wire.
    Rtmp,
    /// By RTMP over TLS.
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
