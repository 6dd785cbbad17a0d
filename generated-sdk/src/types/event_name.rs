// @generated from #/components/schemas/EventName. Do not edit: change the document or an overlay.

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
