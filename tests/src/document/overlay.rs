//! The part of the Overlay Specification 1.0.0 that the repository's overlays use: targets and updates.
//!
//! Independent of the generator's implementation, so that tests can detect errors in that one.

use serde_json::Value;
use serde_json_path::JsonPath;

/// Applies an overlay's actions in order.
pub(super) fn apply(document: &mut Value, overlay: &Value) -> Result<(), String> {
    for action in overlay["actions"].as_array().into_iter().flatten() {
        let target = action["target"].as_str().ok_or("an action has no target")?;
        let update = action
            .get("update")
            .ok_or_else(|| format!("{target}: an action without update"))?;
        let path = JsonPath::parse(target).map_err(|error| format!("{target}: {error}"))?;
        let pointers: Vec<String> = path
            .query_located(document)
            .locations()
            .map(|location| location.to_json_pointer())
            .collect();
        if pointers.is_empty() {
            return Err(format!("{target}: no match in the document"));
        }
        for pointer in pointers {
            if let Some(found) = document.pointer_mut(&pointer) {
                merge(found, update);
            }
        }
    }
    Ok(())
}

/// Merges objects, appends to arrays, replaces anything else.
fn merge(into: &mut Value, update: &Value) {
    match (into, update) {
        (Value::Object(into), Value::Object(update)) => {
            for (key, value) in update {
                match into.get_mut(key) {
                    Some(found) => merge(found, value),
                    None => {
                        into.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(into), Value::Array(update)) => into.extend(update.iter().cloned()),
        (Value::Array(into), update) => into.push(update.clone()),
        (into, update) => *into = update.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn applied(target: &str, update: Value) -> Result<Value, String> {
        let mut document = json!({"a": {"x": 1, "list": [{"n": "p"}, {"n": "q"}]}, "b": {"x": 2}});
        let overlay = json!({"actions": [{"target": target, "update": update}]});
        apply(&mut document, &overlay)?;
        Ok(document)
    }

    #[test]
    fn objects_are_merged_arrays_extended_and_values_replaced() {
        let update = json!({"x": 9, "list": [{"n": "r"}], "new": {"deep": true}});
        let expected =
            json!({"x": 9, "list": [{"n": "p"}, {"n": "q"}, {"n": "r"}], "new": {"deep": true}});
        assert_eq!(applied("$.a", update).unwrap()["a"], expected);
    }

    #[test]
    fn a_target_may_be_a_union_or_a_filter() {
        let both = applied("$['a','b']", json!({"y": 3})).unwrap();
        assert_eq!((&both["a"]["y"], &both["b"]["y"]), (&json!(3), &json!(3)));
        let one = applied("$.a.list[?@.n=='q']", json!({"hit": 1})).unwrap();
        assert_eq!(one["a"]["list"], json!([{"n": "p"}, {"n": "q", "hit": 1}]));
    }

    #[test]
    fn unmatched_targets_and_unsupported_actions_are_errors() {
        assert!(applied("$.c", json!({})).unwrap_err().starts_with("$.c"));
        assert!(applied("$..[", json!({})).is_err());
        let overlay = json!({"actions": [{"target": "$", "remove": true}]});
        assert!(apply(&mut json!({}), &overlay).is_err());
    }
}
