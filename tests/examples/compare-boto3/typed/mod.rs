//! The SDK's side: each case through the typed API, as a user would write it.
//!
//! One function for an operation, which sets every member that the operation has. No JSON of a case reaches
//! the wire here: it is read into Rust values first, and the SDK's own serializers write them.

mod participants;
mod stages;
mod tags;

use crate::members::Members;
use generated_sdk::{Client, Error};
use serde_json::{Map, Value};
use std::fmt;

/// What a call made of a case: done, or why not.
type Sent = Result<(), Failure>;

/// Why a case was not sent, or not answered.
pub(crate) enum Failure {
    /// The case does not fit the operation.
    Case(String),
    /// The SDK says so.
    Call(Error),
}

impl From<String> for Failure {
    fn from(problem: String) -> Self {
        Self::Case(problem)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(problem) => f.write_str(problem),
            Self::Call(error) => error.fmt(f),
        }
    }
}

/// Sends a case.
///
/// A member that was not taken is a failure, whatever became of the call that was made without it.
pub(crate) async fn send(client: &Client, operation: &str, input: &Map<String, Value>) -> Sent {
    let mut members = Members::new(input.clone());
    let sent = dispatch(client, operation, &mut members).await;
    if !matches!(sent, Err(Failure::Case(_))) {
        members.finish()?;
    }
    sent
}

async fn dispatch(client: &Client, operation: &str, members: &mut Members) -> Sent {
    match operation {
        "CreateParticipantToken" => participants::create_token(client, members).await,
        "CreateStage" => stages::create(client, members).await,
        "DeleteStage" => stages::delete(client, members).await,
        "DisconnectParticipant" => participants::disconnect(client, members).await,
        "GetParticipant" => participants::get(client, members).await,
        "GetStage" => stages::get(client, members).await,
        "GetStageSession" => stages::get_session(client, members).await,
        "ListParticipantEvents" => participants::list_events(client, members).await,
        "ListParticipants" => participants::list(client, members).await,
        "ListStageSessions" => stages::list_sessions(client, members).await,
        "ListStages" => stages::list(client, members).await,
        "ListTagsForResource" => tags::list(client, members).await,
        "TagResource" => tags::tag(client, members).await,
        "UntagResource" => tags::untag(client, members).await,
        "UpdateStage" => stages::update(client, members).await,
        other => Err(Failure::Case(format!(
            "the SDK's side does not know the operation {other}"
        ))),
    }
}

/// Calls the setter if there is something to set.
fn with<C, T>(call: C, value: Option<T>, set: impl FnOnce(C, T) -> C) -> C {
    match value {
        Some(value) => set(call, value),
        None => call,
    }
}
