// @generated from #/paths/~1GetComposition/post/x-waiters/CompositionStopped. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a composition has stopped or has been deleted.
///
/// Returned as [`Waiter<CompositionStopped>`](crate::Waiter) by
/// [`Client::wait_until_composition_stopped`](crate::Client::wait_until_composition_stopped). Polls
/// [`GetComposition`](crate::operations::GetComposition) with delays of 1 to 15 seconds, for five
/// minutes unless [`timeout`](crate::Waiter::timeout) is set. An error that is not listed here ends
/// the wait.
///
/// - Succeeds when `composition.state` is `STOPPED`, or the service responds with
///   [`ResourceNotFoundException`](crate::ErrorCode::ResourceNotFound)
/// - Fails when `composition.state` is `FAILED`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
/// let waited = client.wait_until_composition_stopped(arn).wait().await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CompositionStopped;

impl Client {
    /// Waits until a composition has stopped or has been deleted.
    ///
    /// - `arn`: ARN of the composition, from
    ///   [`StartComposition`](crate::operations::StartComposition) or
    ///   [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// See [`CompositionStopped`] for its states and an example.
    pub fn wait_until_composition_stopped(
        &self,
        arn: impl Into<String>,
    ) -> Waiter<CompositionStopped> {
        let input = operations::GetCompositionInput::new(arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for CompositionStopped {
    type Operation = operations::GetComposition;
    type Output = Result<operations::GetCompositionOutput, Error>;

    const NAME: &'static str = "CompositionStopped";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(15);

    fn evaluate(result: Result<&operations::GetCompositionOutput, &Error>) -> AcceptorState {
        let output = match result {
            Ok(output) => output,
            Err(error) if error.is_resource_not_found() => return AcceptorState::Success,
            Err(_) => return AcceptorState::Unmatched,
        };
        match output.composition.as_ref().map(|composition| &composition.state) {
            Some(types::CompositionState::Stopped) => AcceptorState::Success,
            Some(types::CompositionState::Failed) => {
                AcceptorState::Failure("composition.state is FAILED")
            }
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetCompositionOutput, Error>,
    ) -> Result<Self::Output, Error> {
        Ok(result)
    }
}
