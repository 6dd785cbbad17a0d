//! Compositions that start, stop and fail.

use super::{called, hasty, still};
use crate::fixture::stage_and_destination;
use e2e_tests::simulator::Simulator;
use generated_sdk::types::*;
use generated_sdk::{Client, WaitErrorKind};

/// A composition that has just been started.
async fn composition(simulator: &Simulator, client: &Client) -> String {
    let (stage, destination) = stage_and_destination(simulator, client).await;
    let made = client.start_composition(stage, [destination]).send().await;
    made.unwrap().composition.unwrap().arn
}

#[tokio::test]
async fn a_composition_is_active_and_then_stopped() {
    let (simulator, client) = still().await;
    let arn = composition(&simulator, &client).await;
    let wait = hasty(client.wait_until_composition_active(&arn));
    let (waited, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", 2).await;
        simulator.advance_composition(&arn);
    });
    let waited = waited.unwrap();
    let active = waited.output.composition.unwrap();
    assert_eq!(active.state, CompositionState::Active);

    client.stop_composition(&arn).send().await.unwrap();
    let wait = hasty(client.wait_until_composition_stopped(&arn));
    let (stopped, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", waited.attempts as usize + 2).await;
        simulator.advance_composition(&arn);
    });
    let stopped = stopped.unwrap().output.unwrap().composition.unwrap();
    assert_eq!(stopped.state, CompositionState::Stopped);

    let gone = client
        .wait_until_composition_active(&arn)
        .wait()
        .await
        .unwrap_err();
    let reason = WaitErrorKind::Failed("composition.state is STOPPED");
    assert_eq!((gone.kind(), gone.attempts()), (reason, 1));

    simulator.remove_composition(&arn);
    let stopped = client.wait_until_composition_stopped(&arn).wait().await;
    assert!(stopped.unwrap().output.unwrap_err().is_resource_not_found());
}

#[tokio::test]
async fn a_composition_that_fails_is_not_waited_for() {
    let (simulator, client) = still().await;
    let arn = composition(&simulator, &client).await;
    let wait = hasty(client.wait_until_composition_active(&arn));
    let (error, ()) = tokio::join!(wait.wait(), async {
        called(&simulator, "GetComposition", 2).await;
        simulator.fail_composition(&arn);
    });
    let error = error.unwrap_err();
    let reason = "composition.state is FAILED";
    assert_eq!(error.kind(), WaitErrorKind::Failed(reason));
    let last = error.into_last().unwrap().unwrap();
    assert_eq!(last.composition.unwrap().state, CompositionState::Failed);
    let stopped = client.wait_until_composition_stopped(&arn).wait().await;
    assert_eq!(stopped.unwrap_err().kind(), WaitErrorKind::Failed(reason));
}
