// @generated from #/paths/~1GetStageSession/post/x-waiters/StageSessionEnded. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a session has ended, which is when its last participant has left.
///
/// Returned as [`Waiter<StageSessionEnded>`](crate::Waiter) by
/// [`Client::wait_until_stage_session_ended`](crate::Client::wait_until_stage_session_ended). Polls
/// [`GetStageSession`](crate::operations::GetStageSession) with delays of 2 to 30 seconds, for five
/// minutes unless [`timeout`](crate::Waiter::timeout) is set. Any error ends the wait.
///
/// - Succeeds when `stage_session.end_time` is present
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let stage_arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let session_id = "st-a1b2c3d4e5f6g";
/// let waited = client
///     .wait_until_stage_session_ended(stage_arn, session_id)
///     .wait()
///     .await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StageSessionEnded;

impl Client {
    /// Waits until a session has ended, which is when its last participant has left.
    ///
    /// - `stage_arn`: ARN of the session's stage.
    /// - `session_id`: ID of the session to return.
    ///
    /// See [`StageSessionEnded`] for its states and an example.
    pub fn wait_until_stage_session_ended(
        &self,
        stage_arn: impl Into<String>,
        session_id: impl Into<String>,
    ) -> Waiter<StageSessionEnded> {
        let input = operations::GetStageSessionInput::new(stage_arn, session_id);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for StageSessionEnded {
    type Operation = operations::GetStageSession;
    type Output = operations::GetStageSessionOutput;

    const NAME: &'static str = "StageSessionEnded";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(30);

    fn evaluate(result: Result<&operations::GetStageSessionOutput, &Error>) -> AcceptorState {
        let Ok(output) = result else {
            return AcceptorState::Unmatched;
        };
        if output
            .stage_session
            .as_ref()
            .and_then(|stage_session| stage_session.end_time.as_ref())
            .is_some()
        {
            AcceptorState::Success
        } else {
            AcceptorState::Retry
        }
    }

    fn into_output(
        result: Result<operations::GetStageSessionOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
