//! Responses that are sequences of events or lines: their schema becomes that of the data of one.
//!
//! `itemSchema` of OpenAPI 3.2, or `x-item-schema`, describes an item. A list as the schema of the response describes
//! all of them. An object of an event's fields (`data`, `event`, `id`, `retry`) describes its data by `data`.

use serde_json::{Map, Value, json};

use crate::openapi::keywords::NodeKind;
use crate::openapi::media;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Rewrites the media types of sequences in responses.
pub(super) fn describe_items(document: &mut Value) {
    let mut found: Vec<(Pointer, Option<Value>)> = Vec::new();
    walk::walk(document, &mut |pointer, kind, value| {
        let key = pointer.tokens().last().unwrap_or_default();
        if kind == NodeKind::MediaType && media::sequence(&key).is_some() {
            found.push((pointer.clone(), item(document, &key, value)));
        }
    });
    for (pointer, item) in found {
        let media = document.pointer_mut(pointer.as_str()).and_then(Value::as_object_mut);
        let Some(media) = media else { continue };
        media.retain(|key, _| key != "itemSchema" && key != "x-item-schema");
        if let Some(item) = item {
            media.insert("schema".to_owned(), item);
        }
    }
}

/// The schema of the data of one item, if that of the media type is another.
fn item(document: &Value, key: &str, media: &Value) -> Option<Value> {
    let stated = ["itemSchema", "x-item-schema"].iter().find_map(|key| media.get(*key));
    let item = match stated {
        Some(item) => item,
        None => {
            let schema = media.get("schema")?;
            let whole = target(document, schema);
            match whole.get("type").and_then(Value::as_str) {
                Some("array") => whole.get("items").unwrap_or(&Value::Null),
                _ => schema,
            }
        }
    };
    let data = match media::essence(key).as_str() {
        "text/event-stream" => data(target(document, item)),
        _ => None,
    };
    let item = data.unwrap_or(item);
    let item = if item.is_null() { json!({}) } else { item.clone() };
    (media.get("schema") != Some(&item)).then_some(item)
}

/// The schema of the data of an event, if this one is of the whole event.
fn data(event: &Value) -> Option<&Value> {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    let properties: &Map<String, Value> = event.get("properties")?.as_object()?;
    let is_event = properties.len() > 1 && properties.keys().all(|key| FIELDS.contains(&&**key));
    let data = properties.get("data").filter(|_| is_event)?;
    Some(data.get("contentSchema").unwrap_or(data))
}

/// The schema that one refers to, or itself.
fn target<'v>(document: &'v Value, schema: &'v Value) -> &'v Value {
    let reference = walk::reference(schema).and_then(|reference| reference.strip_prefix('#'));
    reference.and_then(|pointer| document.pointer(pointer)).unwrap_or(schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, media: Value, expected: Value) {
        let mut document = json!({
            "paths": {"/a": {"get": {"responses": {"200": {"content": {key: media}}}}}},
            "components": {"schemas": {
                "List": {"type": "array", "items": {"type": "integer"}},
                "Event": {"type": "object", "properties": {
                    "event": {"type": "string"},
                    "data": {"type": "string", "contentSchema": {"type": "boolean"}},
                }},
            }},
        });
        describe_items(&mut document);
        let response = &document["paths"]["/a"]["get"]["responses"]["200"];
        assert_eq!(response["content"][key], expected);
    }

    #[test]
    fn the_schema_of_a_sequence_becomes_that_of_an_item() {
        const SSE: &str = "text/event-stream";
        let of = |schema: &str| json!({"$ref": format!("#/components/schemas/{schema}")});
        let integer = json!({"schema": {"type": "integer"}});
        check("application/jsonl", json!({"schema": of("List")}), integer.clone());
        check(SSE, json!({"x-item-schema": {"type": "integer"}}), integer.clone());
        check(
            SSE,
            json!({"schema": {"type": "string"}, "itemSchema": {"type": "integer"}}),
            integer,
        );
        check(SSE, json!({"schema": of("Event")}), json!({"schema": {"type": "boolean"}}));
        for media in [
            json!({}),
            json!({"schema": {"type": "string"}}),
            json!({"schema": {"type": "object", "properties": {"data": {}}}}),
        ] {
            check(SSE, media.clone(), media);
        }
        check("application/jsonl", json!({"schema": of("Event")}), json!({"schema": of("Event")}));
        check("application/json", json!({"schema": of("List")}), json!({"schema": of("List")}));
    }
}
