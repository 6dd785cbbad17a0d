// @generated from #/paths/~1GetComposition/post/x-waiters/CompositionActive. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until a composition is active and sends video to its destinations.
///
/// Returned as [`Waiter<CompositionActive>`](crate::Waiter) by
/// [`Client::wait_until_composition_active`](crate::Client::wait_until_composition_active). Polls
/// [`GetComposition`](crate::operations::GetComposition) with delays of 1 to 15 seconds, for five
/// minutes unless [`timeout`](crate::Waiter::timeout) is set. Any error ends the wait.
///
/// - Succeeds when `composition.state` is `ACTIVE`
/// - Fails when `composition.state` is `FAILED`, or `composition.state` is `STOPPING`, or
///   `composition.state` is `STOPPED`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
/// let waited = client.wait_until_composition_active(arn).wait().await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CompositionActive;

impl Client {
    /// Waits until a composition is active and sends video to its destinations.
    ///
    /// - `arn`: ARN of the composition, from
    ///   [`StartComposition`](crate::operations::StartComposition) or
    ///   [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// See [`CompositionActive`] for its states and an example.
    pub fn wait_until_composition_active(
        &self,
        arn: impl Into<String>,
    ) -> Waiter<CompositionActive> {
        let input = operations::GetCompositionInput::new(arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for CompositionActive {
    type Operation = operations::GetComposition;
    type Output = operations::GetCompositionOutput;

    const NAME: &'static str = "CompositionActive";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(15);

    fn evaluate(result: Result<&operations::GetCompositionOutput, &Error>) -> AcceptorState {
        let Ok(output) = result else {
            return AcceptorState::Unmatched;
        };
        match output.composition.as_ref().map(|composition| &composition.state) {
            Some(types::CompositionState::Active) => AcceptorState::Success,
            Some(types::CompositionState::Failed) => {
                AcceptorState::Failure("composition.state is FAILED")
            }
            Some(types::CompositionState::Stopping) => {
                AcceptorState::Failure("composition.state is STOPPING")
            }
            Some(types::CompositionState::Stopped) => {
                AcceptorState::Failure("composition.state is STOPPED")
            }
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetCompositionOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
