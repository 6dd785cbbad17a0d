// @generated from #/components/schemas/EventName. Do not edit: change the document or an overlay.

use std::fmt;

/// What an [`Event`](crate::types::Event) is about.
///
/// Names that end in `_ERROR` come with an [`EventErrorCode`](crate::types::EventErrorCode). More
/// names may come as the service grows.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventName {
    /// The participant came onto the stage.
    ///
    /// `JOINED` on the wire.
    Joined,
    /// The participant went off the stage, of their own accord or not.
    ///
    /// `LEFT` on the wire.
    Left,
    /// The participant began to send audio or video.
    ///
    /// `PUBLISH_STARTED` on the wire.
    PublishStarted,
    /// The participant ceased to send audio or video.
    ///
    /// `PUBLISH_STOPPED` on the wire.
    PublishStopped,
    /// The participant began to receive from the publisher in `remoteParticipantId`.
    ///
    /// `SUBSCRIBE_STARTED` on the wire.
    SubscribeStarted,
    /// The participant ceased to receive from the publisher in `remoteParticipantId`.
    ///
    /// `SUBSCRIBE_STOPPED` on the wire.
    SubscribeStopped,
    /// The participant tried to publish and failed; `errorCode` says why.
    ///
    /// `PUBLISH_ERROR` on the wire.
    PublishError,
    /// The participant tried to subscribe and failed; `errorCode` says why.
    ///
    /// `SUBSCRIBE_ERROR` on the wire.
    SubscribeError,
    /// The participant tried to join and failed; `errorCode` says why.
    ///
    /// `JOIN_ERROR` on the wire.
    JoinError,
    /// The participant began to be shown on the stage in `destinationStageArn` too.
    ///
    /// `REPLICATION_STARTED` on the wire.
    ReplicationStarted,
    /// The participant ceased to be shown on the stage in `destinationStageArn`.
    ///
    /// `REPLICATION_STOPPED` on the wire.
    ReplicationStopped,
    /// The participant got another token in place of theirs, `newToken` for `previousToken`.
    ///
    /// `TOKEN_EXCHANGED` on the wire.
    TokenExchanged,
    /// A value that this version of the SDK does not know, as the service spells it.
    Unknown(String),
}

impl EventName {
    /// Every value that this version of the SDK knows.
    pub fn known() -> &'static [Self] {
        &[
            Self::Joined,
            Self::Left,
            Self::PublishStarted,
            Self::PublishStopped,
            Self::SubscribeStarted,
            Self::SubscribeStopped,
            Self::PublishError,
            Self::SubscribeError,
            Self::JoinError,
            Self::ReplicationStarted,
            Self::ReplicationStopped,
            Self::TokenExchanged,
        ]
    }

    /// The value as it is on the wire.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Joined => "JOINED",
            Self::Left => "LEFT",
            Self::PublishStarted => "PUBLISH_STARTED",
            Self::PublishStopped => "PUBLISH_STOPPED",
            Self::SubscribeStarted => "SUBSCRIBE_STARTED",
            Self::SubscribeStopped => "SUBSCRIBE_STOPPED",
            Self::PublishError => "PUBLISH_ERROR",
            Self::SubscribeError => "SUBSCRIBE_ERROR",
            Self::JoinError => "JOIN_ERROR",
            Self::ReplicationStarted => "REPLICATION_STARTED",
            Self::ReplicationStopped => "REPLICATION_STOPPED",
            Self::TokenExchanged => "TOKEN_EXCHANGED",
            Self::Unknown(value) => value,
        }
    }
}

impl From<&str> for EventName {
    fn from(value: &str) -> Self {
        match value {
            "JOINED" => Self::Joined,
            "LEFT" => Self::Left,
            "PUBLISH_STARTED" => Self::PublishStarted,
            "PUBLISH_STOPPED" => Self::PublishStopped,
            "SUBSCRIBE_STARTED" => Self::SubscribeStarted,
            "SUBSCRIBE_STOPPED" => Self::SubscribeStopped,
            "PUBLISH_ERROR" => Self::PublishError,
            "SUBSCRIBE_ERROR" => Self::SubscribeError,
            "JOIN_ERROR" => Self::JoinError,
            "REPLICATION_STARTED" => Self::ReplicationStarted,
            "REPLICATION_STOPPED" => Self::ReplicationStopped,
            "TOKEN_EXCHANGED" => Self::TokenExchanged,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for EventName {
    /// What stands for a required value that the service left out.
    fn default() -> Self {
        Self::Unknown(String::new())
    }
}

impl<'de> serde::Deserialize<'de> for EventName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        sdk_runtime::codec::open_enum(deserializer)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for EventName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
