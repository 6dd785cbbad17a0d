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
    /// The participant started subscribing to the publisher in
    /// [`remote_participant_id`](crate::types::Event::remote_participant_id).
    ///
    /// `SUBSCRIBE_STARTED` on the wire.
    SubscribeStarted,
    /// The participant stopped subscribing to the publisher in
    /// [`remote_participant_id`](crate::types::Event::remote_participant_id).
    ///
    /// `SUBSCRIBE_STOPPED` on the wire.
    SubscribeStopped,
    /// Publishing failed; see [`error_code`](crate::types::Event::error_code).
    ///
    /// `PUBLISH_ERROR` on the wire.
    PublishError,
    /// Subscribing failed; see [`error_code`](crate::types::Event::error_code).
    ///
    /// `SUBSCRIBE_ERROR` on the wire.
    SubscribeError,
    /// Joining failed; see [`error_code`](crate::types::Event::error_code).
    ///
    /// `JOIN_ERROR` on the wire.
    JoinError,
    /// Replication to the stage in `destination_stage_arn` started.
    ///
    /// `REPLICATION_STARTED` on the wire.
    ReplicationStarted,
    /// Replication to the stage in `destination_stage_arn` stopped.
    ///
    /// `REPLICATION_STOPPED` on the wire.
    ReplicationStopped,
    /// The participant exchanged its token: [`new_token`](crate::types::Event::new_token) replaces
    /// [`previous_token`](crate::types::Event::previous_token).
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
