//! Valid overlays that do not fit the document, with what a maintainer reads about each.

use super::*;

#[test]
fn no_match() {
    insta::assert_snapshot!(
        report("- target: $.components.schemas.Tre\n  update: {description: One tree.}\n- target: $.paths['/tree'].get\n  remove: true\n- target: $.paths[?@.put]\n  update: {}\n- target: $.paths.*.delete.tags\n  update: x\n"),
        @"
    error[no-match]: found `$.components.schemas.Tre`, which matches nothing: `$.components.schemas` is there, but has no `Tre`
     --> docs.overlay.yaml:4:3
      |
    4 | - target: $.components.schemas.Tre
      |   ^^^^^^
      |
      = note: at #/actions/0/target
      = note: expected a target that selects at least one object or list of the document
      = help: write `Tree` if intended, or remove the action

    error[no-match]: found `$.paths['/tree'].get`, which matches nothing: `$.paths` is there, but has no `/tree`
     --> docs.overlay.yaml:6:3
      |
    6 | - target: $.paths['/tree'].get
      |   ^^^^^^
      |
      = note: at #/actions/1/target
      = note: expected a target that selects at least one object or list of the document
      = help: write `/trees` if intended, or remove the action

    error[no-match]: found `$.paths[?@.put]`, which matches nothing
     --> docs.overlay.yaml:8:3
      |
    8 | - target: $.paths[?@.put]
      |   ^^^^^^
      |
      = note: at #/actions/2/target
      = note: expected a target that selects at least one object or list of the document
      = help: correct the target, or remove the action

    error[no-match]: found `$.paths.*.delete.tags`, which matches nothing: `$.paths.*` is there, but has no `delete`
      --> docs.overlay.yaml:10:3
       |
    10 | - target: $.paths.*.delete.tags
       |   ^^^^^^
       |
       = note: at #/actions/3/target
       = note: expected a target that selects at least one object or list of the document
       = help: correct the target, or remove the action

    4 errors
    "
    );
}

#[test]
fn a_target_that_is_no_container() {
    insta::assert_snapshot!(
        report("- target: $.info.title\n  update: Woods\n- target: $.paths.*.get.*\n  remove: true\n- target: $\n  remove: true\n"),
        @"
    error[target-not-a-container]: found `$.info.title`, which selects the string `Trees` at #/info/title
     --> docs.overlay.yaml:4:3
      |
    4 | - target: $.info.title
      |   ^^^^^^
      |
      = note: at #/actions/0/target
      = note: expected a target that selects only objects and lists
      = help: select the object that holds `title` and update its member

    error[target-not-a-container]: found `$.paths.*.get.*`, which selects the string `Old` at #/paths/~1trees/get/description
     --> docs.overlay.yaml:6:3
      |
    6 | - target: $.paths.*.get.*
      |   ^^^^^^
      |
      = note: at #/actions/1/target
      = note: expected a target that selects only objects and lists
      = help: select the object or list that holds it; overlays 1.0 cannot remove single values

    error[removes-everything]: found the whole document as what is to be removed
     --> docs.overlay.yaml:8:3
      |
    8 | - target: $
      |   ^^^^^^
      |
      = note: at #/actions/2/target
      = note: expected a part of the document
      = help: correct the target

    3 errors
    "
    );
}

#[test]
fn an_update_that_does_not_fit() {
    insta::assert_snapshot!(
        report("- target: $.info\n  update: Woods\n- target: $.paths.*.*\n  update:\n    tags: {name: x}\n- target: $\n  update:\n    info: null\n    openapi: [3]\n"),
        @"
    error[update-type]: found the string `Woods` for #/info, which is an object
     --> docs.overlay.yaml:5:3
      |
    5 |   update: Woods
      |   ^^^^^^
      |
      = note: at #/actions/0/update
      = note: expected an object, to be merged into it
      = help: write an object, or remove the old one with an action of its own first

    error[update-type]: found an object for #/paths/~1trees/get/tags (and 1 more), which is a list
     --> docs.overlay.yaml:8:5
      |
    8 |     tags: {name: x}
      |     ^^^^
      |
      = note: at #/actions/1/update/tags
      = note: expected a list, whose entries are appended
      = help: write a list, or remove the old one with an action of its own first

    error[update-type]: found null for #/info, which is an object
      --> docs.overlay.yaml:11:5
       |
    11 |     info: null
       |     ^^^^
       |
       = note: at #/actions/2/update/info
       = note: expected an object, to be merged into it
       = help: write an object, or remove the old one with an action of its own first

    error[update-type]: found a list for #/openapi, which is the string `3.0.0`
      --> docs.overlay.yaml:12:5
       |
    12 |     openapi: [3]
       |     ^^^^^^^
       |
       = note: at #/actions/2/update/openapi
       = note: expected a single value: a string, a number, true, false or null
       = help: write a single value, or remove the object that holds the old one and add it anew

    4 errors
    "
    );
}

#[test]
fn a_list_as_the_entry_of_a_list() {
    insta::assert_snapshot!(report("- target: $.paths.*.*.tags\n  update: [x, y]\n"), @"
    warning[list-in-list]: found a list for #/paths/~1trees/get/tags (and 1 more), which is a list
     --> docs.overlay.yaml:5:3
      |
    5 |   update: [x, y]
      |   ^^^^^^
      |
      = note: at #/actions/0/update
      = note: expected one entry to append, as the specification says
      = help: write one action for each entry, or update the object that holds the list

    1 warning
    ");
}

#[test]
fn an_update_beyond_all_bounds() {
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
    let codes: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(codes, ["missing-overlay-key", "invalid-jsonpath"]);
}
