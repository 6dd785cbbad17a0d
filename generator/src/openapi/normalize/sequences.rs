//! Responses that are sequences of events or lines: their schema becomes that of the data of one.
//!
//! `itemSchema` of OpenAPI 3.2, or `x-item-schema`, describes an item. A list as the schema of the response describes
//! all of them. An object of an event's fields (`data`, `event`, `id`, `retry`) describes its data by `data`, and
//! alternatives of such objects (`oneOf`, `anyOf`) have those of their data.

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
            let whole = walk::resolved(document, schema).unwrap_or(schema);
            match whole.get("type").and_then(Value::as_str) {
                Some("array") => whole.get("items").unwrap_or(&Value::Null),
                _ => schema,
            }
        }
    };
    let data = match media::essence(key).as_str() {
        "text/event-stream" => data_of(document, item),
        _ => None,
    };
    let item = match data {
        Some(data) => data,
        None if item.is_null() => json!({}),
        None => item.clone(),
    };
    (media.get("schema") != Some(&item)).then_some(item)
}

/// The schema of the data of an event, if this one is of the whole event.
fn data_of(document: &Value, event: &Value) -> Option<Value> {
    let mut all = Vec::new();
    collect_data(document, event, 0, &mut all)?;
    if all.len() > 1 {
        return Some(json!({"oneOf": all}));
    }
    all.pop()
}

/// Adds the different schemas of the data of an event and of its alternatives. `None` if it is not a whole event.
fn collect_data(document: &Value, event: &Value, depth: usize, all: &mut Vec<Value>) -> Option<()> {
    const FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
    const MAX_DEPTH: usize = 8;
    let event = walk::resolved(document, event)?;
    let alternatives = ["oneOf", "anyOf"].iter().find_map(|key| event.get(*key)?.as_array());
    if let Some(alternatives) = alternatives.filter(|_| depth < MAX_DEPTH) {
        let mut alternatives = alternatives.iter();
        return alternatives.try_for_each(|it| collect_data(document, it, depth + 1, all));
    }
    let properties: &Map<String, Value> = event.get("properties")?.as_object()?;
    if properties.is_empty() || !properties.keys().all(|key| FIELDS.contains(&&**key)) {
        return None;
    }
    // An event may have a type alone.
    if let Some(data) = properties.get("data") {
        let data = data.get("contentSchema").unwrap_or(data);
        if !all.contains(data) {
            all.push(data.clone());
        }
    }
    Some(())
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
                "Cycle": {"oneOf": [{"$ref": "#/components/schemas/Cycle"}]},
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
            json!({"schema": {"type": "object", "properties": {"id": {}, "event": {}}}}),
            json!({"schema": {"oneOf": [of("Event"), {"type": "string"}]}}),
            json!({"schema": of("Cycle")}),
        ] {
            check(SSE, media.clone(), media);
        }
        check(
            SSE,
            json!({"schema": {"properties": {"data": of("List")}}}),
            json!({"schema": of("List")}),
        );
        let ping = json!({"properties": {"event": {"const": "ping"}}});
        let text = json!({"properties": {"event": {"const": "text"}, "data": {"type": "string"}}});
        check(
            SSE,
            json!({"itemSchema": {"oneOf": [of("Event"), ping, {"anyOf": [text, of("Event")]}]}}),
            json!({"schema": {"oneOf": [{"type": "boolean"}, {"type": "string"}]}}),
        );
        check(
            SSE,
            json!({"schema": {"anyOf": [ping, of("Event")]}}),
            json!({"schema": {"type": "boolean"}}),
        );
        check("application/jsonl", json!({"schema": of("Event")}), json!({"schema": of("Event")}));
        check("application/json", json!({"schema": of("List")}), json!({"schema": of("List")}));
    }
}
