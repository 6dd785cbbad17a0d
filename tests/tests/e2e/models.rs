//! Every model with random values of its schema: round trips, request bodies, and decoding of malformed responses.

use crate::support::{ARN, builder};
use bytes::Bytes;
use e2e_tests::document::document;
use generated_sdk::{ErrorCode, operations, types};
use sdk_runtime::testing::{ScriptedTransport, Step};
use sdk_runtime::{ErrorKind, Operation, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The number of random values of each model.
const SEEDS: u64 = 50;

/// Removes empty lists and maps, which are equal to absent ones in outputs.
fn without_empty(value: &Value) -> Value {
    let is_empty = |value: &Value| {
        matches!(value, Value::Array(list) if list.is_empty())
            || matches!(value, Value::Object(map) if map.is_empty())
    };
    match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, it)| (name.clone(), without_empty(it)));
            members.filter(|(_, member)| !is_empty(member)).collect()
        }
        Value::Array(elements) => elements.iter().map(without_empty).collect(),
        other => other.clone(),
    }
}

/// Deserializes, serializes and deserializes again.
fn round_trip<T>(name: &str, schema: &Value)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    for seed in 0..SEEDS {
        let value = of_schema(schema, &mut Random(seed), 0);
        let read: T = serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{name}, seed {seed}: {error} in {value}"));
        let written = serde_json::to_value(&read).expect("a model is JSON");
        assert_eq!(without_empty(&written), without_empty(&value), "{name}, seed {seed}");
        let again: T = serde_json::from_value(written).expect("a serialized model is valid");
        assert_eq!(again, read, "{name}, seed {seed}");
    }
}

#[test]
fn types_round_trip() {
    macro_rules! each {
        ($type:ident) => {
            let name = stringify!($type);
            let schema = document().schema(name);
            let schema = schema.unwrap_or_else(|| panic!("the document has no {name}"));
            round_trip::<types::$type>(name, schema);
        };
    }
    for_each_type!(each);
    for code in ["ConflictException", "OfTomorrow", ""] {
        let read: ErrorCode = serde_json::from_value(json!(code)).unwrap();
        let written = serde_json::to_value(&read).unwrap();
        assert_eq!((read.as_str(), written), (code, json!(code)));
    }
}

#[test]
fn inputs_and_outputs_round_trip() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            let name = stringify!($operation);
            round_trip::<operations::$input>(name, &input_schema(name));
            round_trip::<operations::$output>(name, &output_schema(name));
        };
    }
    for_each_operation!(each);
}

/// The body of a request has exactly the members bound to it.
fn check_body<O: Operation<Input: DeserializeOwned>>(name: &str) {
    let schema = input_schema(name);
    let body = document().operation(name).and_then(|it| it.body.as_ref());
    let body = body.map(|it| document().flat(it)["properties"].clone());
    for seed in 0..SEEDS {
        let value = of_schema(&schema, &mut Random(seed), 0);
        let members = value.as_object().expect("an input is an object");
        let is_in_body = |key: &str| body.as_ref().is_some_and(|it| it.get(key).is_some());
        let input: O::Input = serde_json::from_value(value.clone()).expect("the value is valid");
        let request = match O::encode(&input) {
            Ok(request) => request,
            Err(error) => {
                let mut bound = members.iter().filter(|(key, _)| !is_in_body(key));
                assert!(bound.any(|(_, label)| label == ""), "{name}, seed {seed}: {error}");
                continue;
            }
        };
        if body.is_none() {
            assert!(request.body.is_empty(), "{name}");
            continue;
        }
        let mut expected = members.clone();
        expected.retain(|key, _| is_in_body(key));
        let mut found: Map<String, Value> =
            serde_json::from_slice(&request.body).expect("the body is JSON");
        // The SDK adds an idempotency token.
        found.retain(|key, _| key != "idempotencyToken" || expected.contains_key(key));
        assert_eq!(found, expected, "{name}, seed {seed}");
    }
}

#[test]
fn request_bodies_have_the_members_bound_to_them() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            check_body::<operations::$operation>(stringify!($operation));
        };
    }
    for_each_operation!(each);
}

/// Decodes a response; returns whether it succeeded.
fn decode<O: Operation>(name: &str, body: impl Into<Bytes>) -> bool {
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

fn check_malformed<O: Operation>(name: &str) {
    let schema = output_schema(name);
    for seed in 0..SEEDS {
        let random = &mut Random(seed);
        let valid = of_schema(&schema, random, 0);
        assert!(decode::<O>(name, valid.to_string()), "{name} does not read {valid}");
        for _ in 0..10 {
            decode::<O>(name, with_errors(valid.clone(), random).to_string());
            decode::<O>(name, any_json(random, 0).to_string());
            decode::<O>(name, malformed(&valid.to_string(), random));
        }
    }
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{\"stage\":", "}"), ("{\"a\":[", "]}")] {
        decode::<O>(name, format!("{}1{}", open.repeat(depth), close.repeat(depth)));
    }
}

#[test]
fn malformed_responses_never_panic() {
    macro_rules! each {
        ($operation:ident, $input:ident, $output:ident) => {
            check_malformed::<operations::$operation>(stringify!($operation));
        };
    }
    for_each_operation!(each);
}

#[tokio::test]
async fn a_decoding_error_is_an_error_of_the_call() {
    let transport = ScriptedTransport::new([Step::json(200, json!({"stage": [1]}))]);
    let client = builder().transport(transport).build().unwrap();
    let error = client.get_stage(ARN).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Response);
}

/// The members of path, query and body as one object.
fn input_schema(name: &str) -> Value {
    let operation = document().operation(name).expect("the document has the operation");
    let parameters = operation.path.iter().chain(&operation.query);
    let mut properties: Map<String, Value> =
        parameters.clone().map(|it| (it.name.clone(), it.schema.clone())).collect();
    let mut required: Vec<Value> =
        parameters.filter(|it| it.required).map(|it| it.name.as_str().into()).collect();
    if let Some(body) = &operation.body {
        let body = document().flat(body);
        let members = body.get("properties").and_then(Value::as_object);
        properties.extend(members.cloned().unwrap_or_default());
        required
            .extend(body.get("required").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    json!({"type": "object", "properties": properties, "required": required})
}

/// The members of body and headers as one object.
fn output_schema(name: &str) -> Value {
    let operation = document().operation(name).expect("the document has the operation");
    let Some(output) = &operation.output else {
        return json!({"type": "object"});
    };
    let mut output = document().flat(output);
    if let Some(Value::Object(members)) = output.get_mut("properties") {
        let renamed = std::mem::take(members).into_iter();
        *members = renamed.map(|(name, it)| (document().header(&it).unwrap_or(name), it)).collect();
    }
    Value::Object(output)
}

/// Random numbers from a seed (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn one_in(&mut self, number: usize) -> bool {
        self.below(number) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

const STRINGS: &[&str] = &[
    "",
    "a",
    "demo",
    "é 🎥 \u{202e}",
    "\"quoted\" \\ and\nbroken\t\u{1}",
    "null",
    "1",
    "true",
    "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345",
    "2026-01-02T03:04:05Z",
    "a/b?c=d&e%20+",
    " ",
];
const TIMESTAMPS: &[&str] = &[
    "2026-01-02T03:04:05Z",
    "1970-01-01T00:00:00Z",
    "2023-08-01T12:00:00.5Z",
    "1969-12-31T23:59:59.999999999Z",
    "0001-01-01T00:00:00Z",
];
const INTEGERS: &[i64] = &[0, 1, -1, 42, 20160, i64::MAX, i64::MIN, 1 << 53];

/// A random value of a schema: the required members and some optional ones.
fn of_schema(schema: &Value, random: &mut Random, depth: usize) -> Value {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document().resolve(reference).expect("the reference resolves");
        return of_schema(target, random, depth);
    }
    if let Some([shape, ..]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return of_schema(shape, random, depth);
    }
    if let Some(values) = schema["enum"].as_array() {
        return match random.one_in(5) {
            true => json!("OF_TOMORROW"),
            false => random.pick(values).clone(),
        };
    }
    match schema["type"].as_str() {
        Some("string") => match schema["format"].as_str() {
            Some("date-time") => json!(random.pick(TIMESTAMPS)),
            _ => json!(random.pick(STRINGS)),
        },
        Some("integer") => json!(random.pick(INTEGERS)),
        Some("number") if schema["format"] == "double" => {
            json!(*random.pick(&[0.1, -1.25, 1e300, 29.97]))
        }
        // Exact in 32 bits.
        Some("number") => json!(*random.pick(&[0.0, 0.5, -1.25, 29.5])),
        Some("boolean") => json!(random.one_in(2)),
        Some("array") => {
            let length = if depth > 4 { 0 } else { random.below(4) };
            (0..length).map(|_| of_schema(&schema["items"], random, depth + 1)).collect()
        }
        _ => of_object(schema, random, depth),
    }
}

fn of_object(schema: &Value, random: &mut Random, depth: usize) -> Value {
    let mut members = Map::new();
    if let Some(value) = schema.get("additionalProperties").filter(|it| it.is_object()) {
        for _ in 0..random.below(3) {
            let name = (*random.pick(STRINGS)).to_owned();
            members.insert(name, of_schema(value, random, depth + 1));
        }
    }
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let is_required = required.iter().any(|other| other == name);
        if is_required || (depth < 5 && !random.one_in(3)) {
            members.insert(name.clone(), of_schema(member, random, depth + 1));
        }
    }
    Value::Object(members)
}

/// The value with one or two random parts replaced.
fn with_errors(mut value: Value, random: &mut Random) -> Value {
    for _ in 0..=random.below(2) {
        replace_part(&mut value, random);
    }
    value
}

fn replace_part(value: &mut Value, random: &mut Random) {
    let part: Option<&mut Value> = match value {
        Value::Array(elements) if !elements.is_empty() => {
            let at = random.below(elements.len());
            elements.get_mut(at)
        }
        Value::Object(members) if !members.is_empty() => {
            let at = random.below(members.len());
            members.iter_mut().nth(at).map(|(_, member)| member)
        }
        _ => None,
    };
    match part {
        Some(part) if !random.one_in(4) => replace_part(part, random),
        _ => *value = any_json(random, 0),
    }
}

/// Any JSON value.
fn any_json(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 3 { 7 } else { 10 }) {
        0 => Value::Null,
        1 => json!(random.one_in(2)),
        2 => json!(random.pick(INTEGERS)),
        3 => json!(u64::MAX),
        4 => json!(*random.pick(&[0.5, -0.0, 1e300, 5e-324])),
        5 => json!(random.pick(STRINGS)),
        6 => json!(random.pick(TIMESTAMPS)),
        7 | 8 => (0..random.below(3)).map(|_| any_json(random, depth + 1)).collect(),
        _ => {
            let mut members = Map::new();
            for _ in 0..random.below(3) {
                let name = (*random.pick(STRINGS)).to_owned();
                members.insert(name, any_json(random, depth + 1));
            }
            Value::Object(members)
        }
    }
}

/// Malformed JSON: truncated, or with one byte changed.
fn malformed(json: &str, random: &mut Random) -> Vec<u8> {
    let mut bytes = json.as_bytes().to_vec();
    if bytes.is_empty() || random.one_in(2) {
        bytes.truncate(random.below(bytes.len() + 1));
    } else {
        let at = random.below(bytes.len());
        bytes[at] = *random.pick(b"\0\"{[,:\\9-e\xff");
    }
    bytes
}
