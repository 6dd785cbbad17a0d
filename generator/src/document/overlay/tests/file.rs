//! Diagnostics of files that are not a valid overlay.

use super::*;

#[test]
fn files_of_another_form_or_version_are_rejected() {
    insta::assert_snapshot!(report_file(DOCUMENT), @"
    error[not-an-overlay] docs.overlay.yaml:1:1
      found no key `overlay` with a version
      expected version 1.0.x of the OpenAPI Overlay Specification, as a string
      help: give this file as the document: it is an OpenAPI document and no overlay
    ");
    for (text, found) in [
        ("overlay: 1.1.0\nextends: 5\n", "the string `1.1.0`"),
        ("overlay: 1.0\n", "the number 1.0"),
    ] {
        let expected = format!(
            "error[overlay-version] docs.overlay.yaml:1:1 at #/overlay\n  found {found} as overlay version\n  \
             expected version 1.0.x of the OpenAPI Overlay Specification, as a string\n  \
             help: write the overlay for version 1.0 and set `overlay: 1.0.0`\n"
        );
        assert_eq!(report_file(text), expected);
    }
    insta::assert_snapshot!(report_file("overlay: 1.0.0\nactions: [{target: $\n"), @"
    error[invalid-yaml] docs.overlay.yaml:3:1
      found invalid YAML: while parsing a flow mapping, did not find expected ',' or '}'
      expected well-formed YAML 1.2
      help: close what is open: a quote, a `[` or a `{`
    ");
}

#[test]
fn every_invalid_key_and_value_is_reported() {
    insta::assert_snapshot!(
        report_file("overlay: 1.0.0\ninfo: {title: 1}\nextends: []\nAction: []\nactions:\n- update: {}\n- target: $\n- {target: [$], update: 1}\n- target: $\n  remove: 'yes'\n  copy: $.a\n- just text\n"),
        @"
    error[missing-overlay-key] docs.overlay.yaml:2:1 at #/info
      found no `version` in `info`
      expected `version`: a string
      help: add `version`
    error[overlay-type] docs.overlay.yaml:2:8 at #/info/title
      found the number 1 as `title`
      expected a string; a number or date needs quotes to be one
      help: correct the value
    error[overlay-type] docs.overlay.yaml:3:1 at #/extends
      found a list as `extends`
      expected a string; a number or date needs quotes to be one
      help: correct the value
    error[unknown-overlay-key] docs.overlay.yaml:4:1 at #/Action
      found the key `Action` in an overlay
      expected `overlay`, `info`, `extends`, `actions` or an extension that starts with `x-`
      help: correct the key or remove it; only version 1.0 is understood
    error[missing-overlay-key] docs.overlay.yaml:6:3 at #/actions/0
      found no `target` in the action
      expected `target`: a JSONPath
      help: add `target`
    error[idle-action] docs.overlay.yaml:7:3 at #/actions/1
      found an action that changes nothing
      expected `update` with a value, or `remove: true`
      help: add `update` or `remove`, or remove the action
    error[overlay-type] docs.overlay.yaml:8:4 at #/actions/2/target
      found a list as `target`
      expected a JSONPath as a string
      help: correct the value
    error[overlay-type] docs.overlay.yaml:10:3 at #/actions/3/remove
      found the string `yes` as `remove`
      expected true or false
      help: correct the value
    error[unknown-overlay-key] docs.overlay.yaml:11:3 at #/actions/3/copy
      found the key `copy` in an action
      expected `target`, `description`, `update`, `remove` or an extension that starts with `x-`
      help: correct the key or remove it; only version 1.0 is understood
    error[overlay-type] docs.overlay.yaml:12:3 at #/actions/4
      found the string `just text` as an action
      expected an object with a `target`
      help: correct the value
    "
    );
    insta::assert_snapshot!(report_file("overlay: 1.0.0\ninfo: Docs\nactions: []\n"), @"
    error[overlay-type] docs.overlay.yaml:2:1 at #/info
      found the string `Docs` as `info`
      expected an object with `title` and `version`
      help: correct the value
    error[overlay-without-actions] docs.overlay.yaml:3:1 at #/actions
      found an empty list of actions
      expected at least one action
      help: add an action, or leave the overlay out
    ");
    insta::assert_snapshot!(report_file("overlay: 1.0.0\n"), @"
    error[missing-overlay-key] docs.overlay.yaml:1:1
      found no `info` in the overlay
      expected `info`: an object with `title` and `version`
      help: add `info`
    error[missing-overlay-key] docs.overlay.yaml:1:1
      found no `actions` in the overlay
      expected `actions`: a list of actions
      help: add `actions`
    ");
}

#[test]
fn invalid_jsonpaths_are_reported() {
    let names = "put names with other characters than letters, digits and `_` in brackets and quotes: \
                 `$.paths['/pets']['x-name']`";
    let filters = "correct the target; names in filters start with `@`, and text in them stands in quotes: \
                   `[?@.name == 'limit']`";
    for (target, found, remedy) in [
        ("$.paths./trees", "cannot be read from `/trees` on", names),
        ("paths", "does not start with `$`", "start with `$`, the whole document"),
        (
            "$.paths['/trees'",
            "ends too early",
            "end with a name, and close every bracket and quote",
        ),
        ("$.components.schemas.Tree.x-y", "cannot be read from `-y` on", names),
        ("$.paths[?name == 1]", "cannot be read from ` == 1]` on", filters),
    ] {
        let expected = format!(
            "error[invalid-jsonpath] docs.overlay.yaml:4:4 at #/actions/0/target\n  \
             found `{target}`, which {found}\n  \
             expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`\n  help: {remedy}\n"
        );
        assert_eq!(report(&format!("- {{target: \"{target}\", update: {{}}}}\n")), expected);
    }
    for open in ["$.paths[", "$.paths['/trees", "$.paths[?@.get == 1"] {
        let report = report(&format!("- {{target: \"{open}\", update: {{}}}}\n"));
        let expected = format!("found `{open}`, which ends too early\n");
        assert!(report.contains(&expected), "{report}");
    }
    let nested =
        format!("- target: ${}1{}\n  update: {{}}\n", "[?@".repeat(5000), "]".repeat(5000));
    insta::assert_snapshot!(report(&nested), @"
    error[invalid-jsonpath] docs.overlay.yaml:4:3 at #/actions/0/target
      found `$[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?@[?…`, which is nested more than 10 levels deep
      expected a JSONPath as in RFC 9535, such as `$.paths['/pets'].get`
      help: use a simpler target, or several actions
    ");
}
