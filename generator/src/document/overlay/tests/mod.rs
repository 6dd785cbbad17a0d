//! The effects of overlays, and the diagnostics of those that cannot be applied.

mod file;

use serde_json::{Value, json};

use crate::diagnostics::{Diagnostics, render};
use crate::document::tests::source;
use crate::document::{Source, load};

const HEAD: &str = "overlay: 1.0.0\ninfo: {title: Test, version: '1'}\nactions:\n";

const DOCUMENT: &str = "openapi: 3.0.0\ninfo: {title: Trees, version: '1'}\npaths:\n  /trees:\n    get: {tags: [a], description: Old}\n    post: {tags: [b]}\ncomponents:\n  schemas:\n    Tree: {type: object}\n";

/// The diagnostics of an overlay for [`DOCUMENT`].
fn report_file(overlay: &str) -> String {
    let sources = [source("api.yaml", DOCUMENT), source("docs.overlay.yaml", overlay)];
    crate::document::tests::report(&sources)
}

fn report(actions: &str) -> String {
    report_file(&format!("{HEAD}{actions}"))
}

/// Applies the actions of each overlay, given without the head of the file.
#[track_caller]
fn check(document: Value, actions: &[&str], expected: Value) {
    let overlays: Vec<Source> =
        actions.iter().map(|actions| source("o.yaml", &format!("{HEAD}{actions}"))).collect();
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
fn overlays_are_applied() {
    // Objects merge and keep their order.
    check(
        json!({"b": {"x": 1, "y": {"z": "old", "k": null}}, "a": 2}),
        &["- target: $\n  update: {c: 3, b: {y: {z: new, w: [1], k: {d: 1}}, v: 0}, a: '2'}"],
        json!({"b": {"x": 1, "y": {"z": "new", "k": {"d": 1}, "w": [1]}, "v": 0}, "a": "2", "c": 3}),
    );
    // An update of a list appends one entry.
    check(
        json!({"a": {"list": [1]}, "b": {"list": []}}),
        &["- target: $.*.list\n  update: {name: x}\n- target: $.a.list\n  update: text"],
        json!({"a": {"list": [1, {"name": "x"}, "text"]}, "b": {"list": [{"name": "x"}]}}),
    );
    // Lists inside objects are joined.
    check(
        json!({"a": {"list": [1, [2]]}}),
        &["- target: $.a\n  update: {list: [3, [4]]}"],
        json!({"a": {"list": [1, [2], 3, [4]]}}),
    );
    // Scalars and null replace scalars.
    check(
        json!({"a": 1, "b": "x", "c": true, "d": null}),
        &["- target: $\n  update: {a: x, b: null, c: 1.5, d: [1]}"],
        json!({"a": "x", "b": null, "c": 1.5, "d": [1]}),
    );
    // Removal keeps the order of the rest.
    check(
        json!({"a": {}, "b": {}, "c": {}, "l": [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}]}),
        &["- target: $['a', 'c']\n  remove: true\n- target: $.l[0, 2, 0]\n  remove: true"],
        json!({"b": {}, "l": [{"n": 1}, {"n": 3}]}),
    );
    // Nested values can be removed together.
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
    // Remove wins over update.
    check(
        json!({"a": {"b": 1}, "c": {}}),
        &[
            "- target: $.a\n  update: 5\n  remove: true\n- target: $.c\n  update: {d: 1}\n  remove: false",
        ],
        json!({"c": {"d": 1}}),
    );
    // Actions and overlays see what came before.
    check(
        json!({"a": {"x": 1}}),
        &[
            "- target: $.a\n  remove: true\n- target: $\n  update: {a: {y: {}}}\n- target: $.a.y\n  update: {z: 1}",
            "- target: $.a[?@.z == 1]\n  remove: true",
        ],
        json!({"a": {}}),
    );
    // Targets of RFC 9535.
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
fn extensions_and_descriptions_are_allowed() {
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

#[test]
fn a_target_without_a_match_suggests_the_nearest_name() {
    insta::assert_snapshot!(
        report("- target: $.components.schemas.Tre\n  update: {description: One tree.}\n- target: $.paths['/tree'].get\n  remove: true\n- target: $.paths[?@.put]\n  update: {}\n- target: $.paths.*.delete.tags\n  update: x\n"),
        @"
    error[no-match] docs.overlay.yaml:4:3 at #/actions/0/target
      found `$.components.schemas.Tre`, which matches nothing: `$.components.schemas` is there, but has no `Tre`
      expected a target that selects at least one object or list of the document
      help: write `Tree` if intended, or remove the action
    error[no-match] docs.overlay.yaml:6:3 at #/actions/1/target
      found `$.paths['/tree'].get`, which matches nothing: `$.paths` is there, but has no `/tree`
      expected a target that selects at least one object or list of the document
      help: write `/trees` if intended, or remove the action
    error[no-match] docs.overlay.yaml:8:3 at #/actions/2/target
      found `$.paths[?@.put]`, which matches nothing
      expected a target that selects at least one object or list of the document
      help: correct the target, or remove the action
    error[no-match] docs.overlay.yaml:10:3 at #/actions/3/target
      found `$.paths.*.delete.tags`, which matches nothing: `$.paths.*` is there, but has no `delete`
      expected a target that selects at least one object or list of the document
      help: correct the target, or remove the action
    "
    );
}

#[test]
fn a_target_must_be_an_object_or_a_list() {
    insta::assert_snapshot!(
        report("- target: $.info.title\n  update: Woods\n- target: $.paths.*.get.*\n  remove: true\n- target: $\n  remove: true\n"),
        @"
    error[target-not-a-container] docs.overlay.yaml:4:3 at #/actions/0/target
      found `$.info.title`, which selects the string `Trees` at #/info/title
      expected a target that selects only objects and lists
      help: select the object that holds `title` and update its member
    error[target-not-a-container] docs.overlay.yaml:6:3 at #/actions/1/target
      found `$.paths.*.get.*`, which selects the string `Old` at #/paths/~1trees/get/description
      expected a target that selects only objects and lists
      help: select the object or list that holds it; overlays 1.0 cannot remove single values
    error[removes-everything] docs.overlay.yaml:8:3 at #/actions/2/target
      found the whole document as what is to be removed
      expected a part of the document
      help: correct the target
    "
    );
}

#[test]
fn an_update_must_have_the_type_of_its_target() {
    insta::assert_snapshot!(
        report("- target: $.info\n  update: Woods\n- target: $.paths.*.*\n  update:\n    tags: {name: x}\n- target: $\n  update:\n    info: null\n    openapi: [3]\n"),
        @"
    error[update-type] docs.overlay.yaml:5:3 at #/actions/0/update
      found the string `Woods` for #/info, which is an object
      expected an object, to be merged into it
      help: write an object, or remove the old one with another action first
    error[update-type] docs.overlay.yaml:8:5 at #/actions/1/update/tags
      found an object for #/paths/~1trees/get/tags (and 1 more), which is a list
      expected a list, whose entries are appended
      help: write a list, or remove the old one with another action first
    error[update-type] docs.overlay.yaml:11:5 at #/actions/2/update/info
      found null for #/info, which is an object
      expected an object, to be merged into it
      help: write an object, or remove the old one with another action first
    error[update-type] docs.overlay.yaml:12:5 at #/actions/2/update/openapi
      found a list for #/openapi, which is the string `3.0.0`
      expected a single value: a string, a number, true, false or null
      help: write a single value, or remove the object that holds the old one and add it anew
    "
    );
}

#[test]
fn appending_a_list_to_a_list_is_a_warning() {
    insta::assert_snapshot!(report("- target: $.paths.*.*.tags\n  update: [x, y]\n"), @"
    warning[list-in-list] docs.overlay.yaml:5:3 at #/actions/0/update
      found a list for #/paths/~1trees/get/tags (and 1 more), which is a list
      expected one entry to append, as the specification requires
      help: write one action for each entry, or update the object that holds the list
    ");
}

#[test]
fn an_entry_that_a_list_has_already_is_a_warning() {
    let document = "a: {required: [x, y], parameters: [{name: n, in: query}]}";
    let actions = "- target: $.a\n  update: {required: [x, y, z, z], parameters: [{name: n, in: query, x-ignore: true}, {name: n, in: path}]}\n- target: $.a.required\n  update: z\n";
    let sources = [source("api.yaml", document), source("o.yaml", &format!("{HEAD}{actions}"))];
    insta::assert_snapshot!(crate::document::tests::report(&sources), @"
    warning[repeated-entry] o.yaml:5:23 at #/actions/0/update/required/0
      found the string `x` for #/a/required, which has it already
      expected entries that the list lacks: overlays append to lists, and replace no entry
      help: leave the entry out; to change one, select it in the target, as in `parameters[?@.name == 'limit']`, and to replace the list, remove it with another action first
    warning[repeated-entry] o.yaml:5:26 at #/actions/0/update/required/1
      found the string `y` for #/a/required, which has it already
      expected entries that the list lacks: overlays append to lists, and replace no entry
      help: leave the entry out; to change one, select it in the target, as in `parameters[?@.name == 'limit']`, and to replace the list, remove it with another action first
    warning[repeated-entry] o.yaml:5:49 at #/actions/0/update/parameters/0
      found an object for #/a/parameters, which has it already
      expected entries that the list lacks: overlays append to lists, and replace no entry
      help: leave the entry out; to change one, select it in the target, as in `parameters[?@.name == 'limit']`, and to replace the list, remove it with another action first
    warning[repeated-entry] o.yaml:7:3 at #/actions/1/update
      found the string `z` for #/a/required, which has it already
      expected entries that the list lacks: overlays append to lists, and replace no entry
      help: leave the entry out; to change one, select it in the target, as in `parameters[?@.name == 'limit']`, and to replace the list, remove it with another action first
    ");
}

#[test]
fn the_size_and_depth_of_updates_are_limited() {
    let many = format!(
        "- {{target: $.components.schemas.Tree, update: {{l: [{}]}}}}\n",
        "{}, ".repeat(1100)
    );
    let large = format!(
        "- {{target: $.components.schemas.Tree.l.*, update: {{x: [{}]}}}}\n",
        "0, ".repeat(1000)
    );
    assert!(report(&(many + &large)).contains("error[update-too-large]"));
    let deeper = format!(
        "- {{target: '$..[?@.type || @.z]', update: {}{{}}{}}}\n",
        "{z: ".repeat(60),
        "}".repeat(60)
    )
    .repeat(3);
    assert!(report(&deeper).contains("error[update-too-large]"));
}

#[test]
fn later_overlays_after_a_broken_one_are_read_but_not_applied() {
    let sources = [
        source("api.yaml", DOCUMENT),
        source(
            "1.yaml",
            "overlay: 1.0.0\ninfo: {title: t}\nactions: [{target: $, update: {x: {}}}]\n",
        ),
        source(
            "2.yaml",
            &format!("{HEAD}- {{target: $.x, update: {{}}}}\n- {{target: $., update: {{}}}}\n"),
        ),
    ];
    let mut diagnostics = Diagnostics::default();
    load(&sources[0], &sources[1..], &mut diagnostics);
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["missing-overlay-key", "invalid-jsonpath"]);
}
