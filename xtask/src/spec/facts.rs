//! Counts the facts of a document and compares two documents fact by fact.
//!
//! A fact is a key or a value that contains no other.

use std::fmt;

use generator::pointer::Pointer;
use serde_json::{Map, Value};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::json::{members, operations};
use crate::report::{BAD, count};

/// The size of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) operations: usize,
    pub(crate) schemas: usize,
    pub(crate) facts: usize,
}

impl Counts {
    /// Counts the operations of all paths, the schemas of the components, and every fact.
    pub(crate) fn of(document: &Value) -> Self {
        Self {
            operations: operations(document).count(),
            schemas: members(&document["components"]["schemas"]).count(),
            facts: facts(document),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operations, schemas, facts } = *self;
        let (operations, schemas) = (count(operations, "operation"), count(schemas, "schema"));
        write!(f, "{operations}, {schemas}, {}", count(facts, "fact"))
    }
}

fn facts(value: &Value) -> usize {
    match value {
        Value::Array(items) if !items.is_empty() => items.iter().map(facts).sum(),
        Value::Object(map) if !map.is_empty() => map.values().map(|value| 1 + facts(value)).sum(),
        _ => 1,
    }
}

/// A difference between the committed document and the original.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Difference {
    /// The values differ.
    Changed { at: Pointer, original: Value, committed: Value },
    /// Only the original contains the value. An item of a list has its index there.
    Lost { at: Pointer, original: Value },
    /// Only the committed document contains the value.
    Added { at: Pointer, committed: Value },
    /// The keys are in another order.
    Reordered { at: Pointer, original: Vec<String>, committed: Vec<String> },
    /// The committed document contains prose.
    Prose { at: Pointer, text: String },
}

impl Difference {
    /// The value that differs.
    pub(super) fn at(&self) -> &Pointer {
        match self {
            Self::Changed { at, .. }
            | Self::Lost { at, .. }
            | Self::Added { at, .. }
            | Self::Reordered { at, .. }
            | Self::Prose { at, .. } => at,
        }
    }

    /// Its name, and the two values.
    fn describe(&self) -> (&'static str, Option<String>, Option<String>) {
        match self {
            Self::Changed { original, committed, .. } => {
                ("changed", Some(short(original)), Some(short(committed)))
            }
            Self::Lost { original, .. } => ("lost", Some(short(original)), None),
            Self::Added { committed, .. } => ("added", None, Some(short(committed))),
            Self::Reordered { original, committed, .. } => {
                ("reordered", Some(original.join(", ")), Some(committed.join(", ")))
            }
            Self::Prose { text, .. } => ("prose", None, Some(clip(text))),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, original, committed) = self.describe();
        write!(f, "{BAD}{name}{BAD:#}{:1$}{at}", "", 11 - name.len(), at = self.at())?;
        if let Some(original) = original {
            write!(f, "\n  original:  {original}")?;
        }
        if let Some(committed) = committed {
            write!(f, "\n  committed: {committed}")?;
        }
        Ok(())
    }
}

/// All differences, in the order of the original.
pub(crate) fn compare(original: &Value, committed: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare_at(&Pointer::root(), original, committed, &mut found);
    found
}

fn compare_at(at: &Pointer, original: &Value, committed: &Value, found: &mut Vec<Difference>) {
    match (original, committed) {
        (Value::Object(original), Value::Object(committed)) => {
            compare_objects(at, original, committed, found);
        }
        (Value::Array(original), Value::Array(committed)) => {
            compare_lists(at, original, committed, found);
        }
        _ if original == committed => {}
        _ => found.push(Difference::Changed {
            at: at.clone(),
            original: original.clone(),
            committed: committed.clone(),
        }),
    }
}

type Object = Map<String, Value>;

fn compare_objects(
    at: &Pointer,
    original: &Object,
    committed: &Object,
    found: &mut Vec<Difference>,
) {
    for (key, value) in original {
        match committed.get(key) {
            Some(other) => compare_at(&at.child(key), value, other, found),
            None => found.push(Difference::Lost { at: at.child(key), original: value.clone() }),
        }
    }
    for (key, value) in committed.iter().filter(|(key, _)| !original.contains_key(*key)) {
        found.push(Difference::Added { at: at.child(key), committed: value.clone() });
    }
    let shared = |of: &Object, other: &Object| -> Vec<String> {
        of.keys().filter(|key| other.contains_key(*key)).cloned().collect()
    };
    let (original, committed) = (shared(original, committed), shared(committed, original));
    if original != committed {
        found.push(Difference::Reordered { at: at.clone(), original, committed });
    }
}

/// Aligns the items first, so that one lost item is one difference.
fn compare_lists(
    at: &Pointer,
    original: &[Value],
    committed: &[Value],
    found: &mut Vec<Difference>,
) {
    // As strings, because objects with keys in another order must not be equal.
    let strings = |items: &[Value]| items.iter().map(Value::to_string).collect::<Vec<_>>();
    for step in capture_diff_slices(Algorithm::Myers, &strings(original), &strings(committed)) {
        let (before, after) = (step.old_range(), step.new_range());
        if matches!(step, DiffOp::Equal { .. }) {
            continue;
        }
        let pairs = before.len().min(after.len());
        for (old, new) in before.clone().zip(after.clone()) {
            compare_at(&at.child(old), &original[old], &committed[new], found);
        }
        for old in before.skip(pairs) {
            found.push(Difference::Lost { at: at.child(old), original: original[old].clone() });
        }
        for new in after.skip(pairs) {
            found.push(Difference::Added { at: at.child(new), committed: committed[new].clone() });
        }
    }
}

fn short(value: &Value) -> String {
    clip(&value.to_string())
}

/// At most 100 characters, in one line.
fn clip(text: &str) -> String {
    const WIDTH: usize = 100;
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{} …", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(original: Value, committed: Value, expected: &[&str]) {
        let seen = compare(&original, &committed);
        let seen: Vec<_> = seen
            .iter()
            .map(|difference| anstream::adapter::strip_str(&difference.to_string()).to_string())
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn each_difference_has_a_pointer() {
        let document = json!({"a": [1, {"b": null}], "c": {}});
        check(document.clone(), document, &[]);
        check(
            json!({"a/b": {"max": 1}}),
            json!({"a/b": {"max": 2}}),
            &["changed #/a~1b/max original: 1 committed: 2"],
        );
        check(json!({"a": {"b": 1, "c": 2}}), json!({"a": {"c": 2}}), &["lost #/a/b original: 1"]);
        check(json!({"a": {}}), json!({"a": {"b": [1]}}), &["added #/a/b committed: [1]"]);
        check(json!({"a": 1}), json!({"a": "1"}), &[r#"changed #/a original: 1 committed: "1""#]);
        check(
            json!({"a": 1, "b": 2}),
            json!({"b": 2, "a": 1}),
            &["reordered # original: a, b committed: b, a"],
        );
        check(json!(["a", "b", "c"]), json!(["b", "c"]), &[r#"lost #/0 original: "a""#]);
        check(json!(["a", "c"]), json!(["a", "b", "c"]), &[r#"added #/1 committed: "b""#]);
        check(
            json!([{"n": 1}, {"n": 2}]),
            json!([{"n": 1}, {"n": 3}]),
            &["changed #/1/n original: 2 committed: 3"],
        );
        check(
            json!([{"a": 1, "b": 2}]),
            json!([{"b": 2, "a": 1}]),
            &["reordered #/0 original: a, b committed: b, a"],
        );
        let long = "x".repeat(300);
        check(
            json!({}),
            json!({"a": long}),
            &[&format!("added #/a committed: \"{} …", "x".repeat(99))],
        );
    }

    #[test]
    fn counts_operations_schemas_and_facts() {
        let document = json!({"paths": {"/a": {"parameters": [], "get": {}, "post": {"tags": ["x", "y"]}}}, "components": {"schemas": {"A": {}}}});
        // Nine keys, and five values that contain no other: [], {}, "x", "y", {}.
        assert_eq!(Counts::of(&document), Counts { operations: 2, schemas: 1, facts: 14 });
        assert_eq!(Counts::of(&document).to_string(), "2 operations, 1 schema, 14 facts");
    }
}
