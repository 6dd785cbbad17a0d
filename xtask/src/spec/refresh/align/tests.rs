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
    let document = |responses: Value| json!({"paths": {"/a": {"get": {"responses": responses}}}});
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
