//! Files that are not a valid overlay, with what a maintainer reads about each.

use super::*;

#[test]
fn not_an_overlay() {
    insta::assert_snapshot!(report_file(DOCUMENT), @"
    error[not-an-overlay]: found no key `overlay` with a version
     --> docs.overlay.yaml:1:1
      |
    1 | openapi: 3.0.0
      | ^^^^^^^
      |
      = note: expected version 1.0.x of the OpenAPI Overlay Specification, as a string
      = help: give this file as the document: it is an OpenAPI document and no overlay

    1 error
    ");
    insta::assert_snapshot!(report_file("overlay: 1.1.0\nextends: 5\n"), @"
    error[overlay-version]: found the string `1.1.0` as overlay version
     --> docs.overlay.yaml:1:1
      |
    1 | overlay: 1.1.0
      | ^^^^^^^
      |
      = note: at #/overlay
      = note: expected version 1.0.x of the OpenAPI Overlay Specification, as a string
      = help: write the overlay for version 1.0 and set `overlay: 1.0.0`

    1 error
    ");
    insta::assert_snapshot!(report_file("overlay: 1.0\n"), @"
    error[overlay-version]: found the number 1.0 as overlay version
     --> docs.overlay.yaml:1:1
      |
    1 | overlay: 1.0
      | ^^^^^^^
      |
      = note: at #/overlay
      = note: expected version 1.0.x of the OpenAPI Overlay Specification, as a string
      = help: write the overlay for version 1.0 and set `overlay: 1.0.0`

    1 error
    ");
    insta::assert_snapshot!(report_file("overlay: 1.0.0\nactions: [{target: $\n"), @"
    error[invalid-yaml]: found invalid YAML: while parsing a flow mapping, did not find expected ',' or '}'
     --> docs.overlay.yaml:3:1
      |
    3 |
      | ^
      |
      = note: expected well-formed YAML 1.2
      = help: close what is open: a quote, a `[` or a `{`

    1 error
    ");
}

#[test]
fn wrong_shape() {
    insta::assert_snapshot!(
        report_file("overlay: 1.0.0\ninfo: {title: 1}\nextends: []\nAction: []\nactions:\n- update: {}\n- target: $\n- {target: [$], update: 1}\n- target: $\n  remove: 'yes'\n  copy: $.a\n- just text\n"),
        @"
    error[missing-overlay-key]: found no `version` in `info`
     --> docs.overlay.yaml:2:1
      |
    2 | info: {title: 1}
      | ^^^^
      |
      = note: at #/info
      = note: expected `version`: a string
      = help: add `version`

    error[overlay-type]: found the number 1 as `title`
     --> docs.overlay.yaml:2:8
      |
    2 | info: {title: 1}
      |        ^^^^^
      |
      = note: at #/info/title
      = note: expected a string; a number or date needs quotes to be one
      = help: correct the value

    error[overlay-type]: found a list as `extends`
     --> docs.overlay.yaml:3:1
      |
    3 | extends: []
      | ^^^^^^^
      |
      = note: at #/extends
      = note: expected a string; a number or date needs quotes to be one
      = help: correct the value

    error[unknown-overlay-key]: found the key `Action` in an overlay
     --> docs.overlay.yaml:4:1
      |
    4 | Action: []
      | ^^^^^^
      |
      = note: at #/Action
      = note: expected `overlay`, `info`, `extends`, `actions` or an extension that starts with `x-`
      = help: correct the key or remove it; only version 1.0 is understood

    error[missing-overlay-key]: found no `target` in the action
     --> docs.overlay.yaml:6:3
      |
    6 | - update: {}
      |   ^^^^^^
      |
      = note: at #/actions/0
      = note: expected `target`: a JSONPath
      = help: add `target`

    error[idle-action]: found an action that changes nothing
     --> docs.overlay.yaml:7:3
      |
    7 | - target: $
      |   ^^^^^^
      |
      = note: at #/actions/1
      = note: expected `update` with a value, or `remove: true`
      = help: add `update` or `remove`, or remove the action

    error[overlay-type]: found a list as `target`
     --> docs.overlay.yaml:8:4
      |
    8 | - {target: [$], update: 1}
      |    ^^^^^^
      |
      = note: at #/actions/2/target
      = note: expected a JSONPath as a string
      = help: correct the value

    error[overlay-type]: found the string `yes` as `remove`
      --> docs.overlay.yaml:10:3
       |
    10 |   remove: 'yes'
       |   ^^^^^^
       |
       = note: at #/actions/3/remove
       = note: expected true or false
       = help: correct the value

    error[unknown-overlay-key]: found the key `copy` in an action
      --> docs.overlay.yaml:11:3
       |
    11 |   copy: $.a
       |   ^^^^
       |
       = note: at #/actions/3/copy
       = note: expected `target`, `description`, `update`, `remove` or an extension that starts with `x-`
       = help: correct the key or remove it; only version 1.0 is understood

    error[overlay-type]: found the string `just text` as an action
      --> docs.overlay.yaml:12:3
       |
    12 | - just text
       |   ^^^^
       |
       = note: at #/actions/4
       = note: expected an object with a `target`
       = help: correct the value

    10 errors
    "
    );
    insta::assert_snapshot!(report_file("overlay: 1.0.0\ninfo: Docs\nactions: []\n"), @"
    error[overlay-type]: found the string `Docs` as `info`
     --> docs.overlay.yaml:2:1
      |
    2 | info: Docs
      | ^^^^
      |
      = note: at #/info
      = note: expected an object with `title` and `version`
      = help: correct the value

    error[overlay-without-actions]: found an empty list of actions
     --> docs.overlay.yaml:3:1
      |
    3 | actions: []
      | ^^^^^^^
      |
      = note: at #/actions
      = note: expected at least one action
      = help: add an action, or leave the overlay out

    2 errors
    ");
    insta::assert_snapshot!(report_file("overlay: 1.0.0\n"), @"
    error[missing-overlay-key]: found no `info` in the overlay
     --> docs.overlay.yaml:1:1
      |
    1 | overlay: 1.0.0
      | ^^^^^^^
      |
      = note: expected `info`: an object with `title` and `version`
      = help: add `info`

    error[missing-overlay-key]: found no `actions` in the overlay
     --> docs.overlay.yaml:1:1
      |
    1 | overlay: 1.0.0
      | ^^^^^^^
      |
      = note: expected `actions`: a list of actions
      = help: add `actions`

    2 errors
    ");
}

#[test]
fn invalid_jsonpath() {
    insta::assert_snapshot!(
        report("- {target: $.paths./trees, update: {}}\n- {target: paths, update: {}}\n- {target: \"$.paths['/trees'\", update: {}}\n- {target: $.components.schemas.Tree.x-y, update: {}}\n- {target: '$.paths[?name == 1]', update: {}}\n"),
        @r#"
    error[invalid-jsonpath]: found `$.paths./trees`, which cannot be read from `/trees` on
     --> docs.overlay.yaml:4:4
      |
    4 | - {target: $.paths./trees, update: {}}
      |    ^^^^^^
      |
      = note: at #/actions/0/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: put names with other characters than letters, digits and `_` in brackets and quotes: `$.paths['/pets']['x-name']`

    error[invalid-jsonpath]: found `paths`, which does not start with `$`
     --> docs.overlay.yaml:5:4
      |
    5 | - {target: paths, update: {}}
      |    ^^^^^^
      |
      = note: at #/actions/1/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: start with `$`, the whole document

    error[invalid-jsonpath]: found `$.paths['/trees'`, which ends too early
     --> docs.overlay.yaml:6:4
      |
    6 | - {target: "$.paths['/trees'", update: {}}
      |    ^^^^^^
      |
      = note: at #/actions/2/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: end with a name, and close every bracket and quote

    error[invalid-jsonpath]: found `$.components.schemas.Tree.x-y`, which cannot be read from `-y` on
     --> docs.overlay.yaml:7:4
      |
    7 | - {target: $.components.schemas.Tree.x-y, update: {}}
      |    ^^^^^^
      |
      = note: at #/actions/3/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: put names with other characters than letters, digits and `_` in brackets and quotes: `$.paths['/pets']['x-name']`

    error[invalid-jsonpath]: found `$.paths[?name == 1]`, which cannot be read from ` == 1]` on
     --> docs.overlay.yaml:8:4
      |
    8 | - {target: '$.paths[?name == 1]', update: {}}
      |    ^^^^^^
      |
      = note: at #/actions/4/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: correct the target; names in filters start with `@`, and text in them stands in quotes: `[?@.name == 'limit']`

    5 errors
    "#
    );
    for open in ["$.paths[", "$.paths['/trees", "$.paths[?@.get == 1"] {
        let said = report(&format!("- {{target: \"{open}\", update: {{}}}}\n"));
        let expected = format!("found `{open}`, which ends too early\n");
        assert!(said.contains(&expected), "{said}");
    }
    let nested =
        format!("- target: ${}1{}\n  update: {{}}\n", "[?@".repeat(5000), "]".repeat(5000));
    insta::assert_snapshot!(report(&nested), @"
    error[invalid-jsonpath]: found `$[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?…`, which is nested more than 10 levels deep
     --> docs.overlay.yaml:4:3
      |
    4 | - target: $[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?…
      |   ^^^^^^
      |
      = note: at #/actions/0/target
      = note: expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      = help: use a simpler target, or several actions

    1 error
    ");
}
