//! What each operation is called with, and which errors it may response: all from the document.

use e2e_tests::document::sample::{Sampler, UNKNOWN};
use e2e_tests::document::{Operation, document};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// What the operation is called with.
pub(crate) fn inputs(operation: &Operation) -> Vec<Map<String, Value>> {
    let rounds = Sampler::rounds(document(), operation);
    let every = (0..rounds).map(|round| Sampler::new(document(), round));
    let mut inputs: Vec<_> = every.map(|mut it| it.input(operation)).collect();
    inputs.push(least(operation));
    let awkward = Sampler::new(document(), rounds)
        .special_characters()
        .input(operation);
    // The bundle lists the values of enums, so Prism is right to refuse others.
    if !Value::Object(awkward.clone()).to_string().contains(UNKNOWN) {
        inputs.push(awkward);
    }
    inputs
}

/// The least that an operation takes. A list that must stand in the query has items in it: of an empty one
/// nothing is sent, and Prism misses it.
pub(crate) fn least(operation: &Operation) -> Map<String, Value> {
    let mut least = Sampler::new(document(), 0).required_only().input(operation);
    let mut every = Sampler::new(document(), 0).input(operation);
    for parameter in &operation.query {
        let empty = least.get_mut(&parameter.name);
        if let Some(empty) = empty.filter(|it| it.as_array().is_some_and(Vec::is_empty)) {
            *empty = every.remove(&parameter.name).unwrap_or_default();
        }
    }
    least
}

/// The statuses of the errors that the document lists for an operation.
pub(crate) fn statuses(operation: &Operation) -> BTreeSet<u16> {
    let schema = |code: &String| document().resolve(&format!("#/components/schemas/{code}"));
    let status = |code| {
        schema(code)?
            .pointer("/x-error/status")?
            .as_u64()?
            .try_into()
            .ok()
    };
    operation.errors.iter().filter_map(status).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_has_inputs_and_error_statuses() {
        for operation in &document().operations {
            assert!(inputs(operation).len() >= 3, "{}", operation.name);
            assert!(statuses(operation).contains(&400), "{}", operation.name);
        }
        let untag = document().operation("UntagResource").unwrap();
        assert_eq!(least(untag)["tagKeys"].as_array().unwrap().len(), 2);
        let stage = document().operation("GetStage").unwrap();
        assert_eq!(statuses(stage), BTreeSet::from([400, 403, 404]));
    }

    #[test]
    fn awkward_texts_are_tried_where_there_is_no_enum() {
        let is_awkward = |input: &Map<String, Value>| {
            let text = Value::Object(input.clone()).to_string();
            text.contains("%2F")
        };
        let tried = document().operations.iter();
        let tried = tried.filter(|it| inputs(it).iter().any(is_awkward));
        assert!(tried.count() > 30);
    }
}
