//! How long a waiter pauses: by its own shortest and longest pause, and by chance.

use generated_sdk::runtime::Environment;
use generated_sdk::testing::{ManualSystem, ScriptedTransport, Step};
use generated_sdk::{Client, Credentials};
use serde_json::json;
use std::time::Duration;

/// The pauses of a wait for a composition that is active at the eighth look.
async fn pauses(system: ManualSystem) -> Vec<Duration> {
    let state = |state: &str| {
        let composition = json!({
            "arn": "arn", "stageArn": "stage", "state": state, "destinations": [],
            "layout": {},
        });
        Step::json(200, json!({"composition": composition}))
    };
    let transport = ScriptedTransport::new((0..7).map(|_| state("STARTING")));
    transport.push(state("ACTIVE"));
    let client = Client::builder()
        .environment(Environment::empty())
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret-key", None))
        .system(system.clone())
        .transport(transport.clone())
        .build()
        .unwrap();
    let waited = client.wait_until_composition_active("arn").wait().await;
    assert_eq!(waited.unwrap().attempts, 8);
    transport.assert_played();
    system.slept()
}

/// The overlay says 1 and 15 seconds.
#[tokio::test]
async fn pauses_double_from_the_shortest_to_the_longest_at_most() {
    let seconds = |numbers: [u64; 7]| numbers.map(Duration::from_secs);
    let least = pauses(ManualSystem::default().with_random(0)).await;
    assert_eq!(least, seconds([1; 7]));
    let most = pauses(ManualSystem::default().with_random(255)).await;
    let rounded = most
        .iter()
        .map(|it| Duration::from_secs_f64(it.as_secs_f64().round()));
    let rounded: Vec<_> = rounded.collect();
    assert_eq!(rounded, seconds([1, 2, 4, 8, 15, 15, 15]));
}

#[tokio::test]
async fn chance_decides_between_the_two() {
    // Its bytes are other ones each time.
    let found = pauses(ManualSystem::default()).await;
    let most = [1, 2, 4, 8, 15, 15, 15].map(Duration::from_secs);
    for (pause, most) in found.iter().zip(most) {
        assert!((Duration::from_secs(1)..=most).contains(pause), "{found:?}");
    }
    assert_ne!(found[5], found[6], "two pauses with the same bounds differ");
}
