//! The simulator's own answers, held to the document.

use super::constraints::{Judge, UnknownMembers};
use super::wire::ServiceError;
use crate::document::{Document, Operation};
use serde_json::Value;

/// What is wrong with an answer of our own. A violation is a bug of the simulator.
pub(crate) fn violations(
    document: &Document,
    operation: &Operation,
    output: &Value,
) -> Vec<String> {
    let judge = Judge::new(document, UnknownMembers::Refused);
    match &operation.output {
        Some(schema) => judge.violations(schema, output, ""),
        None => Vec::new(),
    }
}

/// Whether an error is one that the document lists for the operation.
pub(crate) fn may_answer(operation: &Operation, error: &ServiceError) -> bool {
    operation.errors.contains(&error.code)
}

/// Writes each absent member as a null, which AWS's documentation says it does for some: a client must
/// read both forms alike.
pub(crate) fn fill_nulls(document: &Document, schema: &Value, value: &mut Value) {
    if let Some(reference) = schema["$ref"].as_str() {
        if let Some(target) = document.resolve(reference) {
            fill_nulls(document, target, value);
        }
        return;
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fill_nulls(document, part, value);
    }
    match value {
        Value::Object(members) => {
            let properties = schema["properties"].as_object().into_iter().flatten();
            // What stands in a header is not in the body.
            for (name, property) in properties.filter(|(_, it)| document.header(it).is_none()) {
                fill_nulls(
                    document,
                    property,
                    members.entry(name.clone()).or_insert(Value::Null),
                );
            }
        }
        Value::Array(items) => {
            for item in items {
                fill_nulls(document, &schema["items"], item);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;
    use serde_json::json;

    #[test]
    fn absent_members_become_nulls_at_every_level() {
        let schema = document()
            .operation("ListStageSessions")
            .unwrap()
            .output
            .as_ref()
            .unwrap();
        let mut value = json!({"stageSessions": [{"sessionId": "st-1"}]});
        fill_nulls(document(), schema, &mut value);
        let session = json!({"sessionId": "st-1", "startTime": null, "endTime": null});
        assert_eq!(
            value,
            json!({"stageSessions": [session], "nextToken": null})
        );
    }
}
