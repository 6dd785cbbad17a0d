// @generated from #/paths/~1GetParticipant/post/x-waiters/ParticipantDisconnected. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a participant is disconnected from the stage in this session.
///
/// Returned as [`Waiter<ParticipantDisconnected>`](crate::Waiter) by
/// [`Client::wait_until_participant_disconnected`](crate::Client::wait_until_participant_disconnected).
/// Polls [`GetParticipant`](crate::operations::GetParticipant) with delays of 1 to 10 seconds, for
/// five minutes unless [`timeout`](crate::Waiter::timeout) is set. Any error ends the wait.
///
/// - Succeeds when `participant.state` is `DISCONNECTED`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let participant_id = "ABcd12EFgh34";
/// let waited = client
///     .wait_until_participant_disconnected(stage_arn, session_id, participant_id)
///     .wait()
///     .await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ParticipantDisconnected;

impl Client {
    /// Waits until a participant is disconnected from the stage in this session.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the participant's session.
    /// - `participant_id`: ID of the participant to return.
    ///
    /// See [`ParticipantDisconnected`] for its states and an example.
    pub fn wait_until_participant_disconnected(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Waiter<ParticipantDisconnected> {
        let input = operations::GetParticipantInput::new(stage_arn, session_id, participant_id);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for ParticipantDisconnected {
    type Operation = operations::GetParticipant;
    type Output = operations::GetParticipantOutput;

    const NAME: &'static str = "ParticipantDisconnected";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(10);

    fn evaluate(result: Result<&operations::GetParticipantOutput, &Error>) -> AcceptorState {
        let Ok(output) = result else {
            return AcceptorState::Unmatched;
        };
        match output.participant.as_ref().and_then(|participant| participant.state.as_ref()) {
            Some(types::ParticipantState::Disconnected) => AcceptorState::Success,
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetParticipantOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
