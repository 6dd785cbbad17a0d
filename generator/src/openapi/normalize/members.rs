//! Required members that are not properties, and what stands beside references.

use serde_json::{Map, Value};

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::schemas::{is_annotation, is_validation};
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Settles both in every schema.
pub(super) fn settle(document: &mut Value, losses: &mut Losses) {
    walk::walk_mut_at(document, &mut |pointer, kind, value| {
        if kind != NodeKind::Schema {
            return;
        }
        let Some(schema) = value.as_object_mut() else {
            return;
        };
        // OpenAPI 3.0 ignores what stands beside a reference.
        if schema.contains_key("$ref") {
            schema.retain(|key, _| key == "$ref" || is_annotation(key) || !is_validation(key));
            return;
        }
        settle_required(pointer, schema, losses);
    });
}

fn settle_required(pointer: &Pointer, schema: &mut Map<String, Value>, losses: &mut Losses) {
    let Some(required) = schema.get("required").and_then(Value::as_array) else {
        return;
    };
    // The alternatives may have the members.
    if schema.contains_key("oneOf") || schema.contains_key("anyOf") {
        return;
    }
    let has_free_keys = schema.get("additionalProperties").is_some_and(|free| free != false);
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        // Without properties all members are free.
        schema.shift_remove("required");
        return;
    };
    let mut kept: Vec<Value> = Vec::with_capacity(required.len());
    for name in required {
        let Some(text) = name.as_str() else {
            continue;
        };
        if !properties.contains_key(text) {
            if !has_free_keys {
                losses.add(Loss::UnlistedMember, pointer, text);
            }
        } else if !kept.contains(name) {
            kept.push(name.clone());
        }
    }
    if kept.len() == required.len() {
        return;
    }
    match kept.is_empty() {
        true => drop(schema.shift_remove("required")),
        false => drop(schema.insert("required".to_owned(), Value::Array(kept))),
    }
}
