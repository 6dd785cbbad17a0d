//! Counts the facts of a document and compares two documents fact by fact.
//!
//! A fact is a key or a value that holds no other. Knows JSON values only.

use std::fmt;

use generator::document::Pointer;
use serde_json::{Map, Value};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::report::{BAD, count};

/// The keys of a path that are operations.
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// How much there is in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) operations: usize,
    pub(crate) schemas: usize,
    pub(crate) facts: usize,
}

impl Counts {
    /// Counts the operations of all paths, the schemas of the components, and every fact.
    pub(crate) fn of(document: &Value) -> Self {
        let paths = document.get("paths").and_then(Value::as_object);
        let items = paths
            .into_iter()
            .flat_map(Map::values)
            .filter_map(Value::as_object);
        let operations = items
            .flat_map(Map::keys)
            .filter(|key| METHODS.contains(&key.as_str()));
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        Self {
            operations: operations.count(),
            schemas: schemas.map_or(0, Map::len),
            facts: facts(document),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            operations,
            schemas,
            facts,
        } = *self;
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

/// One way in which the committed document differs from the original.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Difference {
    /// Another value stands in the same place.
    Changed {
        at: Pointer,
        original: Value,
        committed: Value,
    },
    /// Only the original has it. An item of a list is named by its place there.
    Lost { at: Pointer, original: Value },
    /// Only the committed document has it.
    Added { at: Pointer, committed: Value },
    /// The keys are the same in another order.
    Reordered {
        at: Pointer,
        original: Vec<String>,
        committed: Vec<String>,
    },
    /// The committed document holds a text that is no fact.
    Prose { at: Pointer, text: String },
    /// The values are equal but the text is not what an import writes: its comments or its form.
    Form {
        line: usize,
        written: String,
        committed: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed {
                at,
                original,
                committed,
            } => {
                let (original, committed) = (short(original), short(committed));
                write!(
                    f,
                    "{BAD}changed{BAD:#}    {at}\n  original:  {original}\n  committed: {committed}"
                )
            }
            Self::Lost { at, original } => {
                write!(
                    f,
                    "{BAD}lost{BAD:#}       {at}\n  original:  {}",
                    short(original)
                )
            }
            Self::Added { at, committed } => {
                write!(
                    f,
                    "{BAD}added{BAD:#}      {at}\n  committed: {}",
                    short(committed)
                )
            }
            Self::Reordered {
                at,
                original,
                committed,
            } => {
                let (original, committed) = (original.join(", "), committed.join(", "));
                write!(
                    f,
                    "{BAD}reordered{BAD:#}  {at}\n  original:  {original}\n  committed: {committed}"
                )
            }
            Self::Prose { at, text } => {
                write!(
                    f,
                    "{BAD}prose{BAD:#}      {at}\n  committed: {}",
                    clip(text)
                )
            }
            Self::Form {
                line,
                written,
                committed,
            } => {
                let (written, committed) = (clip(written), clip(committed));
                write!(
                    f,
                    "{BAD}form{BAD:#}       line {line}\n  import writes: {written}\n  committed:     {committed}"
                )
            }
        }
    }
}

/// Everything in which `committed` differs from `original`, in the order of the original.
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
            None => found.push(Difference::Lost {
                at: at.child(key),
                original: value.clone(),
            }),
        }
    }
    for (key, value) in committed
        .iter()
        .filter(|(key, _)| !original.contains_key(*key))
    {
        found.push(Difference::Added {
            at: at.child(key),
            committed: value.clone(),
        });
    }
    let shared = |of: &Object, other: &Object| -> Vec<String> {
        of.keys()
            .filter(|key| other.contains_key(*key))
            .cloned()
            .collect()
    };
    let (original, committed) = (shared(original, committed), shared(committed, original));
    if original != committed {
        found.push(Difference::Reordered {
            at: at.clone(),
            original,
            committed,
        });
    }
}

/// Aligns the items first, so that one lost item is one difference and not a shift of all that follow.
fn compare_lists(
    at: &Pointer,
    original: &[Value],
    committed: &[Value],
    found: &mut Vec<Difference>,
) {
    // As texts, because equal objects with keys in another order must not count as equal items.
    let texts = |items: &[Value]| items.iter().map(Value::to_string).collect::<Vec<_>>();
    for step in capture_diff_slices(Algorithm::Myers, &texts(original), &texts(committed)) {
        let (before, after) = (step.old_range(), step.new_range());
        if matches!(step, DiffOp::Equal { .. }) {
            continue;
        }
        let pairs = before.len().min(after.len());
        for (old, new) in before.clone().zip(after.clone()) {
            compare_at(&at.child(old), &original[old], &committed[new], found);
        }
        for old in before.skip(pairs) {
            found.push(Difference::Lost {
                at: at.child(old),
                original: original[old].clone(),
            });
        }
        for new in after.skip(pairs) {
            found.push(Difference::Added {
                at: at.child(new),
                committed: committed[new].clone(),
            });
        }
    }
}

fn short(value: &Value) -> String {
    clip(&value.to_string())
}

/// At most 100 characters of one line.
fn clip(text: &str) -> String {
    const WIDTH: usize = 100;
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
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
    fn equal_documents_have_no_difference() {
        let document = json!({"a": [1, {"b": null}], "c": {}});
        check(document.clone(), document, &[]);
    }

    #[test]
    fn each_difference_names_its_place() {
        check(
            json!({"a/b": {"max": 1}}),
            json!({"a/b": {"max": 2}}),
            &["changed #/a~1b/max original: 1 committed: 2"],
        );
        check(
            json!({"a": {"b": 1, "c": 2}}),
            json!({"a": {"c": 2}}),
            &["lost #/a/b original: 1"],
        );
        check(
            json!({"a": {}}),
            json!({"a": {"b": [1]}}),
            &["added #/a/b committed: [1]"],
        );
        check(
            json!({"a": 1}),
            json!({"a": "1"}),
            &[r#"changed #/a original: 1 committed: "1""#],
        );
        check(
            json!({"a": 1, "b": 2}),
            json!({"b": 2, "a": 1}),
            &["reordered # original: a, b committed: b, a"],
        );
    }

    #[test]
    fn one_lost_item_is_one_difference() {
        check(
            json!(["a", "b", "c"]),
            json!(["b", "c"]),
            &[r#"lost #/0 original: "a""#],
        );
        check(
            json!(["a", "c"]),
            json!(["a", "b", "c"]),
            &[r#"added #/1 committed: "b""#],
        );
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
    }

    #[test]
    fn long_values_are_clipped() {
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
        // Nine keys, and five values that hold no other: [], {}, "x", "y", {}.
        assert_eq!(
            Counts::of(&document),
            Counts {
                operations: 2,
                schemas: 1,
                facts: 14
            }
        );
        assert_eq!(
            Counts::of(&document).to_string(),
            "2 operations, 1 schema, 14 facts"
        );
    }
}
