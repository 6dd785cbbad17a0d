//! The whole stage: values, positions and diagnostics.

mod faults;
mod fuzz;
mod syntax;

use serde_json::{Value, json};

use super::*;
use crate::diagnostics::{Diagnostic, render};

pub(super) fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_owned(), text: text.into() }
}

/// The diagnostics of these texts, without excerpts; the first text is the document.
pub(super) fn report(sources: &[Source]) -> String {
    let mut diagnostics = Diagnostics::default();
    let document = load(&sources[0], &sources[1..], &mut diagnostics);
    assert_eq!(document.is_none(), diagnostics.has_errors(), "only an error prevents loading");
    diagnostics.into_vec().iter().map(shown).collect()
}

fn shown(diagnostic: &Diagnostic) -> String {
    let Diagnostic { severity, code, position, found, expected, remedy, .. } = diagnostic;
    let position = position.as_ref().expect("every diagnostic has a position");
    let pointer = diagnostic.pointer.as_ref().filter(|pointer| **pointer != Pointer::root());
    let pointer = pointer.map(|pointer| format!(" at {pointer}")).unwrap_or_default();
    format!(
        "{severity}[{code}] {position}{pointer}\n  found {found}\n  expected {expected}\n  help: {remedy}\n"
    )
}

fn report_text(name: &str, text: &str) -> String {
    report(&[source(name, text)])
}

fn value(name: &str, text: &str) -> Value {
    let mut diagnostics = Diagnostics::default();
    let document = load(&source(name, text), &[], &mut diagnostics);
    assert_eq!(diagnostics.into_vec(), [], "{text}");
    document.map(|document| document.value).unwrap_or_default()
}

#[track_caller]
fn check(name: &str, text: &str, expected: Value) {
    let seen = value(name, text);
    // Compared as a string, because the order of keys counts.
    assert_eq!(seen.to_string(), expected.to_string(), "{text}");
}

#[test]
fn numbers_have_all_their_digits() {
    let digits = "0.9999997615814209";
    for (name, text) in
        [("a.json", format!("{{\"a\": {digits}}}")), ("a.yaml", format!("a: {digits}"))]
    {
        assert_eq!(value(name, &text)["a"].to_string(), digits, "{name}");
    }
}

#[test]
fn yaml_and_json_give_the_same_value() {
    let expected =
        json!({"z": [1, -2, 1.5, true, null, "x"], "a": {"200": "ok", "é": "\u{1f600}"}});
    let compact = expected.to_string();
    let indented = format!("{expected:#}").replace("  ", "\t").replace('\n', "\r\n");
    for (name, text) in [
        ("a.json", compact.as_str()),
        ("a.json", r#"{"z":[1,-2,1.5,true,null,"x"],"a":{"200":"ok","\u00e9":"\ud83d\ude00"}}"#),
        ("a.json", &indented),
        ("a.yaml", &compact),
        ("a.yaml", "z: [1, -2, 1.5, true, null, x]\na:\n  200: ok\n  é: \"\\U0001F600\"\n"),
        ("a.yaml", "z:\n- 1\n- -2\n- 1.5\n- true\n-\n- 'x'\na: {200: ok, é: 😀}\n"),
        ("a.yaml", "\u{feff}z: [1, -2, 1.5, true, ~, x]\r\na:\r\n  '200': ok\r\n  é: 😀\r\n"),
    ] {
        check(name, text, expected.clone());
    }
}

#[test]
fn the_format_is_that_of_the_name_or_of_the_first_character() {
    check("-", " {\"a\": \"\\/\\ud83d\\ude00\"}", json!({"a": "/\u{1f600}"}));
    check("-", "a: {b: 1}", json!({"a": {"b": 1}}));
    check("a.yml", "{a: b}", json!({"a": "b"}));
}

#[test]
fn yaml_may_have_anchors_tags_blocks_and_scalar_keys() {
    check("a.yaml", "a: &x {b: 1}\nc: [*x, *x]", json!({"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}));
    check("a.yaml", "&k a: 1\nb: *k", json!({"a": 1, "b": "a"}));
    check("a.yaml", "? &k a\n: 1\nb: {*k : 2}", json!({"a": 1, "b": {"a": 2}}));
    check(
        "a.yaml",
        "--- # one\na: |\n  x\n  y\nb: >-\n  x\n  y\n...\n",
        json!({"a": "x\ny\n", "b": "x y"}),
    );
    check(
        "a.yaml",
        "a: !!str 1\nb: !!int '2'\nc: ! 3\nd: !!map {}\ne: !!seq []",
        json!({"a": "1", "b": 2, "c": "3", "d": {}, "e": []}),
    );
    check("a.yaml", "1.5: a\ntrue: b\nnull: c\n", json!({"1.5": "a", "true": "b", "null": "c"}));
    check("a.yaml", "'<<': {a: 1}\nb: 2", json!({"<<": {"a": 1}, "b": 2}));
}

/// `positions` lists pointers with `file:line:column` of each.
#[track_caller]
fn check_positions(sources: &[(&str, &str)], positions: &[(&str, &str)]) {
    let sources: Vec<Source> = sources.iter().map(|(name, text)| source(name, text)).collect();
    let mut diagnostics = Diagnostics::default();
    let document = load(&sources[0], &sources[1..], &mut diagnostics).unwrap();
    for (pointer, expected) in positions {
        let pointer = Pointer::parse(pointer).unwrap();
        assert_eq!(
            document.sources.position(&pointer).unwrap().to_string(),
            *expected,
            "{pointer}"
        );
    }
}

#[test]
fn yaml_values_have_positions() {
    let text = "# c\nopenapi: 3.0.0\npaths:\n  /a/b:\n    200: [x, {y: z}]\n    é: {k: \"v\", \"q~\": 1}\nlist:\n  - a: 1\n    b: 2\n  -\n    - c\n";
    check_positions(
        &[("a.yaml", text)],
        &[
            ("#", "a.yaml:2:1"),
            ("#/openapi", "a.yaml:2:1"),
            ("#/paths/~1a~1b", "a.yaml:4:3"),
            ("#/paths/~1a~1b/200", "a.yaml:5:5"),
            ("#/paths/~1a~1b/200/1", "a.yaml:5:14"),
            ("#/paths/~1a~1b/200/1/y", "a.yaml:5:15"),
            ("#/paths/~1a~1b/é/q~0", "a.yaml:6:17"),
            ("#/list/0/b", "a.yaml:9:5"),
            ("#/list/1/0", "a.yaml:11:7"),
            ("#/paths/~1a~1b/absent/below", "a.yaml:4:3"),
            ("#/absent", "a.yaml:2:1"),
        ],
    );
    // The values of an alias have its position.
    check_positions(
        &[("a.yaml", "a: &x {b: 1}\nc: *x\nd: 1\n")],
        &[("#/c/b", "a.yaml:2:1"), ("#/d", "a.yaml:3:1")],
    );
}

#[test]
fn json_values_have_positions() {
    let text = "{\n\t\"a\\n\\\"\": \"é\\\"\", \"b\": [1, {\"c\\/d\" : -1.5e3},[true]],\r\n\"é\":null, \"😀\": {}}";
    check_positions(
        &[("a.json", text)],
        &[
            ("#", "a.json:1:1"),
            ("#/a\n\"", "a.json:2:2"),
            ("#/b", "a.json:2:18"),
            ("#/b/0", "a.json:2:24"),
            ("#/b/1", "a.json:2:27"),
            ("#/b/1/c~1d", "a.json:2:28"),
            ("#/b/2/0", "a.json:2:46"),
            ("#/é", "a.json:3:1"),
            ("#/😀", "a.json:3:11"),
        ],
    );
    let indented = "\u{feff}\r\n \t{\"a\": 1}";
    check_positions(&[("a.json", indented)], &[("#", "a.json:2:3"), ("#/a", "a.json:2:4")]);
}

#[test]
fn changed_values_have_positions_in_their_overlay() {
    let base =
        "info: {title: a}\nlist:\n- {n: 0}\n- {n: 1}\n- {n: 2}\ndeep:\n  tags: [x]\n  old: 1\n";
    let first = "overlay: 1.0.0\ninfo: {title: t, version: v}\nactions:\n- target: $.info\n  update:\n    title: b\n    contact:\n      name: me\n- target: $.list[1]\n  remove: true\n- target: $.list\n  update:\n    n: 3\n- target: $\n  update:\n    deep:\n      tags:\n        - y\n        - z\n";
    let second = "overlay: 1.0.0\ninfo: {title: t, version: v}\nactions:\n- target: $.list[?@.n == 0]\n  remove: true\n- target: $.list[?@.n == 3]\n  update:\n    m: 4\n- target: $.deep\n  remove: true\n- target: $\n  update: {deep: {new: 1}}\n";
    check_positions(
        &[("a.yaml", base), ("1.yaml", first)],
        &[
            ("#/info", "a.yaml:1:1"),
            ("#/info/title", "1.yaml:6:5"),
            ("#/info/contact/name", "1.yaml:8:7"),
            ("#/list/0", "a.yaml:3:3"),
            ("#/list/1", "a.yaml:5:3"),
            ("#/list/1/n", "a.yaml:5:4"),
            ("#/list/2", "1.yaml:12:3"),
            ("#/list/2/n", "1.yaml:13:5"),
            ("#/deep/tags", "a.yaml:7:3"),
            ("#/deep/tags/0", "a.yaml:7:10"),
            ("#/deep/tags/2", "1.yaml:19:11"),
            ("#/deep/old", "a.yaml:8:3"),
        ],
    );
    check_positions(
        &[("a.yaml", base), ("1.yaml", first), ("2.yaml", second)],
        &[
            ("#/list/0", "a.yaml:5:3"),
            ("#/list/1/n", "1.yaml:13:5"),
            ("#/list/1/m", "2.yaml:8:5"),
            ("#/deep", "2.yaml:12:12"),
            ("#/deep/new", "2.yaml:12:19"),
            ("#/deep/old", "2.yaml:12:12"),
        ],
    );
}
