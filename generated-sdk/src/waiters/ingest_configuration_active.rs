// @generated from #/paths/~1GetIngestConfiguration/post/x-waiters/IngestConfigurationActive. Do not edit: change the document or an overlay.

use crate::{Client, Error, operations, types};
use sdk_runtime::{AcceptorState, Waiter, WaiterDefinition};
use std::time::Duration;

/// Waits until an encoder is publishing with an ingest configuration.
///
/// Returned as [`Waiter<IngestConfigurationActive>`](crate::Waiter) by
/// [`Client::wait_until_ingest_configuration_active`](crate::Client::wait_until_ingest_configuration_active).
/// Polls [`GetIngestConfiguration`](crate::operations::GetIngestConfiguration) with delays of 2 to
/// 15 seconds, for five minutes unless [`timeout`](crate::Waiter::timeout) is set. Any error ends
/// the wait.
///
/// - Succeeds when `ingest_configuration.state` is `ACTIVE`
///
/// # Example
///
/// ```no_run
/// # async fn example(client: &generated_sdk::Client) -> Result<(), generated_sdk::Error> {
/// let arn = "arn:aws:ivs:us-east-1:123456789012:ingest-configuration/ghijGHIJklmn";
/// let waited = client.wait_until_ingest_configuration_active(arn).wait().await?;
/// println!("{:?} after {:?}", waited.output, waited.elapsed);
/// # Ok(()) }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct IngestConfigurationActive;

impl Client {
    /// Waits until an encoder is publishing with an ingest configuration.
    ///
    /// - `arn`: ARN of the ingest configuration, from
    ///   [`CreateIngestConfiguration`](crate::operations::CreateIngestConfiguration) or
    ///   [`ListIngestConfigurations`](crate::operations::ListIngestConfigurations).
    ///
    /// See [`IngestConfigurationActive`] for its states and an example.
    pub fn wait_until_ingest_configuration_active(
        &self,
        arn: impl Into<String>,
    ) -> Waiter<IngestConfigurationActive> {
        let input = operations::GetIngestConfigurationInput::new(arn);
        Waiter::new(self.runtime.clone(), input)
    }
}

impl WaiterDefinition for IngestConfigurationActive {
    type Operation = operations::GetIngestConfiguration;
    type Output = operations::GetIngestConfigurationOutput;

    const NAME: &'static str = "IngestConfigurationActive";
    const MIN_DELAY: Duration = Duration::from_secs(2);
    const MAX_DELAY: Duration = Duration::from_secs(15);

    fn evaluate(
        result: Result<&operations::GetIngestConfigurationOutput, &Error>,
    ) -> AcceptorState {
        let Ok(output) = result else {
            return AcceptorState::Unmatched;
        };
        match output
            .ingest_configuration
            .as_ref()
            .map(|ingest_configuration| &ingest_configuration.state)
        {
            Some(types::IngestConfigurationState::Active) => AcceptorState::Success,
            _ => AcceptorState::Retry,
        }
    }

    fn into_output(
        result: Result<operations::GetIngestConfigurationOutput, Error>,
    ) -> Result<Self::Output, Error> {
        result
    }
}
