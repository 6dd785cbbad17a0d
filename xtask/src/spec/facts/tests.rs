use serde_json::json;

use super::*;

fn check(original: Value, committed: Value, expected: &[&str]) {
    let seen = compare(&original, &committed);
    let seen: Vec<_> = seen
        .iter()
        .map(|difference| anstream::adapter::strip_str(&difference.to_string()).to_string())
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn equal_documents_have_no_difference() {
    let document = json!({"a": [1, {"b": null}], "c": {}});
    check(document.clone(), document, &[]);
}

#[test]
fn each_difference_names_its_place() {
    check(
        json!({"a/b": {"max": 1}}),
        json!({"a/b": {"max": 2}}),
        &["changed #/a~1b/max original: 1 committed: 2"],
    );
    check(
        json!({"a": {"b": 1, "c": 2}}),
        json!({"a": {"c": 2}}),
        &["lost #/a/b original: 1"],
    );
    check(
        json!({"a": {}}),
        json!({"a": {"b": [1]}}),
        &["added #/a/b committed: [1]"],
    );
    check(
        json!({"a": 1}),
        json!({"a": "1"}),
        &[r#"changed #/a original: 1 committed: "1""#],
    );
    check(
        json!({"a": 1, "b": 2}),
        json!({"b": 2, "a": 1}),
        &["reordered # original: a, b committed: b, a"],
    );
}

#[test]
fn one_lost_item_is_one_difference() {
    check(
        json!(["a", "b", "c"]),
        json!(["b", "c"]),
        &[r#"lost #/0 original: "a""#],
    );
    check(
        json!(["a", "c"]),
        json!(["a", "b", "c"]),
        &[r#"added #/1 committed: "b""#],
    );
    check(
        json!([{"n": 1}, {"n": 2}]),
        json!([{"n": 1}, {"n": 3}]),
        &["changed #/1/n original: 2 committed: 3"],
    );
    check(
        json!([{"a": 1, "b": 2}]),
        json!([{"b": 2, "a": 1}]),
        &["reordered #/0 original: a, b committed: b, a"],
    );
}

#[test]
fn long_values_are_clipped() {
    let long = "x".repeat(300);
    check(
        json!({}),
        json!({"a": long}),
        &[&format!("added #/a committed: \"{} …", "x".repeat(99))],
    );
}

#[test]
fn counts_operations_schemas_and_facts() {
    let document = json!({"paths": {"/a": {"parameters": [], "get": {}, "post": {"tags": ["x", "y"]}}}, "components": {"schemas": {"A": {}}}});
    // Nine keys, and five values that hold no other: [], {}, "x", "y", {}.
    assert_eq!(
        Counts::of(&document),
        Counts {
            operations: 2,
            schemas: 1,
            facts: 14
        }
    );
    assert_eq!(
        Counts::of(&document).to_string(),
        "2 operations, 1 schema, 14 facts"
    );
}
