//! Marks of the members of structures, and the members that the dialect deleted.

use serde_json::{Map, Value, json};

use super::super::model::{Location, Member, Model, Shape};
use super::super::project::reference;
use super::{annotate, shapes};

pub(super) fn mark(schema: &mut Value, model: &Model, name: &str, shape: &Shape) {
    let restores = !model.is_input(name);
    let is_restored = |member: &Member| restores && member.location == Some(Location::Header);
    let Some(schema) = schema.as_object_mut() else {
        return;
    };
    let Some(Value::Object(mut kept)) = schema.remove("properties") else {
        return;
    };
    let mut properties = Map::new();
    for (name, member) in &shape.members {
        let restored = is_restored(member).then(|| json!({"allOf": [reference(&member.shape)]}));
        let Some(mut value) = kept.remove(name).or(restored) else {
            continue;
        };
        for (key, mark) in marks(name, member, shape) {
            annotate(&mut value, key, mark);
        }
        properties.insert(name.clone(), value);
    }
    let restored = |name: &&String| shape.members.get(*name).is_some_and(is_restored);
    let required: Vec<Value> = shape
        .required
        .iter()
        .filter(restored)
        .map(|name| name.as_str().into())
        .collect();
    if !required.is_empty() {
        let list = schema.entry("required").or_insert_with(|| json!([]));
        list.as_array_mut()
            .into_iter()
            .for_each(|list| list.extend(required.clone()));
    }
    schema.insert("properties".to_owned(), Value::Object(properties));
}

fn marks(name: &str, member: &Member, shape: &Shape) -> Vec<(&'static str, Value)> {
    let header = member.location_name.as_deref().unwrap_or(name);
    let place = match member.location {
        Some(Location::Header) => Some(("x-header", header.into())),
        Some(Location::Headers) => Some(("x-header-prefix", header.into())),
        Some(Location::StatusCode) => Some(("x-status-code", true.into())),
        _ => None,
    };
    let flags = [
        ("x-payload", shape.payload.as_deref() == Some(name)),
        ("x-event-payload", member.eventpayload),
        ("x-idempotency-token", member.idempotency_token),
        ("x-json-value", member.jsonvalue),
        ("x-host-label", member.host_label),
    ];
    let flags = flags
        .into_iter()
        .filter(|(_, is_set)| *is_set)
        .map(|(key, _)| (key, true.into()));
    let format = member.timestamp_format.as_deref().and_then(shapes::format);
    let format = format.map(|format| ("x-timestamp-format", format.into()));
    place.into_iter().chain(flags).chain(format).collect()
}
