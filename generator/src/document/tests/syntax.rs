//! Diagnostics of texts that are not valid YAML or JSON.

use super::*;

/// A text, the position of its problem, what is found there, and the remedy.
type Row = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const INVALID_YAML: &[Row] = &[
    ("info:\n  title: Trees: a survey\n", "2:15", "mapping values are not allowed in this context", "put a value that contains `: ` in quotes, or check the indentation"),
    ("info:\n  title: \"Trees\n", "2:10", "while scanning a quoted scalar, found unexpected end of stream", "close what is open: a quote, a `[` or a `{`"),
    ("info:\n\ttitle: Trees\n", "2:2", "tabs disallowed within this context (block indentation)", "indent with spaces"),
    ("info:\n  title: Trees\n version: 1\n", "3:2", "while parsing a block mapping, did not find expected key", "check the indentation and the colon of this line and the one before"),
    ("tags: [a, b\ninfo: {}\n", "2:5", "illegal placement of ':' indicator", "put text that contains characters with a meaning in YAML in quotes"),
    ("name: *star\n", "1:7", "while parsing node, found unknown anchor", "define the anchor (`&name`) before the alias (`*name`), or put text that starts with `*` in quotes"),
    ("pattern: \"\\d+\"\n", "1:10", "while parsing a quoted scalar, found unknown escape character", "use single quotes, where a backslash means itself, or correct the escape"),
    ("info:\n  title Trees\n  version: 1\n", "3:10", "mapping values are not allowed in this context", "put a value that contains `: ` in quotes, or check the indentation"),
];

#[rustfmt::skip]
const INVALID_JSON: &[Row] = &[
    ("{\n  \"a\": 1,\n}\n", "3:1", "trailing comma", "remove the comma in front of the closing bracket"),
    ("{\"é\": \"x\", b: 2}", "1:12", "key must be a string", "put the key in double quotes"),
    ("{\"a\": [1, {\"b\": 2}", "1:18", "EOF while parsing a list", "complete the text: it ends before everything is closed"),
    ("{\"a\": 1} {\"b\": 2}", "1:10", "trailing characters", "remove what follows the end of the value"),
    ("{\"a\": \"x\ny\"}", "2:1", "control character (\\u0000-\\u001F) found while parsing a string", "write it as an escape, such as `\\n`"),
    ("openapi: 3.0.0\n", "1:1", "expected value", "correct the syntax here; a file in YAML needs a name that ends in `.yaml`"),
    ("{\"a\": 1e999}", "1:11", "number out of range", "correct the syntax here; a file in YAML needs a name that ends in `.yaml`"),
];

#[test]
fn invalid_syntax_is_reported_with_a_remedy() {
    for (rows, name, code, format, standard) in [
        (INVALID_YAML, "a.yaml", "invalid-yaml", "YAML", "YAML 1.2"),
        (INVALID_JSON, "a.json", "invalid-json", "JSON", "JSON (RFC 8259)"),
    ] {
        for (text, position, found, remedy) in rows {
            let expected = format!(
                "error[{code}] {name}:{position}\n  found invalid {format}: {found}\n  \
                 expected well-formed {standard}\n  help: {remedy}\n"
            );
            assert_eq!(report_text(name, text), expected, "{text}");
        }
    }
}
