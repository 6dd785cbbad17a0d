// @generated from #/paths/~1GetParticipant/post/x-waiters/ParticipantConnected. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a participant is connected to the stage in this session. Polling continues while the
/// participant has not joined yet or is disconnected.
///
/// Returned as [`Waiter<ParticipantConnected>`](crate::Waiter) by
/// [`Client::wait_until_participant_connected`](crate::Client::wait_until_participant_connected).
/// Polls [`GetParticipant`](crate::operations::GetParticipant) with delays of 1 to 10 seconds, for
/// five minutes unless [`timeout`](crate::Waiter::timeout) is set. An error that is not listed here
/// ends the wait.
///
/// - Succeeds when `participant.state` is `CONNECTED`
/// - Retries when the service responds with
///   [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound)
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let participant_id = "ABcd12EFgh34";
/// let waited = client
///     .wait_until_participant_connected(stage_arn, session_id, participant_id)
///     .wait()
///     .await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ParticipantConnected;

impl Client {
    /// Waits until a participant is connected to the stage in this session. Polling continues while
    /// the participant has not joined yet or is disconnected.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the participant's session.
    /// - `participant_id`: ID of the participant to return.
    ///
    /// See [`ParticipantConnected`] for its states and an example.
    pub fn wait_until_participant_connected(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Waiter<ParticipantConnected> {
        let input = operations::GetParticipantInput::new(stage_arn, session_id, participant_id);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for ParticipantConnected {
    type Operation = operations::GetParticipant;
    type Output = operations::GetParticipantOutput;

    const NAME: &'static str = "ParticipantConnected";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(10);

    fn evaluate(result: Result<&operations::GetParticipantOutput, &Error>) -> AcceptorState {
        let output = match result {
            Ok(output) => output,
            Err(error) if error.is_resource_not_found() => return AcceptorState::Retry,
            Err(_) => return AcceptorState::Unmatched,
        };
        match output.participant.as_ref().and_then(|participant| participant.state.as_ref()) {
            Some(types::ParticipantState::Connected) => AcceptorState::Success,
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetParticipantOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
