//! Schemas whose patterns are told and not enforced.

use serde_json::{Map, Value};

use super::operations;

pub(super) fn clean(document: &mut Value) {
    operations(document, |operation| {
        let parameters = operation
            .get_mut("parameters")
            .and_then(Value::as_array_mut);
        parameters
            .into_iter()
            .flatten()
            .filter_map(|parameter| parameter.get_mut("schema"))
            .for_each(schema);
        if let Some(body) = operation.pointer_mut("/requestBody/content/application~1json/schema") {
            schema(body);
        }
    });
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    schemas
        .into_iter()
        .flat_map(Map::values_mut)
        .for_each(schema);
}

fn schema(value: &mut Value) {
    let Some(map) = value.as_object_mut() else {
        return;
    };
    if let Some(pattern) = map.shift_remove("pattern") {
        map.insert("x-pattern".to_owned(), pattern);
    }
    for (key, value) in map {
        match key.as_str() {
            "properties" => value
                .as_object_mut()
                .into_iter()
                .flat_map(Map::values_mut)
                .for_each(schema),
            "items" | "additionalProperties" => schema(value),
            "allOf" | "anyOf" | "oneOf" => {
                value.as_array_mut().into_iter().flatten().for_each(schema)
            }
            _ => {}
        }
    }
}
