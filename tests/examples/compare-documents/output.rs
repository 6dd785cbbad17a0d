//! Compares what the SDK has decoded with the response.

use crate::document::Document;
use jiff::Timestamp;
use serde_json::Value;

/// The first difference between the output of the SDK and a response, below `path`. The output may lack members that the
/// schema does not describe, and have empty and default values where the response has nothing.
pub(crate) fn difference(
    document: &Document,
    schema: &Value,
    response: &Value,
    output: &Value,
    path: &str,
) -> Option<String> {
    let flat = document.flat(schema);
    let is_open = ["oneOf", "anyOf", "not"].iter().any(|key| flat.contains_key(*key));
    match (response, output) {
        (Value::Object(members), Value::Object(kept)) => {
            members.iter().find_map(|(name, value)| {
                let described = flat
                    .get("properties")
                    .and_then(|properties| properties.get(name))
                    .or_else(|| flat.get("additionalProperties").filter(|free| free.is_object()));
                let path = format!("{path}.{name}");
                match (described, kept.get(name)) {
                    (described, Some(kept)) => {
                        difference(document, described.unwrap_or(&Value::Null), value, kept, &path)
                    }
                    (Some(_), None) if !is_open && !is_empty(value) => {
                        Some(format!("{path}: {} is lost", shortened(value)))
                    }
                    _ => None,
                }
            })
        }
        (Value::Array(items), Value::Array(kept)) if items.len() == kept.len() => {
            let schema = flat.get("items").unwrap_or(&Value::Null);
            let mut pairs = items.iter().zip(kept).enumerate();
            pairs.find_map(|(at, (item, kept))| {
                difference(document, schema, item, kept, &format!("{path}[{at}]"))
            })
        }
        // Read as the string that is declared.
        (Value::Number(number), Value::String(string))
            if flat.get("type").is_some_and(|it| it == "string")
                && number.to_string() == *string =>
        {
            None
        }
        _ if is_equal(response, output) || (is_empty(response) && is_empty(output)) => None,
        _ => Some(format!("{path}: {} is {}", shortened(response), shortened(output))),
    }
}

fn is_equal(response: &Value, output: &Value) -> bool {
    match (response, output) {
        (Value::Number(one), Value::Number(other)) => match (one.as_f64(), other.as_f64()) {
            // A float of 32 bits has fewer digits.
            (Some(one), Some(other)) => (one - other).abs() <= one.abs() * 1e-6,
            _ => one == other,
        },
        (Value::String(one), Value::String(other)) => {
            let timestamps = (one.parse::<Timestamp>(), other.parse::<Timestamp>());
            // Bytes are written in the standard alphabet of base64, with padding.
            let bytes = one.replace('-', "+").replace('_', "/");
            let is_equal =
                one == other || bytes.trim_end_matches('=') == other.trim_end_matches('=');
            is_equal || matches!(timestamps, (Ok(one), Ok(other)) if one == other)
        }
        _ => response == output,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.values().all(is_empty),
        Value::Array(items) => items.is_empty(),
        other => other.is_null(),
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
