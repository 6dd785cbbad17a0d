// @generated from #/components/schemas/Event. Do not edit: change the document or an overlay.

use crate::types;

/// One thing that happened to a participant in a session.
///
/// `name` says what it was. The members that apply depend on it: `remoteParticipantId` comes with
/// subscribing, `errorCode` with failures, `destinationStageArn` and `destinationSessionId` with
/// replication, `previousToken` and `newToken` with the exchange of a token.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// Why it failed; absent unless `name` tells of an error.
    pub error_code: Option<types::EventErrorCode>,
    /// When it happened.
    pub event_time: Option<jiff::Timestamp>,
    /// What happened.
    pub name: Option<types::EventName>,
    /// ID of the participant whom the event is about and who caused it.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// ID of the publisher whom the participant subscribed to.
    ///
    /// It is absent from events about joining and publishing.
    ///
    /// At most 64 characters; pattern in the document, not enforced: `[a-zA-Z0-9-_]*`.
    pub remote_participant_id: Option<String>,
    /// ARN of the further stage; absent from events that are not about replication.
    ///
    /// 1 to 128 characters; pattern in the document, not enforced:
    /// `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: Option<String>,
    /// ID of the session on the further stage; absent from events that are not about replication.
    ///
    /// Exactly 16 characters; pattern in the document, not enforced: `st-[a-zA-Z0-9]+`.
    pub destination_session_id: Option<String>,
    /// Whether `participantId` stands for a replica from another stage.
    ///
    /// In events about subscribing it is said of `remoteParticipantId` instead. `false` otherwise.
    pub replica: Option<bool>,
    /// What the token before that allowed; absent unless a token was exchanged.
    pub previous_token: Option<types::ExchangedParticipantToken>,
    /// What the token that the participant got allows; absent unless a token was exchanged.
    pub new_token: Option<types::ExchangedParticipantToken>,
}

sdk_runtime::setters! {
    Event;
    with_error_code(value: types::EventErrorCode) => error_code = Some(value);
    with_event_time(value: jiff::Timestamp) => event_time = Some(value);
    with_name(value: types::EventName) => name = Some(value);
    with_participant_id(value: impl Into<String>) => participant_id = Some(value.into());
    with_remote_participant_id(value: impl Into<String>)
        => remote_participant_id = Some(value.into());
    with_destination_stage_arn(value: impl Into<String>)
        => destination_stage_arn = Some(value.into());
    with_destination_session_id(value: impl Into<String>)
        => destination_session_id = Some(value.into());
    with_replica(value: bool) => replica = Some(value);
    with_previous_token(value: types::ExchangedParticipantToken) => previous_token = Some(value);
    with_new_token(value: types::ExchangedParticipantToken) => new_token = Some(value);
}

sdk_runtime::structure! {
    Event: read;
    "errorCode" => error_code;
    "eventTime" => event_time;
    "name" => name;
    "participantId" => participant_id;
    "remoteParticipantId" => remote_participant_id;
    "destinationStageArn" => destination_stage_arn;
    "destinationSessionId" => destination_session_id;
    "replica" => replica;
    "previousToken" => previous_token;
    "newToken" => new_token;
}
