//! Inputs as values: stored, deserialized, changed and sent; and the setters that take an `Option`.

use std::collections::BTreeMap;

use crate::support::{ARN, simulated};
use generated_sdk::operations::*;
use generated_sdk::testing::Fake;
use generated_sdk::{Client, OperationInput};

#[tokio::test]
async fn a_stored_input_is_sent_by_the_client() {
    let (_simulator, client) = simulated().await;
    let stored = client.create_stage().name("stored").tags([("team", "video")]).into_input();
    let text = serde_json::to_string(&stored).unwrap();
    let read: CreateStageInput = serde_json::from_str(&text).unwrap();
    assert_eq!(read, stored);

    let first = client.send(stored).await.unwrap().stage.unwrap();
    let second = client.send(read).await.unwrap().stage.unwrap();
    assert_eq!((first.name.as_deref(), second.name.as_deref()), (Some("stored"), Some("stored")));
    let missing = client.send(GetStageInput::new(ARN)).await.unwrap_err();
    assert!(missing.is_resource_not_found());
}

#[tokio::test]
async fn a_stored_input_has_pages_options_and_prepared_requests() {
    let (simulator, client) = simulated().await;
    for name in ["a", "b", "c"] {
        client.create_stage().name(name).await.unwrap();
    }
    let mut input = ListStagesInput::default();
    input.max_results = Some(2);
    let mut pages = client.call(input.clone()).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().stages.len());
    }
    assert_eq!(sizes, [2, 1]);

    let sent = simulator.requests().len();
    let prepared = client.call(input.clone()).prepare().await.unwrap();
    assert_eq!(prepared.as_http().uri().path(), "/ListStages");
    assert_eq!(simulator.requests().len(), sent);
    assert_eq!(client.call(input).validate().unwrap().await.unwrap().stages.len(), 2);
}

#[tokio::test]
async fn the_input_of_a_request_builder_can_be_changed() {
    let fake = Fake::new().on::<UpdateStage>(|_| Ok(UpdateStageOutput::default()));
    let client = fake.client::<Client>();
    client.update_stage(ARN).input(|input| input.name = Some("new".to_owned())).await.unwrap();
    assert_eq!(fake.calls::<UpdateStage>()[0].name.as_deref(), Some("new"));
}

#[test]
fn setters_with_the_prefix_set_take_an_option() {
    let fake = Fake::new();
    let client = fake.client::<Client>();
    // As a command-line client has its flags, without a type annotation.
    let name: Option<&str> = Some("flag");
    let tags: Option<BTreeMap<String, String>> = None;
    let call = client.create_stage().tags([("cleared", "yes")]).set_name(name).set_tags(tags);
    let input = call.into_input();
    assert_eq!((input.name.as_deref(), input.tags), (Some("flag"), None));

    let (limit, token): (Option<i64>, Option<String>) = (Some(5), Some("next".to_owned()));
    let input = client.list_stages().set_max_results(limit).set_next_token(token).into_input();
    assert_eq!((input.max_results, input.next_token.as_deref()), (Some(5), Some("next")));
}

#[tokio::test]
async fn a_function_takes_inputs_of_any_operation() {
    fn operation_of<I: OperationInput>(_: &I) -> &'static str {
        <I::Operation as generated_sdk::Operation>::META.name
    }
    assert_eq!(operation_of(&GetStageInput::new(ARN)), "GetStage");
}
