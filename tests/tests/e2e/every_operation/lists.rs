//! `pages()` and `items()` of every operation that answers in pages.

use super::populate::{ENTRIES, populate};
use super::{client_of, client_of_service};
use e2e_tests::capture::{Capture, Response};
use e2e_tests::document::sample::Sampler;
use e2e_tests::document::{Operation as Described, document};
use generated_sdk::{Error, ErrorKind, operations};
use sdk_runtime::{CallOptions, Client, Items, PageSized, Pages, Paginated};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeSet;

/// Pages of two for five entries.
const SIZES: [usize; 3] = [2, 2, 1];

fn pages<O: PageSized>(client: &Client, input: &Value) -> Pages<O>
where
    O::Input: DeserializeOwned,
{
    let pages = Pages::new(client.clone(), typed::<O>(input), CallOptions::default());
    pages.page_size(SIZES[0] as i64)
}

fn items<O: PageSized>(client: &Client, input: &Value) -> Items<O>
where
    O::Input: DeserializeOwned,
{
    let items = Items::new(client.clone(), typed::<O>(input), CallOptions::default());
    items.page_size(SIZES[0] as i64)
}

fn typed<O: Paginated>(input: &Value) -> O::Input
where
    O::Input: DeserializeOwned,
{
    serde_json::from_value(input.clone()).expect("the input is sound")
}

async fn all<O: Paginated<Error = Error>>(mut items: Items<O>) -> Vec<Value>
where
    O::Item: Serialize,
{
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(serde_json::to_value(item.unwrap()).unwrap());
    }
    assert!(items.next().await.is_none(), "the end is the end");
    all
}

/// Walks a list of five entries in every way.
async fn walk<O>()
where
    O: PageSized<Error = Error>,
    O::Input: DeserializeOwned,
    O::Item: Serialize,
{
    let name = O::META.name;
    let (simulator, input) = populate(name).await;
    let client = client_of_service(&simulator);

    let mut walk = pages::<O>(&client, &input);
    assert_eq!(walk.token(), None);
    let (mut sizes, mut tokens) = (Vec::new(), Vec::new());
    while let Some(page) = walk.next().await {
        let page = page.unwrap();
        tokens.push(O::next_token(&page).map(str::to_owned));
        let asked_with = tokens.iter().rev().nth(1).and_then(Option::as_deref);
        assert_eq!(walk.page_token(), asked_with, "{name}");
        assert_eq!(walk.token(), tokens[tokens.len() - 1].as_deref(), "{name}");
        sizes.push(O::into_items(page).len());
    }
    assert_eq!(sizes, SIZES, "{name}");
    let requests = simulator.take_requests();
    let sent: Vec<Option<String>> = requests
        .iter()
        .map(|it| it.json()["nextToken"].as_str().map(str::to_owned))
        .collect();
    let mut expected = vec![None];
    expected.extend(tokens[..2].iter().cloned());
    assert_eq!(
        sent, expected,
        "{name} sends each token with the next request"
    );
    for request in &requests {
        let mut body = request.json();
        assert_eq!(body["maxResults"], SIZES[0], "{name}");
        for (member, value) in input.as_object().unwrap() {
            assert_eq!(body[member].take(), *value, "{name} keeps its filters");
        }
    }

    let everything = all(items::<O>(&client, &input)).await;
    assert_eq!(everything.len(), ENTRIES, "{name}");
    let distinct: BTreeSet<String> = everything.iter().map(Value::to_string).collect();
    assert!(distinct.len() > 1, "{name} gives one entry again and again");
    simulator.take_requests();
    for (limit, requests) in [(0, 0), (2, 1), (3, 2)] {
        let some = all(items::<O>(&client, &input).limit(limit)).await;
        assert_eq!(some, everything[..limit], "{name}");
        assert_eq!(simulator.take_requests().len(), requests, "{name}, {limit}");
    }

    let token = tokens[0].clone().unwrap();
    let resumed = items::<O>(&client, &input).resume_from(token.as_str());
    assert_eq!(all(resumed).await, everything[SIZES[0]..], "{name}");
    let mut begun = input.clone();
    begun["nextToken"] = token.as_str().into();
    let begun = items::<O>(&client, &begun);
    assert_eq!(begun.token(), Some(token.as_str()), "{name}");
    assert_eq!(all(begun).await, everything[SIZES[0]..], "{name}");

    // The walk outlives the client that it came from, and a caller who gives up waiting loses nothing.
    let mut walk = items::<O>(&client, &input);
    drop(client);
    simulator.fail_next(name, slow(), 1);
    tokio::select! {
        _ = walk.next() => panic!("no item of {name} can have come yet"),
        () = sent_by_now(&simulator) => {}
    }
    assert_eq!(all(walk).await, everything, "{name}");
}

fn slow() -> e2e_tests::simulator::Fault {
    e2e_tests::simulator::Fault::slow(std::time::Duration::from_secs(60))
}

async fn sent_by_now(simulator: &e2e_tests::simulator::Simulator) {
    simulator.take_requests();
    while simulator.requests().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// The same token twice is an error, after the pages that were good.
async fn circle<O>()
where
    O: PageSized<Error = Error>,
    O::Input: DeserializeOwned,
{
    let described = document().operation(O::META.name).unwrap();
    let mut sampler = Sampler::new(document(), 0);
    let page = Value::Object(sampler.response(described).body).to_string();
    let server = Capture::start([Response::json(200, &page), Response::json(200, &page)]);
    let server = server.await.unwrap();
    let input = Value::Object(sampler.required_only().input(described));
    let mut pages = pages::<O>(&client_of(&server), &input);
    for _ in 0..2 {
        assert!(pages.next().await.unwrap().is_ok(), "{}", O::META.name);
    }
    let error = pages.next().await.unwrap().err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Pagination, "{}", O::META.name);
    assert!(pages.next().await.is_none());
}

/// Whether input and output have a page's token.
fn is_list(operation: &Described) -> bool {
    let has_token = |schema: &Option<Value>| {
        let schema = schema.as_ref().map(|it| document().flat(it));
        schema.is_some_and(|it| it["properties"].get("nextToken").is_some())
    };
    has_token(&operation.body) && has_token(&operation.output)
}

#[tokio::test]
async fn every_list_is_walked_page_by_page_and_item_by_item() {
    let mut names = BTreeSet::new();
    macro_rules! each {
        ($operation:ident) => {
            names.insert(stringify!($operation));
            walk::<operations::$operation>().await;
        };
    }
    for_each_list!(each);
    let lists = document().operations.iter().filter(|it| is_list(it));
    assert_eq!(names, lists.map(|it| it.name.as_str()).collect());
    assert_eq!(names.len(), 10);
}

#[tokio::test]
async fn no_list_goes_in_circles() {
    macro_rules! each {
        ($operation:ident) => {
            circle::<operations::$operation>().await;
        };
    }
    for_each_list!(each);
}
