//! Validation of the simulator's own outputs.

use super::constraints::{UnknownMembers, Validator};
use super::wire::ServiceError;
use crate::document::{Document, Operation};
use serde_json::Value;

/// The violations of an output. Each is a bug of the simulator.
pub(crate) fn violations(
    document: &Document,
    operation: &Operation,
    output: &Value,
) -> Vec<String> {
    let validator = Validator::new(document, UnknownMembers::Rejected);
    match &operation.output {
        Some(schema) => validator.violations(schema, output, ""),
        None => Vec::new(),
    }
}

/// Whether an error is one that the document lists for the operation.
pub(crate) fn may_return(operation: &Operation, error: &ServiceError) -> bool {
    operation.errors.contains(&error.code)
}

/// Writes absent members as nulls, as some AWS services do. A client must read both forms alike.
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
            // Members bound to headers are not in the body.
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
