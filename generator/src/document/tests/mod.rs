//! The stage as a whole: values, places, and what people read when something is wrong.

mod faults;
mod fuzz;
mod places;
mod syntax;

use serde_json::{Value, json};

use super::*;
use crate::diagnostics::render;

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        text: text.to_owned(),
    }
}

/// What people read when these texts are loaded: the first is the document.
fn report(sources: &[(&str, &str)]) -> String {
    let sources: Vec<Source> = sources
        .iter()
        .map(|(name, text)| source(name, text))
        .collect();
    let mut diagnostics = Diagnostics::default();
    let document = load(&sources[0], &sources[1..], &mut diagnostics);
    assert_eq!(
        document.is_none(),
        diagnostics.has_errors(),
        "an error, and only one, forbids"
    );
    render(
        &diagnostics.into_vec(),
        &sources.iter().collect::<Vec<_>>(),
        false,
    )
}

fn report_text(name: &str, text: &str) -> String {
    report(&[(name, text)])
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
fn yaml_and_json_give_the_same_value() {
    let expected =
        json!({"z": [1, -2, 1.5, true, null, "x"], "a": {"200": "ok", "é": "\u{1f600}"}});
    check("a.json", &expected.to_string(), expected.clone());
    check(
        "a.json",
        "{\"z\":[1,-2,1.5,true,null,\"x\"],\"a\":{\"200\":\"ok\",\"\\u00e9\":\"\\ud83d\\ude00\"}}",
        expected.clone(),
    );
    check(
        "a.json",
        &format!("{expected:#}")
            .replace("  ", "\t")
            .replace('\n', "\r\n"),
        expected.clone(),
    );
    check("a.yaml", &expected.to_string(), expected.clone());
    check(
        "a.yaml",
        "z: [1, -2, 1.5, true, null, x]\na:\n  200: ok\n  é: \"\\U0001F600\"\n",
        expected.clone(),
    );
    check(
        "a.yaml",
        "z:\n- 1\n- -2\n- 1.5\n- true\n-\n- 'x'\na: {200: ok, é: 😀}\n",
        expected.clone(),
    );
    check(
        "a.yaml",
        "\u{feff}z: [1, -2, 1.5, true, ~, x]\r\na:\r\n  '200': ok\r\n  é: 😀\r\n",
        expected,
    );
}

#[test]
fn the_name_or_else_the_first_character_tells_the_format() {
    check(
        "-",
        " {\"a\": \"\\/\\ud83d\\ude00\"}",
        json!({"a": "/\u{1f600}"}),
    );
    check("-", "a: {b: 1}", json!({"a": {"b": 1}}));
    check("a.yml", "{a: b}", json!({"a": "b"}));
}

#[test]
fn yaml_beyond_json() {
    check(
        "a.yaml",
        "a: &x {b: 1}\nc: [*x, *x]",
        json!({"a": {"b": 1}, "c": [{"b": 1}, {"b": 1}]}),
    );
    check("a.yaml", "&k a: 1\nb: *k", json!({"a": 1, "b": "a"}));
    check(
        "a.yaml",
        "? &k a\n: 1\nb: {*k : 2}",
        json!({"a": 1, "b": {"a": 2}}),
    );
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
    check(
        "a.yaml",
        "1.5: a\ntrue: b\nnull: c\n",
        json!({"1.5": "a", "true": "b", "null": "c"}),
    );
    check(
        "a.yaml",
        "'<<': {a: 1}\nb: 2",
        json!({"<<": {"a": 1}, "b": 2}),
    );
}
