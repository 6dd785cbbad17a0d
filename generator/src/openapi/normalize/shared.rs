//! Names of the types in components that operations share.
//!
//! The enum of `#/components/parameters/alt` becomes the schema `alt`, and the object of
//! `#/components/responses/Error` the schema `Error`. Otherwise each would be named after the first operation that refers
//! to the component, so that the name depends on the others.

use serde_json::{Map, Value};

use super::components::Schemas;
use crate::openapi::keywords::NodeKind;

/// Gives such types the names of their components.
pub(crate) fn name_shared_types(document: &mut Value) {
    let mut schemas = Schemas::of(document);
    for (name, parameter) in parts(document, "parameters") {
        name_type(&mut schemas, name, parameter.get_mut("schema"));
    }
    let responses = parts(document, "responses");
    for (name, response) in responses.filter(|(name, _)| NodeKind::Response.is_named(name)) {
        let content = response.get_mut("content").and_then(Value::as_object_mut);
        for media in content.into_iter().flat_map(Map::values_mut) {
            name_type(&mut schemas, name, media.get_mut("schema"));
        }
    }
    schemas.add_to(document);
}

/// The parts in a section of the components, which may be absent.
fn parts<'d>(
    document: &'d mut Value,
    name: &str,
) -> impl Iterator<Item = (&'d String, &'d mut Value)> + use<'d> {
    let section = document.get_mut("components").and_then(|components| components.get_mut(name));
    section.and_then(Value::as_object_mut).into_iter().flatten()
}

/// Moves the schema, or that of its items, if its type has a name in Rust. A single value may be a constant.
fn name_type(schemas: &mut Schemas, name: &str, schema: Option<&mut Value>) {
    let Some(schema) = schema else {
        return;
    };
    if schema.get("items").is_some() {
        return name_type(schemas, name, schema.get_mut("items"));
    }
    let has_values = schema.get("enum").and_then(Value::as_array).is_some_and(|it| it.len() > 1);
    let has_parts = ["properties", "oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some());
    if has_values || has_parts {
        schemas.hoist(name, schema);
    }
}
