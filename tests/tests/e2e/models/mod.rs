//! Every model, with random values of its schema: what is read is written again as it was, and no
//! response whatsoever makes the SDK panic. New models are covered without a word added here.

mod document;
mod values;

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use generated_sdk::ErrorCode;
use sdk_runtime::{ErrorKind, Operation, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use values::{Random, anything, broken, of_schema, spoiled};

include!(concat!(env!("OUT_DIR"), "/models.rs"));

/// How many random values each model gets.
const SEEDS: u64 = 200;

/// Without empty lists and maps: in answers, absent and empty are the same.
fn essential(value: &Value) -> Value {
    let is_there = |value: &Value| {
        !matches!(value, Value::Array(list) if list.is_empty())
            && !matches!(value, Value::Object(map) if map.is_empty())
    };
    match value {
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, member)| (name.clone(), essential(member)));
            members.filter(|(_, member)| is_there(member)).collect()
        }
        Value::Array(elements) => elements.iter().map(essential).collect(),
        other => other.clone(),
    }
}

/// Reads, writes and reads again.
fn round_trip<T>(name: &str, schema: &Value)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    for seed in 0..SEEDS {
        let sent = of_schema(schema, &mut Random::new(seed), 0);
        let read: T = serde_json::from_value(sent.clone())
            .unwrap_or_else(|error| panic!("{name}, seed {seed}: {error} in {sent}"));
        let written = serde_json::to_value(&read).expect("a model has a JSON form");
        assert_eq!(essential(&written), essential(&sent), "{name}, seed {seed}");
        let again: T = serde_json::from_value(written).expect("what was written can be read");
        assert_eq!(again, read, "{name}, seed {seed}");
    }
}

#[test]
fn every_type_is_written_as_it_was_read() {
    macro_rules! each {
        ($type:ident) => {
            let name = stringify!($type);
            let schema = document::of_type(name);
            let schema = schema.unwrap_or_else(|| panic!("the document has no {name}"));
            round_trip::<generated_sdk::types::$type>(name, &schema);
        };
    }
    for_each_type!(each);
    for code in ["ConflictException", "OfTomorrow", ""] {
        let read: ErrorCode = serde_json::from_value(json!(code)).unwrap();
        assert_eq!(
            (read.as_str(), serde_json::to_value(&read).unwrap()),
            (code, json!(code))
        );
    }
}

#[test]
fn every_input_and_output_is_written_as_it_was_read() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            let name = stringify!($operation);
            round_trip::<generated_sdk::operations::$input>(name, &document::of_input(name));
            round_trip::<generated_sdk::operations::$output>(name, &document::of_output(name));
        };
    }
    for_each_operation!(each);
}

/// What an operation sends holds its input: the body's members in the body, the others elsewhere.
fn sends<O: Operation<Input: DeserializeOwned>>(name: &str) {
    let schema = document::of_input(name);
    for seed in 0..SEEDS {
        let value = of_schema(&schema, &mut Random::new(seed), 0);
        let input: O::Input = serde_json::from_value(value.clone()).expect("it fits the schema");
        let request = match O::encode(&input) {
            Ok(request) => request,
            Err(error) => {
                let elsewhere = document::body_keys(name).unwrap_or_default();
                let members = value.as_object().expect("an input is an object");
                let mut labels = members.iter().filter(|(key, _)| !elsewhere.contains(key));
                assert!(
                    labels.any(|(_, label)| label == ""),
                    "{name}, seed {seed}: {error}"
                );
                continue;
            }
        };
        let Some(keys) = document::body_keys(name) else {
            assert!(request.body.is_empty(), "{name}");
            continue;
        };
        let members = value.as_object().expect("an input is an object").iter();
        let expected: Value = members
            .filter(|(key, _)| keys.contains(key))
            .map(|(key, member)| (key.clone(), member.clone()))
            .collect();
        let mut body: Value = serde_json::from_slice(&request.body).expect("the body is JSON");
        if let (Value::Object(body), Value::Object(expected)) = (&mut body, &expected) {
            // The one member that the SDK may add of its own.
            body.retain(|key, _| key != "idempotencyToken" || expected.contains_key(key));
        }
        assert_eq!(body, expected, "{name}, seed {seed}");
    }
}

#[test]
fn every_request_body_holds_the_input_and_nothing_else() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            sends::<generated_sdk::operations::$operation>(stringify!($operation));
        };
    }
    for_each_operation!(each);
}

/// Reads a response, good or bad, and says whether it was one.
fn read<O: Operation>(name: &str, body: impl Into<Bytes>) -> bool {
    let response = Response {
        status: http::StatusCode::OK,
        headers: http::HeaderMap::new(),
        body: body.into(),
    };
    let decoded = catch_unwind(AssertUnwindSafe(|| match O::decode(&response) {
        Ok(_) => true,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            false
        }
    }));
    decoded.unwrap_or_else(|_| panic!("{name} panics at {:?}", response.body))
}

fn survives<O: Operation>(name: &str) {
    let schema = document::of_output(name);
    for seed in 0..SEEDS {
        let random = &mut Random::new(seed);
        let good = of_schema(&schema, random, 0);
        assert!(
            read::<O>(name, good.to_string()),
            "{name} does not read {good}"
        );
        for _ in 0..10 {
            read::<O>(name, spoiled(good.clone(), random).to_string());
            read::<O>(name, anything(random, 0).to_string());
            read::<O>(name, broken(&good.to_string(), random));
        }
    }
    let deep = 100_000;
    for (open, close) in [("[", "]"), ("{\"stage\":", "}"), ("{\"a\":[", "]}")] {
        read::<O>(
            name,
            format!("{}1{}", open.repeat(deep), close.repeat(deep)),
        );
    }
}

#[test]
fn no_answer_makes_any_operation_panic() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            survives::<generated_sdk::operations::$operation>(stringify!($operation));
        };
    }
    for_each_operation!(each);
}

#[tokio::test]
async fn a_decoding_that_fails_is_an_error_of_the_call() {
    use generated_sdk::Client;
    use sdk_runtime::testing::{ScriptedTransport, Step};
    let network = ScriptedTransport::new([Step::json(200, json!({"stage": [1]}))]);
    let client: Client = crate::fixture::builder()
        .transport(network)
        .build()
        .unwrap();
    let error = client
        .get_stage(crate::fixture::ARN)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
}
