//! Diagnostics of texts that are not valid YAML or JSON.

use super::*;

#[test]
fn invalid_yaml_is_reported_with_a_remedy() {
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: Trees: a survey\n"), @"
    error[invalid-yaml] a.yaml:2:15
      found invalid YAML: mapping values are not allowed in this context
      expected well-formed YAML 1.2
      help: put a value that contains `: ` in quotes, or check the indentation
    ");
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: \"Trees\n"), @r#"
    error[invalid-yaml] a.yaml:2:10
      found invalid YAML: while scanning a quoted scalar, found unexpected end of stream
      expected well-formed YAML 1.2
      help: close what is open: a quote, a `[` or a `{`
    "#);
    insta::assert_snapshot!(report_text("a.yaml", "info:\n\ttitle: Trees\n"), @"
    error[invalid-yaml] a.yaml:2:2
      found invalid YAML: tabs disallowed within this context (block indentation)
      expected well-formed YAML 1.2
      help: indent with spaces
    ");
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title: Trees\n version: 1\n"), @"
    error[invalid-yaml] a.yaml:3:2
      found invalid YAML: while parsing a block mapping, did not find expected key
      expected well-formed YAML 1.2
      help: check the indentation and the colon of this line and the one before
    ");
    insta::assert_snapshot!(report_text("a.yaml", "tags: [a, b\ninfo: {}\n"), @"
    error[invalid-yaml] a.yaml:2:5
      found invalid YAML: illegal placement of ':' indicator
      expected well-formed YAML 1.2
      help: put text that contains characters with a meaning in YAML in quotes
    ");
    insta::assert_snapshot!(report_text("a.yaml", "name: *star\n"), @"
    error[invalid-yaml] a.yaml:1:7
      found invalid YAML: while parsing node, found unknown anchor
      expected well-formed YAML 1.2
      help: define the anchor (`&name`) before the alias (`*name`), or put text that starts with `*` in quotes
    ");
    insta::assert_snapshot!(report_text("a.yaml", "pattern: \"\\d+\"\n"), @r#"
    error[invalid-yaml] a.yaml:1:10
      found invalid YAML: while parsing a quoted scalar, found unknown escape character
      expected well-formed YAML 1.2
      help: use single quotes, where a backslash means itself, or correct the escape
    "#);
    insta::assert_snapshot!(report_text("a.yaml", "info:\n  title Trees\n  version: 1\n"), @"
    error[invalid-yaml] a.yaml:3:10
      found invalid YAML: mapping values are not allowed in this context
      expected well-formed YAML 1.2
      help: put a value that contains `: ` in quotes, or check the indentation
    ");
}

#[test]
fn invalid_json_is_reported_with_a_remedy() {
    insta::assert_snapshot!(report_text("a.json", "{\n  \"a\": 1,\n}\n"), @"
    error[invalid-json] a.json:3:1
      found invalid JSON: trailing comma
      expected well-formed JSON (RFC 8259)
      help: remove the comma in front of the closing bracket
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"é\": \"x\", b: 2}"), @r#"
    error[invalid-json] a.json:1:12
      found invalid JSON: key must be a string
      expected well-formed JSON (RFC 8259)
      help: put the key in double quotes
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": [1, {\"b\": 2}"), @r#"
    error[invalid-json] a.json:1:18
      found invalid JSON: EOF while parsing a list
      expected well-formed JSON (RFC 8259)
      help: complete the text: it ends before everything is closed
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": 1} {\"b\": 2}"), @r#"
    error[invalid-json] a.json:1:10
      found invalid JSON: trailing characters
      expected well-formed JSON (RFC 8259)
      help: remove what follows the end of the value
    "#);
    insta::assert_snapshot!(report_text("a.json", "{\"a\": \"x\ny\"}"), @r#"
    error[invalid-json] a.json:2:1
      found invalid JSON: control character (\u0000-\u001F) found while parsing a string
      expected well-formed JSON (RFC 8259)
      help: write it as an escape, such as `\n`
    "#);
    insta::assert_snapshot!(report_text("a.json", "openapi: 3.0.0\n"), @"
    error[invalid-json] a.json:1:1
      found invalid JSON: expected value
      expected well-formed JSON (RFC 8259)
      help: correct the syntax here; a file in YAML needs a name that ends in `.yaml`
    ");
    insta::assert_snapshot!(report_text("a.json", "{\"a\": 1e999}"), @r#"
    error[invalid-json] a.json:1:11
      found invalid JSON: number out of range
      expected well-formed JSON (RFC 8259)
      help: correct the syntax here; a file in YAML needs a name that ends in `.yaml`
    "#);
}
