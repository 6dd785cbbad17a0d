//! Takes out of a projection the differences to the base document that mean nothing.
//!
//! The converter numbers errors anew in each operation, and a list of required members or of enum
//! values is a set. AWS changes those orders now and then; readers of the document see nothing of it.
//! What is new comes after what was there.

use serde_json::{Map, Value};

use super::super::facts::METHODS;

/// The number of the first error of an operation.
const FIRST_ERROR: u16 = 480;

/// Gives the projection the base document's numbers and orders, where these are arbitrary.
pub(super) fn align(base: &Value, target: &mut Value) {
    let paths = target.get_mut("paths").and_then(Value::as_object_mut);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            let before = base
                .pointer("/paths")
                .and_then(|paths| paths.get(path)?.get(method)?.get("responses"));
            if let (true, Some(before), Some(responses)) = (
                METHODS.contains(&method.as_str()),
                before,
                operation.get_mut("responses"),
            ) {
                renumber(before, responses);
            }
        }
    }
    reorder(base, target);
}

/// Gives each error the status that it has in the base document, and new ones the next free.
fn renumber(base: &Value, responses: &mut Value) {
    let (Some(base), Some(target)) = (base.as_object(), responses.as_object_mut()) else {
        return;
    };
    let known = |response: &Value| {
        base.iter()
            .find(|(_, other)| error(other).is_some() && error(other) == error(response))
            .map(|(status, _)| status.clone())
    };
    let taken = base.keys().filter_map(|status| status.parse::<u16>().ok());
    let mut free = taken
        .max()
        .map_or(FIRST_ERROR, |last| FIRST_ERROR.max(last + 1));
    let mut numbered = Map::new();
    for (status, response) in std::mem::take(target) {
        let is_error = status
            .parse()
            .is_ok_and(|status: u16| status >= FIRST_ERROR);
        let status = match known(&response).filter(|_| is_error) {
            Some(status) => status,
            None if is_error => {
                free += 1;
                (free - 1).to_string()
            }
            None => status,
        };
        numbered.insert(status, response);
    }
    *target = numbered;
}

/// The schema by which an error response is known.
fn error(response: &Value) -> Option<&str> {
    response
        .pointer("/content/application~1json/schema/$ref")?
        .as_str()
}

/// Puts lists of texts that hold the same into the same order.
fn reorder(base: &Value, target: &mut Value) {
    match (base, target) {
        (Value::Object(base), Value::Object(target)) => {
            for (key, target) in target {
                if let Some(base) = base.get(key) {
                    reorder(base, target);
                }
            }
        }
        (Value::Array(base), Value::Array(target))
            if base.iter().chain(&*target).all(Value::is_string) =>
        {
            let position = |item: &Value| {
                base.iter()
                    .position(|other| other == item)
                    .unwrap_or(usize::MAX)
            };
            target.sort_by_key(position);
        }
        (Value::Array(base), Value::Array(target)) => {
            for (base, target) in base.iter().zip(target) {
                reorder(base, target);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(base: Value, mut target: Value, expected: Value) {
        align(&base, &mut target);
        assert_eq!(target.to_string(), expected.to_string());
    }

    #[test]
    fn lists_of_texts_keep_their_order_and_new_ones_come_last() {
        check(
            json!({"required": ["a", "b"]}),
            json!({"required": ["b", "a"]}),
            json!({"required": ["a", "b"]}),
        );
        check(
            json!({"enum": ["A", "C"]}),
            json!({"enum": ["A", "B", "C"]}),
            json!({"enum": ["A", "C", "B"]}),
        );
        check(
            json!({"enum": ["A", "B"]}),
            json!({"enum": ["B"]}),
            json!({"enum": ["B"]}),
        );
        check(
            json!({"a": [{"enum": ["A", "B"]}]}),
            json!({"a": [{"enum": ["B", "A"]}]}),
            json!({"a": [{"enum": ["A", "B"]}]}),
        );
    }

    #[test]
    fn errors_keep_their_numbers_and_new_ones_get_the_next() {
        let response = |name: &str| json!({"content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}}});
        let document =
            |responses: Value| json!({"paths": {"/a": {"get": {"responses": responses}}}});
        check(
            document(json!({"200": response("Out"), "480": response("A"), "481": response("B")})),
            document(
                json!({"201": response("Out"), "480": response("B"), "481": response("C"), "482": response("A")}),
            ),
            document(
                json!({"201": response("Out"), "481": response("B"), "482": response("C"), "480": response("A")}),
            ),
        );
        let new = document(json!({"200": {}, "480": response("A")}));
        check(json!({"paths": {}}), new.clone(), new);
    }
}
