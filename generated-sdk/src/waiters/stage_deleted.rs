// @generated from #/paths/~1GetStage/post/x-waiters/StageDeleted. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a stage is deleted.
///
/// Returned as [`Waiter<StageDeleted>`](crate::Waiter) by
/// [`Client::wait_until_stage_deleted`](crate::Client::wait_until_stage_deleted). Polls
/// [`GetStage`](crate::operations::GetStage) with delays of 1 to 10 seconds, for five minutes
/// unless [`timeout`](crate::Waiter::timeout) is set. An error that is not listed here ends the
/// wait.
///
/// - Succeeds when the service responds with
///   [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound)
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:stage/abcdABCDefgh";
/// let waited = client.wait_until_stage_deleted(arn).wait().await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct StageDeleted;

impl Client {
    /// Waits until a stage is deleted.
    ///
    /// - `arn`: ARN of the stage, from [`CreateStage`](crate::operations::CreateStage) or
    ///   [`ListStages`](crate::operations::ListStages).
    ///
    /// See [`StageDeleted`] for its states and an example.
    pub fn wait_until_stage_deleted(&self, arn: impl Into<String>) -> Waiter<StageDeleted> {
        let input = operations::GetStageInput::new(arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for StageDeleted {
    type Operation = operations::GetStage;
    type Output = Result<operations::GetStageOutput, Error>;

    const NAME: &'static str = "StageDeleted";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(10);

    fn evaluate(result: Result<&operations::GetStageOutput, &Error>) -> AcceptorState {
        match result {
            Ok(_) => AcceptorState::Retry,
            Err(error) if error.is_resource_not_found() => AcceptorState::Success,
            Err(_) => AcceptorState::Unmatched,
        }
    }

    fn into_output(
        result: Result<operations::GetStageOutput, Error>,
    ) -> Result<Self::Output, Error> {
        Ok(result)
    }
}
