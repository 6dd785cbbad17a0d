//! What can be waited for, on the simulator: each wait is entered before what it waits for happens.

mod acceptors;
mod compositions;
mod endings;
mod participants;
mod pauses;

use e2e_tests::simulator::Simulator;
use generated_sdk::runtime::WaiterDefinition;
use generated_sdk::{Client, Waiter};
use std::time::Duration;

use crate::fixture::builder_for;

/// A wait that asks often, and gives up before anybody loses patience.
fn hasty<C: WaiterDefinition>(waiter: Waiter<C>) -> Waiter<C> {
    waiter
        .min_delay(Duration::from_millis(2))
        .max_delay(Duration::from_millis(10))
        .timeout(Duration::from_secs(20))
}

/// Waits until an operation has been called so often.
async fn called(simulator: &Simulator, operation: &str, times: usize) {
    let count = || {
        let requests = simulator.requests();
        let calls = requests.iter().filter(|it| it.operation == Some(operation));
        calls.count()
    };
    while count() < times {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// A simulator in which nothing goes on by itself, and a client of it.
async fn still() -> (Simulator, Client) {
    let simulator = Simulator::builder().transitions(e2e_tests::simulator::Transitions::Manual);
    let simulator = simulator.start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    (simulator, client)
}
