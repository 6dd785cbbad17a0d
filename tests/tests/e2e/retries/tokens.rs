//! The idempotency token of StartComposition: made where the caller gives none, and kept over all attempts.

use crate::fixture::{ARN, builder, builder_for, scripted, simulated, stage_and_destination};
use e2e_tests::capture::{Capture, CapturedRequest, Response};
use e2e_tests::simulator::Fault;
use generated_sdk::runtime::OsSystem;
use generated_sdk::types::{ChannelDestinationConfiguration, DestinationConfiguration};
use generated_sdk::{CallOptions, Client, Error};
use serde_json::Value;
use std::collections::BTreeSet;

const BUSY: &str = "busy";

fn busy() -> Response {
    Response::json(503, BUSY)
}

fn destination() -> DestinationConfiguration {
    let channel = "arn:aws:ivs:us-east-1:123456789012:channel/AbCdEf012345";
    DestinationConfiguration::default().with_channel(ChannelDestinationConfiguration::new(channel))
}

async fn start(client: &Client) -> Result<(), Error> {
    let call = client.start_composition(ARN, [destination()]);
    call.send().await.map(drop)
}

fn token(request: &CapturedRequest) -> String {
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    body["idempotencyToken"].as_str().unwrap().to_owned()
}

/// As RFC 9562 has it: version 4 and the usual variant, in lower case.
fn is_uuid(token: &str) -> bool {
    let template = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
    let fits = |(c, it): (char, char)| match it {
        'x' => matches!(c, '0'..='9' | 'a'..='f'),
        'v' => matches!(c, '8' | '9' | 'a' | 'b'),
        other => c == other,
    };
    token.len() == template.len() && token.chars().zip(template.chars()).all(fits)
}

#[tokio::test]
async fn a_call_without_a_token_gets_one_from_the_systems_randomness() {
    let number = 64;
    let script = (0..number).map(|_| Response::json(200, "{}"));
    let server = Capture::start(script).await.unwrap();
    let client = builder()
        .system(OsSystem::default())
        .endpoint_url(server.endpoint_url());
    let client = client.build().unwrap();
    for _ in 0..number {
        start(&client).await.unwrap();
    }
    let tokens: BTreeSet<String> = server.requests().iter().map(token).collect();
    assert_eq!(tokens.len(), number, "no token comes twice");
    assert!(tokens.iter().all(|it| is_uuid(it)), "{tokens:?}");
    // Each random digit takes many values: 64 draws that give no more than four are not to be feared.
    let digits = |place: usize| tokens.iter().map(|it| it.as_bytes()[place]).collect();
    let template = "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx";
    for (place, _) in template.char_indices().filter(|(_, it)| *it == 'x') {
        let digits: BTreeSet<u8> = digits(place);
        assert!(digits.len() > 4, "digit {place} is one of {digits:?}");
    }
}

#[tokio::test]
async fn the_token_stays_over_all_attempts_and_is_new_in_the_next_call() {
    let script = [
        busy(),
        busy(),
        Response::json(200, "{}"),
        Response::json(200, "{}"),
    ];
    let (server, client) = scripted(script).await;
    start(&client).await.unwrap();
    start(&client).await.unwrap();
    let tokens: Vec<String> = server.requests().iter().map(token).collect();
    assert_eq!(tokens.len(), 4);
    assert!(is_uuid(&tokens[0]), "{tokens:?}");
    assert_eq!((&tokens[0], &tokens[0]), (&tokens[1], &tokens[2]));
    assert_ne!(tokens[0], tokens[3]);
}

#[tokio::test]
async fn a_token_of_the_callers_own_is_sent_as_it_is() {
    let (server, client) = scripted([busy(), Response::json(200, "{}")]).await;
    let call = client.start_composition(ARN, [destination()]);
    call.idempotency_token("mine").send().await.unwrap();
    let tokens: Vec<String> = server.requests().iter().map(token).collect();
    assert_eq!(tokens, ["mine", "mine"]);
}

/// What the token is for: a response that is lost on its way costs no second composition.
#[tokio::test]
async fn a_repeated_call_starts_one_composition() {
    let (simulator, _) = simulated().await;
    let client = builder_for(&simulator).build().unwrap();
    let (stage, destination) = stage_and_destination(&simulator, &client).await;
    simulator.fail_next("StartComposition", Fault::internal_server(), 1);
    let call = client.start_composition(&stage, [destination.clone()]);
    let first = call.idempotency_token("once").send().await.unwrap();
    let call = client.start_composition(&stage, [destination]);
    let options = CallOptions::default().max_attempts(1);
    let again = call.idempotency_token("once").options(options).send().await;
    let arns = [first, again.unwrap()].map(|it| it.composition.unwrap().arn);
    assert_eq!(arns[0], arns[1]);
    let list = client.list_compositions().send().await.unwrap();
    assert_eq!(list.compositions.len(), 1);
}
