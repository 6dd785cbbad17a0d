//! Access to JSON documents: members, items and the operations of an OpenAPI document. A value of
//! another type counts as empty.

use serde_json::{Map, Value, json};

/// The keys of a path item that are operations.
const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// The members of an object.
pub(super) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flatten()
}

/// The members of an object that may be absent.
pub(super) fn members_mut(
    value: Option<&mut Value>,
) -> impl Iterator<Item = (&String, &mut Value)> {
    let object = value.and_then(Value::as_object_mut);
    object.into_iter().flat_map(Map::iter_mut)
}

/// The items of an array.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The string under a key; empty if there is none.
pub(super) fn string<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The members of an object that satisfy a condition on their key.
pub(super) fn filtered(value: &Value, is_kept: impl Fn(&str) -> bool) -> Map<String, Value> {
    let kept = members(value).filter(|(key, _)| is_kept(key));
    kept.map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// The path, method and value of each operation.
pub(super) fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    members(&document["paths"]).flat_map(|(path, item)| {
        members(item)
            .filter(|(method, _)| METHODS.contains(&method.as_str()))
            .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// The path, method and value of each operation, to be changed.
pub(super) fn operations_mut(
    document: &mut Value,
) -> impl Iterator<Item = (&str, &str, &mut Value)> {
    members_mut(document.get_mut("paths")).flat_map(|(path, item)| {
        members_mut(Some(item))
            .filter(|(method, _)| METHODS.contains(&method.as_str()))
            .map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// A reference to the schema of that name.
pub(super) fn reference(schema: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{schema}")})
}
