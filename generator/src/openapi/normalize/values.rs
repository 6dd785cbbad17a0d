//! Values of keywords in the form that OpenAPI gives them.

use serde_json::{Map, Number, Value, json};

use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::walk;

/// Counts the values that [`correct`] removes, but for empty ones, which state nothing.
pub(super) fn count_lost(document: &Value, losses: &mut Losses) {
    walk::walk(document, &mut |pointer, kind, value| {
        let schema = value.as_object().filter(|_| kind == NodeKind::Schema);
        for (key, value) in schema.into_iter().flatten() {
            let is_empty = match value {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                Value::Array(items) => items.is_empty(),
                _ => false,
            };
            if !is_empty && !is_of_form(key, value) && corrected(key, value.clone()).is_none() {
                losses.add(Loss::InvalidValue, &pointer.child(key), key);
            }
        }
    });
}

/// Corrects the values of the keywords of a schema, and removes those that cannot be read.
pub(super) fn correct(schema: &mut Map<String, Value>) {
    let wrong: Vec<String> = schema
        .iter()
        .filter(|(key, value)| !is_of_form(key, value))
        .map(|(key, _)| key.clone())
        .collect();
    for key in wrong {
        let value = schema.get(&key).cloned().unwrap_or_default();
        match corrected(&key, value) {
            Some(value) => drop(schema.insert(key, value)),
            None => drop(schema.shift_remove(&key)),
        }
    }
}

fn is_of_form(key: &str, value: &Value) -> bool {
    match key {
        "description" | "title" | "format" | "pattern" => value.is_string(),
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems"
        | "exclusiveMinimum" | "exclusiveMaximum" => value.is_boolean(),
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties" => {
            value.is_u64()
        }
        "minimum" | "maximum" | "multipleOf" => value.is_number(),
        "properties" | "externalDocs" | "xml" | "discriminator" => value.is_object(),
        "required" => value.as_array().is_some_and(|names| names.iter().all(Value::is_string)),
        "enum" | "allOf" | "oneOf" | "anyOf" => {
            value.as_array().is_some_and(|list| !list.is_empty())
        }
        "additionalProperties" => value.is_object() || value.is_boolean(),
        _ => true,
    }
}

fn corrected(key: &str, value: Value) -> Option<Value> {
    match (key, value) {
        ("description" | "title", Value::Number(number)) => Some(json!(number.to_string())),
        ("required", Value::String(name)) => Some(json!([name])),
        ("required", Value::Array(mut names)) => {
            names.retain(Value::is_string);
            (!names.is_empty()).then_some(Value::Array(names))
        }
        ("discriminator", Value::String(name)) => Some(json!({"propertyName": name})),
        ("additionalProperties", Value::String(text)) if text == "false" => Some(json!(false)),
        ("additionalProperties", _) => Some(json!(true)),
        (
            "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems"
            | "exclusiveMinimum" | "exclusiveMaximum",
            Value::String(text),
        ) => match text.to_ascii_lowercase().as_str() {
            "true" => Some(json!(true)),
            "false" => Some(json!(false)),
            _ => None,
        },
        (
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties",
            value,
        ) => {
            let number = number(&value)?.as_f64()?;
            (number >= 0.0 && number.fract() == 0.0 && number < u32::MAX.into())
                .then(|| json!(number as u64))
        }
        ("minimum" | "maximum" | "multipleOf", value) => number(&value).map(Value::Number),
        _ => None,
    }
}

/// A number, or the number that a string holds.
fn number(value: &Value) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number.clone()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A value of an enum as one of that type. `None` if it has none.
pub(super) fn of_type(value: &Value, name: Option<&str>) -> Option<Value> {
    match (name, value) {
        (Some("string"), Value::String(_)) | (Some("boolean"), Value::Bool(_)) => {
            Some(value.clone())
        }
        (Some("string"), Value::Number(_) | Value::Bool(_)) => Some(json!(value.to_string())),
        (Some("boolean"), Value::String(text)) => match text.as_str() {
            "true" => Some(json!(true)),
            "false" => Some(json!(false)),
            _ => None,
        },
        (Some("integer"), value) => {
            let number = number(value)?;
            match number.is_i64() || number.is_u64() {
                true => Some(Value::Number(number)),
                false => number
                    .as_f64()
                    .filter(|number| number.fract() == 0.0 && number.abs() < i64::MAX as f64)
                    .map(|number| json!(number as i64)),
            }
        }
        (Some("number"), value) => number(value).map(Value::Number),
        (None, value) => Some(value.clone()),
        _ => None,
    }
}
