// @generated from #/paths/~1GetParticipant/post/x-waiters/ParticipantRecordingFinished. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until the recording of a participant is complete and all its files are stored. Fails when
/// the recording failed or is disabled.
///
/// Returned as [`Waiter<ParticipantRecordingFinished>`](crate::Waiter) by
/// [`Client::wait_until_participant_recording_finished`](crate::Client::wait_until_participant_recording_finished).
/// Polls [`GetParticipant`](crate::operations::GetParticipant) with delays of 2 to 30 seconds, for
/// five minutes unless [`timeout`](crate::Waiter::timeout) is set. Any error ends the wait.
///
/// - Succeeds when `participant.recording_state` is `STOPPED`
/// - Fails when `participant.recording_state` is `FAILED`, or `participant.recording_state` is
///   `DISABLED`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let participant_id = "ABcd12EFgh34";
/// let waited = client
///     .wait_until_participant_recording_finished(stage_arn, session_id, participant_id)
///     .wait()
///     .await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ParticipantRecordingFinished;

impl Client {
    /// Waits until the recording of a participant is complete and all its files are stored. Fails
    /// when the recording failed or is disabled.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the participant's session.
    /// - `participant_id`: ID of the participant to return.
    ///
    /// See [`ParticipantRecordingFinished`] for its states and an example.
    pub fn wait_until_participant_recording_finished(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
        participant_id: impl Into<String>,
    ) -> Waiter<ParticipantRecordingFinished> {
        let input = operations::GetParticipantInput::new(stage_arn, session_id, participant_id);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for ParticipantRecordingFinished {
    type Operation = operations::GetParticipant;
    type Output = operations::GetParticipantOutput;

    const NAME: &'static str = "ParticipantRecordingFinished";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(30);

    fn evaluate(result: Result<&operations::GetParticipantOutput, &Error>) -> AcceptorState {
        let Ok(output) = result else {
            return AcceptorState::Unmatched;
        };
        match output
            .participant
            .as_ref()
            .and_then(|participant| participant.recording_state.as_ref())
        {
            Some(types::ParticipantRecordingState::Stopped) => AcceptorState::Success,
            Some(types::ParticipantRecordingState::Failed) => {
                AcceptorState::Failure("participant.recordingState is FAILED")
            }
            Some(types::ParticipantRecordingState::Disabled) => {
                AcceptorState::Failure("participant.recordingState is DISABLED")
            }
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetParticipantOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
