//! The `serde` form of every type, input and output, with sample values from the document.

use e2e_tests::document::document;
use e2e_tests::document::sample::Sampler;
use generated_sdk::{ErrorCode, operations, types};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use std::fmt::Debug;

/// The number of samples of each model: more than any enum has values.
const ROUNDS: usize = 50;

/// Deserializes, serializes and deserializes again.
fn round_trip<T>(name: &str, mut sample: impl FnMut(&mut Sampler<'_>) -> Value)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    for round in 0..ROUNDS {
        let sampler = Sampler::new(document(), round);
        for mut sampler in [sampler.clone(), sampler.special_characters()] {
            let value = sample(&mut sampler);
            let read: T = serde_json::from_value(value.clone())
                .unwrap_or_else(|error| panic!("{name}: {error} in {value}"));
            let written = serde_json::to_value(&read).expect("a model is JSON");
            assert_eq!(written, value, "{name}");
            let again: T = serde_json::from_value(written).expect("a serialized model is valid");
            assert_eq!(again, read, "{name}");
        }
    }
}

#[test]
fn types_round_trip() {
    macro_rules! each {
        ($type:ident) => {
            let name = stringify!($type);
            let schema = document().schema(name);
            let schema = schema.unwrap_or_else(|| panic!("the document has no {name}"));
            round_trip::<types::$type>(name, |sampler| sampler.value(schema));
        };
    }
    for_each_type!(each);
    for code in ["ConflictException", "NotYetKnown", ""] {
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
            let operation = document().operation(name).expect("the document has the operation");
            let object = |members: Map<String, Value>| Value::Object(members);
            round_trip::<operations::$input>(name, |it| object(it.input(operation)));
            round_trip::<operations::$output>(name, |it| object(it.response(operation).members));
        };
    }
    for_each_operation!(each);
}
