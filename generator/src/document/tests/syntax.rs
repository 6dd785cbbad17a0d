//! Texts that are not YAML or JSON at all, with what a maintainer reads about each.

use super::*;

#[test]
fn broken_yaml() {
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: Trees: a survey\n"), @"
    error[invalid-yaml]: found invalid YAML: mapping values are not allowed in this context
     --> a.yaml:2:15
      |
    2 |   title: Trees: a survey
      |               ^
      |
      = note: expected well-formed YAML 1.2
      = help: put a value that contains `: ` in quotes, or check the indentation

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: \"Trees\n"), @r#"
    error[invalid-yaml]: found invalid YAML: while scanning a quoted scalar, found unexpected end of stream
     --> a.yaml:2:10
      |
    2 |   title: "Trees
      |          ^^^^^^
      |
      = note: expected well-formed YAML 1.2
      = help: close what is open: a quote, a `[` or a `{`

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.yaml", "info:\n\ttitle: Trees\n"), @"
    error[invalid-yaml]: found invalid YAML: tabs disallowed within this context (block indentation)
     --> a.yaml:2:2
      |
    2 |     title: Trees
      |     ^^^^^
      |
      = note: expected well-formed YAML 1.2
      = help: indent with spaces

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: Trees\n version: 1\n"), @"
    error[invalid-yaml]: found invalid YAML: while parsing a block mapping, did not find expected key
     --> a.yaml:3:2
      |
    3 |  version: 1
      |  ^^^^^^^
      |
      = note: expected well-formed YAML 1.2
      = help: check the indentation and the colon of this line and the one before

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "tags: [a, b\ninfo: {}\n"), @"
    error[invalid-yaml]: found invalid YAML: illegal placement of ':' indicator
     --> a.yaml:2:5
      |
    2 | info: {}
      |     ^
      |
      = note: expected well-formed YAML 1.2
      = help: put text that contains characters with a meaning in YAML in quotes

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "name: *star\n"), @"
    error[invalid-yaml]: found invalid YAML: while parsing node, found unknown anchor
     --> a.yaml:1:7
      |
    1 | name: *star
      |       ^^^^^
      |
      = note: expected well-formed YAML 1.2
      = help: define the anchor (`&name`) before the alias (`*name`), or put text that starts with `*` in quotes

    1 error
    ");
    insta::assert_snapshot!(report_text("a.yaml", "pattern: \"\\d+\"\n"), @r#"
    error[invalid-yaml]: found invalid YAML: while parsing a quoted scalar, found unknown escape character
     --> a.yaml:1:10
      |
    1 | pattern: "\d+"
      |          ^^^^^
      |
      = note: expected well-formed YAML 1.2
      = help: use single quotes, where a backslash means itself, or correct the escape

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title Trees\n  version: 1\n"), @"
    error[invalid-yaml]: found invalid YAML: mapping values are not allowed in this context
     --> a.yaml:3:10
      |
    3 |   version: 1
      |          ^
      |
      = note: expected well-formed YAML 1.2
      = help: put a value that contains `: ` in quotes, or check the indentation

    1 error
    ");
}

#[test]
fn broken_json() {
    insta::assert_snapshot!(report_text("a.json", "{\n  \"a\": 1,\n}\n"), @"
    error[invalid-json]: found invalid JSON: trailing comma
     --> a.json:3:1
      |
    3 | }
      | ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: remove the comma in front of the closing bracket

    1 error
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"é\": \"x\", b: 2}"), @r#"
    error[invalid-json]: found invalid JSON: key must be a string
     --> a.json:1:12
      |
    1 | {"é": "x", b: 2}
      |            ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: put the key in double quotes

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": [1, {\"b\": 2}"), @r#"
    error[invalid-json]: found invalid JSON: EOF while parsing a list
     --> a.json:1:18
      |
    1 | {"a": [1, {"b": 2}
      |                  ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: complete the text: it ends before everything is closed

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": 1} {\"b\": 2}"), @r#"
    error[invalid-json]: found invalid JSON: trailing characters
     --> a.json:1:10
      |
    1 | {"a": 1} {"b": 2}
      |          ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: remove what follows the end of the value

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": \"x\ny\"}"), @r#"
    error[invalid-json]: found invalid JSON: control character (\u0000-\u001F) found while parsing a string
     --> a.json:2:1
      |
    2 | y"}
      | ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: write it as an escape, such as `\n`

    1 error
    "#);
    insta::assert_snapshot!(report_text("a.json", "openapi: 3.0.0\n"), @"
    error[invalid-json]: found invalid JSON: expected value
     --> a.json:1:1
      |
    1 | openapi: 3.0.0
      | ^^^^^^^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: correct the syntax here; a file in YAML needs a name that ends in `.yaml`

    1 error
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"a\": 1e999}"), @r#"
    error[invalid-json]: found invalid JSON: number out of range
     --> a.json:1:11
      |
    1 | {"a": 1e999}
      |           ^
      |
      = note: expected well-formed JSON (RFC 8259)
      = help: correct the syntax here; a file in YAML needs a name that ends in `.yaml`

    1 error
    "#);
}
