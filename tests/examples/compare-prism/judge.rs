//! What Prism says about requests and answers, and whether an output holds what was answered.

use e2e_tests::document::Document;
use http::HeaderMap;
use jiff::Timestamp;
use serde_json::{Map, Value};

/// The header in which Prism tells what is wrong with a request, and with its own response to it.
const VIOLATIONS: &str = "sl-violations";

/// What Prism finds wrong, but for the one thing that is its own fault.
pub(crate) fn violations(headers: &HeaderMap) -> Vec<String> {
    let Some(header) = headers.get(VIOLATIONS) else {
        return Vec::new();
    };
    let Ok(Value::Array(found)) = serde_json::from_slice(header.as_bytes()) else {
        return vec![format!("{VIOLATIONS} is {header:?}")];
    };
    let is_serious = |it: &&Value| it["location"][0] == "request" || it["code"] != "maxProperties";
    found
        .iter()
        .filter(is_serious)
        .map(Value::to_string)
        .collect()
}

/// What the document describes of a value: without members that it does not know, without what is empty, since
/// an output shows a list that is not there as an empty one, and with times and numbers in one form.
pub(crate) fn known(document: &Document, schema: &Value, value: &Value) -> Value {
    let schema = document.flat(schema);
    match value {
        Value::Object(members) => {
            let of = |name: &String| match schema.get("properties") {
                Some(properties) => properties.get(name),
                None => schema.get("additionalProperties"),
            };
            let members = members.iter().filter_map(|(name, value)| {
                let value = known(document, of(name)?, value);
                (!is_empty(&value)).then(|| (name.clone(), value))
            });
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(items) => {
            let none = Value::Null;
            let schema = schema.get("items").unwrap_or(&none);
            items.iter().map(|it| known(document, schema, it)).collect()
        }
        Value::String(text) if schema.get("format").is_some_and(|it| it == "date-time") => {
            match text.parse::<Timestamp>() {
                Ok(time) => time.to_string().into(),
                Err(_) => value.clone(),
            }
        }
        // As the document's floats are: with seven digits.
        Value::Number(number) if schema.get("type").is_some_and(|it| it == "number") => number
            .as_f64()
            .map_or(Value::Null, |it| f64::from(it as f32).into()),
        _ => value.clone(),
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        other => other.is_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use e2e_tests::document::document;
    use http::HeaderValue;
    use serde_json::json;

    fn headers(violations: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(VIOLATIONS, HeaderValue::from_static(violations));
        headers
    }

    #[test]
    fn only_too_many_drawn_members_are_passed_over() {
        assert_eq!(violations(&HeaderMap::new()), [""; 0]);
        let drawn = r#"[{"location":["response","body","tags"],"code":"maxProperties"}]"#;
        assert_eq!(violations(&headers(drawn)), [""; 0]);
        for wrong in [
            r#"[{"location":["request","body","tags"],"code":"maxProperties"}]"#,
            r#"[{"location":["response","body","stage"],"code":"type"}]"#,
            "nonsense",
        ] {
            assert_eq!(violations(&headers(wrong)).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn what_the_document_describes_is_kept_in_one_form() {
        let operation = document().operation("GetComposition").unwrap();
        let schema = operation.output.as_ref().unwrap();
        let of = |value: Value| known(document(), schema, &value);
        let response = json!({"composition": {
            "arn": "a", "ofTomorrow": 1, "tags": {"k": "v"}, "destinations": [],
            "startTime": "2024-02-29T12:00:00.0Z", "layout": {"grid": {"gridGap": 2}},
        }, "more": true});
        let output = json!({"composition": {
            "arn": "a", "tags": {"k": "v"}, "startTime": "2024-02-29T12:00:00Z",
            "layout": {"grid": {"gridGap": 2}},
        }});
        assert_eq!(of(response), of(output.clone()));
        assert_eq!(of(output.clone()), output);
        for (place, other) in [
            ("/composition/arn", json!("b")),
            ("/composition/startTime", json!("2024-02-29T12:00:01Z")),
            ("/composition/tags", json!({})),
            ("/composition/layout/grid/gridGap", json!(3)),
        ] {
            let mut wrong = output.clone();
            *wrong.pointer_mut(place).unwrap() = other;
            assert_ne!(of(wrong), output, "{place}");
        }
    }
}
