// @generated from #/components/schemas/Event. Do not edit: change the document or an overlay.

use crate::types;

/// An event of a participant in a session.
///
/// Which members are set depends on [`name`](crate::types::Event::name):
/// [`remote_participant_id`](crate::types::Event::remote_participant_id) for subscriptions,
/// [`error_code`](crate::types::Event::error_code) for errors,
/// [`destination_stage_arn`](crate::types::Event::destination_stage_arn) and
/// [`destination_session_id`](crate::types::Event::destination_session_id) for replication,
/// [`previous_token`](crate::types::Event::previous_token) and
/// [`new_token`](crate::types::Event::new_token) for token exchange.
///
/// # Example
///
/// ```rust
/// use generated_sdk::types;
///
/// let event = types::Event::default()
///     .with_error_code(types::EventErrorCode::InsufficientCapabilities)
///     .with_name(types::EventName::Joined)
///     .with_participant_id("participant-id");
/// ```
#[derive(Clone, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Event {
    /// Error code; set for error events only.
    pub error_code: Option<types::EventErrorCode>,
    /// Time of the event.
    pub event_time: Option<jiff::Timestamp>,
    /// Name of the event.
    pub name: Option<types::EventName>,
    /// ID of the participant that caused the event.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub participant_id: Option<String>,
    /// ID of the publisher to which the participant subscribed.
    ///
    /// Absent for events about joining and publishing.
    ///
    /// At most 64 characters; pattern `[a-zA-Z0-9-_]*`.
    pub remote_participant_id: Option<String>,
    /// ARN of the destination stage; set for replication events only.
    ///
    /// 1 to 128 characters; pattern `arn:aws:ivs:[a-z0-9-]+:[0-9]+:stage/[a-zA-Z0-9-]+`.
    pub destination_stage_arn: Option<String>,
    /// ID of the session on the destination stage; set for replication events only.
    ///
    /// Exactly 16 characters; pattern `st-[a-zA-Z0-9]+`.
    pub destination_session_id: Option<String>,
    /// Whether [`participant_id`](crate::types::Event::participant_id) is a replica of a
    /// participant of another stage.
    ///
    /// For subscription events, whether
    /// [`remote_participant_id`](crate::types::Event::remote_participant_id) is a replica.
    /// Otherwise `false`.
    pub replica: Option<bool>,
    /// Attributes of the previous token; set for token exchange only.
    pub previous_token: Option<types::ExchangedParticipantToken>,
    /// Attributes of the new token; set for token exchange only.
    pub new_token: Option<types::ExchangedParticipantToken>,
}

impl Event {
    /// Sets [`error_code`](Self::error_code).
    pub fn with_error_code(mut self, value: types::EventErrorCode) -> Self {
        self.error_code = Some(value);
        self
    }

    /// Sets [`event_time`](Self::event_time).
    pub fn with_event_time(mut self, value: jiff::Timestamp) -> Self {
        self.event_time = Some(value);
        self
    }

    /// Sets [`name`](Self::name).
    pub fn with_name(mut self, value: types::EventName) -> Self {
        self.name = Some(value);
        self
    }

    /// Sets [`participant_id`](Self::participant_id).
    pub fn with_participant_id(mut self, value: impl Into<String>) -> Self {
        self.participant_id = Some(value.into());
        self
    }

    /// Sets [`remote_participant_id`](Self::remote_participant_id).
    pub fn with_remote_participant_id(mut self, value: impl Into<String>) -> Self {
        self.remote_participant_id = Some(value.into());
        self
    }

    /// Sets [`destination_stage_arn`](Self::destination_stage_arn).
    pub fn with_destination_stage_arn(mut self, value: impl Into<String>) -> Self {
        self.destination_stage_arn = Some(value.into());
        self
    }

    /// Sets [`destination_session_id`](Self::destination_session_id).
    pub fn with_destination_session_id(mut self, value: impl Into<String>) -> Self {
        self.destination_session_id = Some(value.into());
        self
    }

    /// Sets [`replica`](Self::replica).
    pub fn with_replica(mut self, value: bool) -> Self {
        self.replica = Some(value);
        self
    }

    /// Sets [`previous_token`](Self::previous_token).
    pub fn with_previous_token(mut self, value: types::ExchangedParticipantToken) -> Self {
        self.previous_token = Some(value);
        self
    }

    /// Sets [`new_token`](Self::new_token).
    pub fn with_new_token(mut self, value: types::ExchangedParticipantToken) -> Self {
        self.new_token = Some(value);
        self
    }
}

sdk_runtime::structure! {
    Event: decode;
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
