// @generated from #/paths/~1GetComposition/post/x-waiters/CompositionActive. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{Condition, WaitState, Waiter};
use std::time::Duration;

/// Waits until a composition is active, that is, until its output reaches every destination.
///
/// Made by [`Client::wait_until_composition_active`](crate::Client::wait_until_composition_active).
/// Calls [`GetComposition`](crate::operations::GetComposition), with pauses that grow from 1 to at
/// most 15 s, for five minutes unless [`timeout`](crate::Waiter::timeout) says otherwise. An error
/// of which nothing is said here ends the wait.
///
/// - Ends well when `composition.state` is `ACTIVE`
/// - Fails at once when `composition.state` is `FAILED`, or `composition.state` is `STOPPING`, or
///   `composition.state` is `STOPPED`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:composition/wxyzWXYZabcd";
/// let waited = client.wait_until_composition_active(arn).wait().await?;
/// println!("{:?} after {:?}", waited.answer, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CompositionActive;

impl Client {
    /// Waits until a composition is active, that is, until its output reaches every destination.
    ///
    /// - `arn`: ARN of the composition, from
    ///   [`StartComposition`](crate::operations::StartComposition) or
    ///   [`ListCompositions`](crate::operations::ListCompositions).
    ///
    /// When it ends, and how: [`CompositionActive`].
    pub fn wait_until_composition_active(
        &self,
        arn: impl Into<String>,
    ) -> Waiter<CompositionActive> {
        let input = operations::GetCompositionInput::new(arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl Condition for CompositionActive {
    type Operation = operations::GetComposition;
    type Answer = operations::GetCompositionOutput;
    const NAME: &'static str = "CompositionActive";
    const MIN_DELAY: Duration = Duration::from_secs(1);
    const MAX_DELAY: Duration = Duration::from_secs(15);

    fn judge(answer: Result<&operations::GetCompositionOutput, &Error>) -> WaitState {
        let Ok(output) = answer else {
            return WaitState::Refused;
        };
        match output.composition.as_ref().map(|composition| &composition.state) {
            Some(types::CompositionState::Active) => WaitState::Success,
            Some(types::CompositionState::Failed) => {
                WaitState::Failure("composition.state is FAILED")
            }
            Some(types::CompositionState::Stopping) => {
                WaitState::Failure("composition.state is STOPPING")
            }
            Some(types::CompositionState::Stopped) => {
                WaitState::Failure("composition.state is STOPPED")
            }
            _ => WaitState::Retry,
        }
    }

    fn accept(
        answer: Result<operations::GetCompositionOutput, Error>,
    ) -> Result<Self::Answer, Error> {
        answer
    }
}
