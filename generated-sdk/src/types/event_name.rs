// @generated from #/components/schemas/EventName. Do not edit: change the document or an overlay.

/// Name of an [`Event`](crate::types::Event).
///
/// Events whose names end in `_ERROR` have an [`EventErrorCode`](crate::types::EventErrorCode). The
/// service can add names.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum EventName {
    /// The participant joined the stage.
    ///
    /// `JOINED` on the wire.
    Joined,
    /// The participant left the stage or was disconnected.
    ///
    /// `LEFT` on the wire.
    Left,
    /// The participant started publishing.
    ///
    /// `PUBLISH_STARTED` on the wire.
    PublishStarted,
    /// The participant stopped publishing.
    ///
    /// `PUBLISH_STOPPED` on the wire.
    PublishStopped,
    /// The participant started subscribing to the publisher in `remoteParticipantId`.
    ///
    /// `SUBSCRIBE_STARTED` on the wire.
    SubscribeStarted,
    /// The participant stopped subscribing to the publisher in `remoteParticipantId`.
    ///
    /// `SUBSCRIBE_STOPPED` on the wire.
    SubscribeStopped,
    /// Publishing failed; see `errorCode`.
    ///
    /// `PUBLISH_ERROR` on the wire.
    PublishError,
    /// Subscribing failed; see `errorCode`.
    ///
    /// `SUBSCRIBE_ERROR` on the wire.
    SubscribeError,
    /// Joining failed; see `errorCode`.
    ///
    /// `JOIN_ERROR` on the wire.
    JoinError,
    /// Replication to the stage in `destinationStageArn` started.
    ///
    /// `REPLICATION_STARTED` on the wire.
    ReplicationStarted,
    /// Replication to the stage in `destinationStageArn` stopped.
    ///
    /// `REPLICATION_STOPPED` on the wire.
    ReplicationStopped,
    /// The participant exchanged its token: `newToken` replaces `previousToken`.
    ///
    /// `TOKEN_EXCHANGED` on the wire.
    TokenExchanged,
    /// A value that is not known to this version of the SDK.
    Unknown(String),
}

sdk_runtime::enumeration! {
    EventName;
    Joined => "JOINED";
    Left => "LEFT";
    PublishStarted => "PUBLISH_STARTED";
    PublishStopped => "PUBLISH_STOPPED";
    SubscribeStarted => "SUBSCRIBE_STARTED";
    SubscribeStopped => "SUBSCRIBE_STOPPED";
    PublishError => "PUBLISH_ERROR";
    SubscribeError => "SUBSCRIBE_ERROR";
    JoinError => "JOIN_ERROR";
    ReplicationStarted => "REPLICATION_STARTED";
    ReplicationStopped => "REPLICATION_STOPPED";
    TokenExchanged => "TOKEN_EXCHANGED";
}
