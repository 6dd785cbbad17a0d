//! Pagination of every list operation over a populated simulator.

use crate::support::{operation_client_for, scripted, simulated};
use e2e_tests::capture::Response;
use e2e_tests::client::RawClient;
use e2e_tests::document::{self, document};
use e2e_tests::simulator::{Fault, Presence, Resource, Simulator};
use generated_sdk::{Error, ErrorKind, operations};
use sdk_runtime::{CallOptions, Client, Items, PageSized, Pages, Paginated};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// The number of entries of each list, and the sizes of their pages.
const ENTRIES: usize = 5;
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
    serde_json::from_value(input.clone()).expect("the input is valid")
}

async fn all<O: Paginated<Error = Error>>(mut items: Items<O>) -> Vec<Value>
where
    O::Item: Serialize,
{
    let mut all = Vec::new();
    while let Some(item) = items.next().await {
        all.push(serde_json::to_value(item.unwrap()).unwrap());
    }
    assert!(items.next().await.is_none(), "the end is permanent");
    all
}

/// Paginates a list of five entries.
async fn check_list<O>()
where
    O: PageSized<Error = Error>,
    O::Input: DeserializeOwned,
    O::Item: Serialize,
{
    let name = O::META.name;
    let (simulator, input) = populate(name).await;
    let client = operation_client_for(&simulator);

    let mut list = pages::<O>(&client, &input);
    assert_eq!(list.token(), None);
    let (mut sizes, mut tokens) = (Vec::new(), Vec::new());
    while let Some(page) = list.next().await {
        let page = page.unwrap();
        tokens.push(O::next_token(&page).map(str::to_owned));
        let previous = tokens.iter().rev().nth(1).and_then(Option::as_deref);
        assert_eq!(list.page_token(), previous, "{name}");
        assert_eq!(list.token(), tokens[tokens.len() - 1].as_deref(), "{name}");
        sizes.push(O::into_items(page).len());
    }
    assert_eq!(sizes, SIZES, "{name}");
    let requests = simulator.take_requests();
    let sent = requests.iter().map(|it| it.json()["nextToken"].as_str().map(str::to_owned));
    let mut expected = vec![None];
    expected.extend(tokens[..2].iter().cloned());
    assert_eq!(sent.collect::<Vec<_>>(), expected, "{name}");
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
    assert!(distinct.len() > 1, "{name} repeats one entry");
    simulator.take_requests();
    for (limit, requests) in [(0, 0), (2, 1), (3, 2), (99, 3)] {
        let some = all(items::<O>(&client, &input).limit(limit)).await;
        assert_eq!(some, everything[..limit.min(ENTRIES)], "{name}");
        assert_eq!(simulator.take_requests().len(), requests, "{name}, {limit}");
    }

    let token = tokens[0].clone().unwrap();
    let resumed = items::<O>(&client, &input).resume_from(token.as_str());
    assert_eq!(all(resumed).await, everything[SIZES[0]..], "{name}");
    let mut with_token = input.clone();
    with_token["nextToken"] = token.as_str().into();
    let with_token = items::<O>(&client, &with_token);
    assert_eq!(with_token.token(), Some(token.as_str()), "{name}");
    assert_eq!(all(with_token).await, everything[SIZES[0]..], "{name}");

    // The list outlives its client, and cancelling `next` loses nothing: the call goes on.
    let mut list = items::<O>(&client, &input);
    drop(client);
    simulator.take_requests();
    simulator.fail_next(name, Fault::slow(Duration::from_secs(2)), 1);
    tokio::select! {
        _ = list.next() => panic!("the response of {name} is delayed"),
        () = request_received(&simulator) => {}
    }
    assert_eq!(all(list).await, everything, "{name}");
}

async fn request_received(simulator: &Simulator) {
    while simulator.requests().is_empty() {
        tokio::task::yield_now().await;
    }
}

/// Whether input and output have a pagination token.
fn is_list(operation: &document::Operation) -> bool {
    let has_token = |schema: &Option<Value>| {
        let schema = schema.as_ref().map(|it| document().flat(it));
        schema.is_some_and(|it| it["properties"].get("nextToken").is_some())
    };
    has_token(&operation.body) && has_token(&operation.output)
}

#[tokio::test]
async fn every_list_is_paginated_by_pages_and_by_items() {
    let mut names = BTreeSet::new();
    macro_rules! each {
        ($operation:ident) => {
            names.insert(stringify!($operation));
            check_list::<operations::$operation>().await;
        };
    }
    for_each_list!(each);
    let lists = document().operations.iter().filter(|it| is_list(it));
    assert_eq!(names, lists.map(|it| it.name.as_str()).collect());
    assert_eq!(names.len(), 10);
}

#[tokio::test]
async fn an_empty_list_has_one_page_and_no_items() {
    let (simulator, client) = simulated().await;
    let mut pages = client.list_stages().pages();
    assert_eq!(pages.next().await.unwrap().unwrap().stages, []);
    assert!(pages.next().await.is_none());
    assert!(client.list_stages().items().next().await.is_none());
    assert_eq!(simulator.requests().len(), 2);
}

#[tokio::test]
async fn a_repeated_token_is_an_error_after_the_pages_before_it() {
    let page = || Response::json(200, r#"{"stages":[{"arn":"a"}],"nextToken":"t"}"#);
    let (server, client) = scripted([page(), page()]).await;
    let mut items = client.list_stages().items();
    for _ in 0..2 {
        items.next().await.unwrap().unwrap();
    }
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
    assert_eq!(
        error.to_string(),
        "ListStages failed: the service returned a page token for the second time, so that the list would never end"
    );
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

/// A simulator in which the list has five entries, and the input of the list.
async fn populate(list: &str) -> (Simulator, Value) {
    let simulator = Simulator::builder();
    let simulator = simulator.quota(Resource::PublicKey, ENTRIES).start().await;
    let simulator = simulator.expect("a port is free");
    let population = Population { client: simulator.raw_client(), simulator: &simulator };
    let input = match list {
        "ListCompositions" => population.compositions().await,
        "ListEncoderConfigurations" => {
            population.create("CreateEncoderConfiguration", |_| json!({})).await
        }
        "ListIngestConfigurations" => {
            let input = |_| json!({"ingestProtocol": "RTMPS"});
            population.create("CreateIngestConfiguration", input).await
        }
        "ListParticipantEvents" => population.events().await,
        "ListParticipantReplicas" => population.replicas().await,
        "ListParticipants" => population.participants().await,
        "ListPublicKeys" => population.create("ImportPublicKey", public_key).await,
        "ListStageSessions" => population.sessions().await,
        "ListStages" => population.create("CreateStage", |_| json!({})).await,
        "ListStorageConfigurations" => {
            let input = |_| json!({"s3": {"bucketName": "bucket"}});
            population.create("CreateStorageConfiguration", input).await
        }
        other => panic!("{other} needs entries: add them here"),
    };
    simulator.take_requests();
    (simulator, input)
}

struct Population<'a> {
    client: RawClient,
    simulator: &'a Simulator,
}

impl Population<'_> {
    async fn call(&self, operation: &str, input: Value) -> Value {
        let response = self.client.call(operation, &input).await.unwrap();
        assert_eq!(response.status, 200, "{operation}: {:?}", response.body);
        response.json()
    }

    /// Creates the entries of a list without required input.
    async fn create(&self, operation: &str, input: impl Fn(usize) -> Value) -> Value {
        for index in 0..ENTRIES {
            self.call(operation, input(index)).await;
        }
        json!({})
    }

    async fn stage(&self) -> String {
        let made = self.call("CreateStage", json!({})).await;
        made["stage"]["arn"].as_str().unwrap().to_owned()
    }

    async fn token(&self, stage: &str) -> String {
        let input = json!({"stageArn": stage});
        let made = self.call("CreateParticipantToken", input).await;
        made["participantToken"]["token"].as_str().unwrap().to_owned()
    }

    /// A participant that has joined a new stage.
    async fn participant(&self) -> Presence {
        let token = self.token(&self.stage().await).await;
        self.simulator.join(&token).unwrap()
    }

    async fn compositions(&self) -> Value {
        let stage = self.stage().await;
        let channel = "arn:aws:ivs:us-east-1:123456789012:channel/c";
        let input = |index| {
            let channel = json!({"channelArn": format!("{channel}{index}")});
            json!({"stageArn": stage, "destinations": [{"channel": channel}]})
        };
        self.create("StartComposition", input).await;
        json!({"filterByStageArn": stage})
    }

    async fn events(&self) -> Value {
        let presence = self.participant().await;
        for _ in 1..ENTRIES / 2 + 1 {
            self.simulator.publish(&presence).unwrap();
            self.simulator.unpublish(&presence).unwrap();
        }
        json!({"stageArn": presence.stage_arn, "sessionId": presence.session_id,
            "participantId": presence.participant_id})
    }

    async fn participants(&self) -> Value {
        let presence = self.participant().await;
        for _ in 1..ENTRIES {
            let token = self.token(&presence.stage_arn).await;
            self.simulator.join(&token).unwrap();
        }
        json!({"stageArn": presence.stage_arn, "sessionId": presence.session_id,
            "filterByState": "CONNECTED"})
    }

    async fn replicas(&self) -> Value {
        let presence = self.participant().await;
        self.simulator.publish(&presence).unwrap();
        for _ in 0..ENTRIES {
            let input = json!({"sourceStageArn": presence.stage_arn, "participantId": presence.participant_id,
                "destinationStageArn": self.stage().await});
            self.call("StartParticipantReplication", input).await;
        }
        json!({"sourceStageArn": presence.stage_arn, "participantId": presence.participant_id})
    }

    async fn sessions(&self) -> Value {
        let stage = self.stage().await;
        let token = self.token(&stage).await;
        for _ in 0..ENTRIES {
            let presence = self.simulator.join(&token).unwrap();
            self.simulator.leave(&presence).unwrap();
        }
        json!({"stageArn": stage})
    }
}

/// A distinct key for each index.
fn public_key(index: usize) -> Value {
    let pem = format!("-----BEGIN PUBLIC KEY-----\nMHYwEAY{index}\n-----END PUBLIC KEY-----\n");
    json!({"publicKeyMaterial": pem})
}
