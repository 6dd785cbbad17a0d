//! Request bodies by name: the inlined copy of an input gives way to the titled schema, which says the
//! same, has the names of nested types and carries the documentation.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::operations;

/// What an input schema's name ends in, after the operation's.
const SUFFIXES: [&str; 3] = ["Request", "Input", "Message"];

pub(super) fn name(document: &mut Value) {
    let schemas = document
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_default();
    operations(document, |operation| {
        let operation_id = operation["operationId"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let Some(body) = operation.pointer_mut("/requestBody/content/application~1json/schema")
        else {
            return;
        };
        let names = SUFFIXES.map(|suffix| format!("{operation_id}{suffix}"));
        let same = |name: &&String| {
            schemas.get(*name).is_some_and(|schema| {
                schema["title"] == name.as_str() && members(schema) == members(body)
            })
        };
        if let Some(name) = names.iter().find(same) {
            *body = json!({"$ref": format!("#/components/schemas/{name}")});
        }
    });
}

fn members(schema: &Value) -> BTreeSet<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, _)| name.as_str())
        .collect()
}
