use std::time::Duration;

use serde_json::{Value, json};

use crate::test_fixtures::{GetStage, List, Page, Service};
use crate::testing::{Fake, Fault, ManualSystem};
use crate::{CallOptions, Client, Error, ErrorKind, Items, System};

async fn get(client: &Client, input: &str) -> Result<Value, Error> {
    client.send::<GetStage>(&input.to_owned(), &CallOptions::default()).await
}

#[tokio::test]
async fn single_call_handlers_come_first_and_in_order() {
    let mut calls = 0;
    let fake = Fake::new()
        .on::<GetStage>(move |input| {
            calls += 1;
            Ok(json!(calls * 10 + input.len()))
        })
        .once::<GetStage>(|_| Ok(json!(1)))
        .in_order::<GetStage>([Ok(json!(2)), Err(Fault::new("Busy").status(409))]);
    let client = fake.client::<Service>().0;

    assert_eq!(get(&client, "a").await.unwrap(), json!(1));
    assert_eq!(get(&client, "b").await.unwrap(), json!(2));
    assert_eq!(get(&client, "c").await.unwrap_err().code(), Some("Busy"));
    assert_eq!(get(&client, "d").await.unwrap(), json!(11));
    assert_eq!(get(&client, "ee").await.unwrap(), json!(22));

    assert_eq!(fake.calls::<GetStage>(), ["a", "b", "c", "d", "ee"]);
    assert!(fake.calls::<List>().is_empty());
    assert_eq!(fake.operations(), ["GetStage"; 5]);
    fake.assert_all_called();
}

#[tokio::test]
async fn an_unexpected_call_is_an_error_that_names_the_handlers() {
    let fake = Fake::new().once::<List>(|_| Ok(Page::default())).once::<GetStage>(|_| Ok(json!(1)));
    let client = fake.client::<Service>().0;
    get(&client, "a").await.unwrap();
    let error = get(&client, "b").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: the fake has no handler for this call. It has one for List. Add one with \
         `.on::<GetStage>(…)`. The input was \"b\""
    );
    assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Configuration, 0));

    let panic = std::panic::catch_unwind(|| fake.assert_all_called()).unwrap_err();
    assert_eq!(
        panic.downcast_ref::<String>().unwrap(),
        "the calls differ from those that the fake expects:\n\
         - List was called 0 time(s), 1 fewer than expected\n\
         - unexpected call of GetStage with \"b\"\n"
    );
}

#[test]
#[should_panic(expected = "- GetStage was never called")]
fn an_unused_handler_is_reported() {
    Fake::new().on::<GetStage>(|_| Ok(json!(1))).assert_all_called();
}

#[tokio::test]
async fn faults_become_the_errors_of_real_calls() {
    let fault = Fault::new("aws#ThrottlingException").message("slow down").status(429);
    let faults = [
        fault.header("x-amz-retry-after", "5").header("bad name", "x"),
        Fault::new("InternalServerException").status(500),
        Fault::connection(),
        Fault::timeout(),
    ];
    let fake = Fake::new().in_order::<GetStage>(faults.map(Err));
    let client = fake.client::<Service>().0;

    let error = get(&client, "a").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: ThrottlingException: slow down (HTTP 429, request id \
         00000000-0000-0000-0000-000000000000, 1 attempt)"
    );
    assert!(error.is_throttling() && error.is_retryable());
    assert_eq!(error.headers().unwrap()["x-amz-retry-after"], "5");
    for kind in [ErrorKind::Service, ErrorKind::Connection, ErrorKind::Timeout] {
        let error = get(&client, "a").await.unwrap_err();
        assert_eq!((error.kind(), error.is_retryable()), (kind, true), "{error}");
        assert_eq!(error.attempts().len(), 1);
    }
}

#[tokio::test]
async fn pagination_works_on_a_fake() {
    let fake = Fake::new().on::<List>(|token| {
        Ok(match token.as_deref() {
            None => Page { items: vec![1, 2], next_token: Some("next".to_owned()) },
            Some(_) => Page { items: vec![3], next_token: None },
        })
    });
    let client = fake.client::<Service>().0;
    let mut items = Items::<List>::new(client, None, CallOptions::default());
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(fake.calls::<List>(), [None, Some("next".to_owned())]);
}

#[tokio::test]
async fn an_input_that_cannot_be_encoded_is_an_error() {
    let fake = Fake::new().on::<GetStage>(|_| Ok(json!(1)));
    let error = get(&fake.client::<Service>().0, "").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.operation(), Some("GetStage"));
    assert!(fake.calls::<GetStage>().is_empty(), "a real call would not reach the service");
}

#[tokio::test]
async fn latency_passes_on_the_clock_of_the_client_up_to_its_timeout() {
    let system = ManualSystem::default();
    let fake = Fake::new().on::<GetStage>(|_| Ok(json!(1))).latency(Duration::from_secs(3));
    let client = fake.builder::<Service>().system(system.clone()).build().unwrap().0;
    assert_eq!(get(&client, "a").await.unwrap(), json!(1));
    assert_eq!(system.ticks(), Duration::from_secs(3));

    let hasty = CallOptions::default().overall_timeout(Duration::from_secs(2));
    let error = client.send::<GetStage>(&"a".to_owned(), &hasty).await.unwrap_err();
    assert_eq!(error.to_string(), "GetStage failed: no complete response within 2s (1 attempt)");
    assert_eq!(system.ticks(), Duration::from_secs(5));
}

#[tokio::test]
async fn a_handler_may_use_the_fake_and_may_panic() {
    let fake = Fake::new();
    let same = fake.clone();
    let fake = fake.once::<GetStage>(move |_| Ok(json!(same.operations().len())));
    assert_eq!(get(&fake.client::<Service>().0, "a").await.unwrap(), json!(1));

    let fake = fake.on::<GetStage>(|input| panic!("did not expect {input}"));
    let client = fake.client::<Service>().0;
    let task = tokio::spawn(async move { get(&client, "b").await });
    assert!(task.await.unwrap_err().is_panic());
    assert_eq!(fake.calls::<GetStage>(), ["a", "b"], "the fake remains usable");
}

#[tokio::test]
async fn a_fault_has_the_body_that_it_is_given() {
    let body = json!({"message": "in use", "owner": "ann"});
    let unserializable = std::collections::BTreeMap::from([((1, 2), 3)]);
    let fake = Fake::new().in_order::<GetStage>([
        Err(Fault::new("aws#Conflict").message("replaced").status(409).body(&body)),
        Err(Fault::new("Conflict").body(json!([1])).header("content-type", "application/x+json")),
        Err(Fault::new("Conflict").body(unserializable)),
    ]);
    let client = fake.client::<Service>().0;
    let error = get(&client, "a").await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("Conflict"), "in use"));
    let response = error.raw_response().unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&response.body).unwrap(), body);
    assert_eq!(response.headers["content-type"], "application/json");
    let error = get(&client, "a").await.unwrap_err();
    assert_eq!(error.raw_response().unwrap().headers["content-type"], "application/x+json");
    let error = get(&client, "a").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("cannot be serialized"), "{error}");
}
