// @generated from #/paths/~1GetParticipant/post/x-waiters/ReplicationStopped. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{Condition, WaitState, Waiter};
use std::time::Duration;

/// Waits until a participant is not replicated any more. Give the destination stage, its session
/// and the participant to ask for one replica.
///
/// Made by
/// [`Client::wait_until_replication_stopped`](crate::Client::wait_until_replication_stopped). Calls
/// [`GetParticipant`](crate::operations::GetParticipant), with pauses that grow from 1 to at most
/// 10 s, for five minutes unless [`timeout`](crate::Waiter::timeout) says otherwise. An error of
/// which nothing is said here ends the wait.
///
/// - Ends well when `participant.replicationState` is `STOPPED`, or `participant.replicationType`
///   is `NONE`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let participant_id = "ABcd12EFgh34";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let waited = client
///     .wait_until_replication_stopped(participant_id, session_id, stage_arn)
///     .wait()
///     .await?;
/// println!("{:?} after {:?}", waited.answer, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ReplicationStopped;

impl Client {
    /// Waits until a participant is not replicated any more. Give the destination stage, its
    /// session and the participant to ask for one replica.
    ///
    /// - `participant_id`: ID of the participant to read.
    /// - `session_id`: ID of the session in which the person took part.
    /// - `stage_arn`: ARN of the stage that the session belongs to.
    ///
    /// When it ends, and how: [`ReplicationStopped`].
    pub fn wait_until_replication_stopped(
        &self,
        participant_id: impl Into<String>,
        session_id: impl Into<String>,
        stage_arn: impl Into<String>,
    ) -> Waiter<ReplicationStopped> {
        let input = operations::GetParticipantInput::new(participant_id, session_id, stage_arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl Condition for ReplicationStopped {
    type Operation = operations::GetParticipant;
    type Answer = operations::GetParticipantOutput;
    const NAME: &'static str = "ReplicationStopped";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(10);

    fn judge(answer: Result<&operations::GetParticipantOutput, &Error>) -> WaitState {
        let Ok(output) = answer else {
            return WaitState::Refused;
        };
        if let Some(types::ReplicationState::Stopped) = output
            .participant
            .as_ref()
            .and_then(|participant| participant.replication_state.as_ref())
        {
            return WaitState::Success;
        }
        match output
            .participant
            .as_ref()
            .and_then(|participant| participant.replication_type.as_ref())
        {
            Some(types::ReplicationType::None) => WaitState::Success,
            _ => WaitState::Retry,
        }
    }

    fn accept(
        answer: Result<operations::GetParticipantOutput, Error>,
    ) -> Result<Self::Answer, Error> {
        answer
    }
}
