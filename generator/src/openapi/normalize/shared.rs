//! Names of the types in components that operations share.
//!
//! The enum of `#/components/parameters/alt` becomes the schema `alt`, and the object of
//! `#/components/responses/Error` the schema `Error`. Otherwise each would be named after the first operation that refers
//! to the component, so that the name depends on the others.

use serde_json::Value;

use super::components::Schemas;
use crate::openapi::keywords::NodeKind;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Gives such types the names of their components.
pub(crate) fn name_shared_types(document: &mut Value) {
    let mut found: Vec<(String, Pointer)> = Vec::new();
    walk::walk(document, &mut |pointer, kind, schema| {
        if kind == NodeKind::Schema
            && let Some(name) = component(pointer)
            && let Some(pointer) = with_name(pointer.clone(), schema)
        {
            found.push((name, pointer));
        }
    });
    let mut schemas = Schemas::of(document);
    for (name, pointer) in found {
        if let Some(schema) = document.pointer_mut(pointer.as_str()) {
            schemas.hoist(&name, schema);
        }
    }
    schemas.add_to(document);
}

/// The name of the parameter or response whose schema, of one media type, stands at that pointer.
fn component(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<_> = pointer.tokens().collect();
    match tokens.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["components", "parameters", name, "schema"]
        | ["components", "responses", name, "content", _, "schema"] => Some((*name).to_owned()),
        _ => None,
    }
}

/// The schema itself, or that of its items, if its type has a name in Rust. A single value may be a constant.
fn with_name(pointer: Pointer, schema: &Value) -> Option<Pointer> {
    if let Some(items) = schema.get("items") {
        return with_name(pointer.child("items"), items);
    }
    let has_values = schema.get("enum").and_then(Value::as_array).is_some_and(|it| it.len() > 1);
    let has_parts = ["properties", "oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some());
    (has_values || has_parts).then_some(pointer)
}
