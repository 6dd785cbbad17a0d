//! What overlays do, and what people read when one cannot be applied.

mod file;
mod fit;

use serde_json::{Value, json};

use crate::{
    diagnostics::{Diagnostics, render},
    document::{Source, load},
};

const HEAD: &str = "overlay: 1.0.0\ninfo: {title: Test, version: '1'}\nactions:\n";

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

const DOCUMENT: &str = "openapi: 3.0.0\ninfo: {title: Trees, version: '1'}\npaths:\n  /trees:\n    get: {tags: [a], description: Old}\n    post: {tags: [b]}\ncomponents:\n  schemas:\n    Tree: {type: object}\n";

/// What people read when this overlay is applied.
fn report_file(overlay: &str) -> String {
    let sources = [
        source("api.yaml", DOCUMENT),
        source("docs.overlay.yaml", overlay),
    ];
    let mut diagnostics = Diagnostics::default();
    let merged = load(&sources[0], &sources[1..], &mut diagnostics);
    assert_eq!(merged.is_none(), diagnostics.has_errors());
    render(&diagnostics.into_vec(), &[&sources[0], &sources[1]], false)
}

fn report(actions: &str) -> String {
    report_file(&format!("{HEAD}{actions}"))
}

/// Applies the actions of each overlay, given without the head of the file.
#[track_caller]
fn check(document: Value, actions: &[&str], expected: Value) {
    let overlays: Vec<Source> = actions
        .iter()
        .map(|actions| source("o.yaml", &format!("{HEAD}{actions}")))
        .collect();
    let document = source("d.json", &document.to_string());
    let mut diagnostics = Diagnostics::default();
    let merged = load(&document, &overlays, &mut diagnostics);
    let shown = diagnostics.into_vec();
    let sources: Vec<&Source> = overlays.iter().collect();
    assert!(shown.is_empty(), "{}", render(&shown, &sources, false));
    // Compared as a string, because the order of keys counts.
    assert_eq!(merged.unwrap().value.to_string(), expected.to_string());
}

#[test]
fn objects_merge_and_keep_their_order() {
    check(
        json!({"b": {"x": 1, "y": {"z": "old", "k": null}}, "a": 2}),
        &["- target: $\n  update: {c: 3, b: {y: {z: new, w: [1], k: {d: 1}}, v: 0}, a: '2'}"],
        json!({"b": {"x": 1, "y": {"z": "new", "k": {"d": 1}, "w": [1]}, "v": 0}, "a": "2", "c": 3}),
    );
}

#[test]
fn lists_take_one_entry_each() {
    check(
        json!({"a": {"list": [1]}, "b": {"list": []}}),
        &["- target: $.*.list\n  update: {name: x}\n- target: $.a.list\n  update: text"],
        json!({"a": {"list": [1, {"name": "x"}, "text"]}, "b": {"list": [{"name": "x"}]}}),
    );
}

#[test]
fn lists_inside_objects_are_joined() {
    check(
        json!({"a": {"list": [1, [2]]}}),
        &["- target: $.a\n  update: {list: [3, [4]]}"],
        json!({"a": {"list": [1, [2], 3, [4]]}}),
    );
}

#[test]
fn scalars_and_null_replace_scalars() {
    check(
        json!({"a": 1, "b": "x", "c": true, "d": null}),
        &["- target: $\n  update: {a: x, b: null, c: 1.5, d: [1]}"],
        json!({"a": "x", "b": null, "c": 1.5, "d": [1]}),
    );
}

#[test]
fn removal_keeps_the_order_of_the_rest() {
    check(
        json!({"a": {}, "b": {}, "c": {}, "l": [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}]}),
        &["- target: $['a', 'c']\n  remove: true\n- target: $.l[0, 2, 0]\n  remove: true"],
        json!({"b": {}, "l": [{"n": 1}, {"n": 3}]}),
    );
}

#[test]
fn removal_of_what_is_inside_what_is_removed() {
    check(
        json!({"a": {"b": [[1], {"c": {}}]}, "d": {"a": [[]]}}),
        &["- target: $..a\n  remove: true\n- target: $.d\n  update: {e: 1}"],
        json!({"d": {"e": 1}}),
    );
    check(
        json!({"l": [[[1], [2]], [[3]], []]}),
        &["- target: $.l..*[?@[0]]\n  remove: true\n"],
        json!({"l": [[], [], []]}),
    );
}

#[test]
fn remove_wins_over_update() {
    check(
        json!({"a": {"b": 1}, "c": {}}),
        &[
            "- target: $.a\n  update: 5\n  remove: true\n- target: $.c\n  update: {d: 1}\n  remove: false",
        ],
        json!({"c": {"d": 1}}),
    );
}

#[test]
fn actions_and_overlays_see_what_came_before() {
    check(
        json!({"a": {"x": 1}}),
        &[
            "- target: $.a\n  remove: true\n- target: $\n  update: {a: {y: {}}}\n- target: $.a.y\n  update: {z: 1}",
            "- target: $.a[?@.z == 1]\n  remove: true",
        ],
        json!({"a": {}}),
    );
}

#[test]
fn targets_of_rfc_9535() {
    let document = json!({"paths": {"/a": {"get": {"parameters": [{"name": "x", "in": "query"}, {"name": "y", "in": "path"}]}}, "/b": {"get": {"tags": []}}}});
    check(
        document.clone(),
        &[
            "- target: $.paths.*.get.parameters[?@.name == 'x' && @.in == 'query']\n  update: {schema: {}}\n- target: $..get\n  update: {ok: true}\n- target: $.paths[?match(@.get.parameters[0].name, 'x|z')]\n  update: {m: 1}",
        ],
        json!({"paths": {"/a": {"get": {"parameters": [{"name": "x", "in": "query", "schema": {}}, {"name": "y", "in": "path"}], "ok": true}, "m": 1}, "/b": {"get": {"tags": [], "ok": true}}}}),
    );
}

#[test]
fn the_rest_of_the_file() {
    let document = source("d.yaml", "a: {}");
    let overlay = source(
        "o.json",
        r#"{"overlay": "1.0.7", "x-a": 1, "info": {"title": "t", "version": "v", "x-b": 2}, "extends": "./d.yaml",
            "actions": [{"target": "$.a", "description": "why", "x-c": [], "update": {"b": 1}}]}"#,
    );
    let mut diagnostics = Diagnostics::default();
    let merged = load(&document, &[overlay], &mut diagnostics);
    assert_eq!(diagnostics.into_vec(), []);
    assert_eq!(merged.unwrap().value, json!({"a": {"b": 1}}));
}
