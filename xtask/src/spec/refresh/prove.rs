//! The proof of the projection: the base document, and what the model of its own day gives.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::super::facts::{Counts, Difference, compare};
use super::model::Model;
use super::project::project;
use crate::report::{BAD, Failure, GOOD, Report, Status, count};

/// Compares the document with the model, fact by fact, marks left out. The order of keys is no fact.
pub(super) fn prove(base: &Value, model: &Model, shown: &str) -> Result<Report, Failure> {
    let projected = project(model)?;
    let found = differences(base, &projected);
    let compared = Counts::of(&part(base, &projected));
    let mut text = String::new();
    for difference in &found {
        let _ = writeln!(text, "{difference}");
    }
    let status = if found.is_empty() {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#}: {shown}");
        Status::Clean
    } else {
        let _ = writeln!(
            text,
            "{BAD}not equal{BAD:#}, {}: {shown}",
            count(found.len(), "difference")
        );
        Status::Drift
    };
    let _ = writeln!(text, "  compared: {compared}");
    Ok(Report {
        text,
        status,
        warnings: String::new(),
    })
}

/// In what a document differs from a projection.
pub(super) fn differences(base: &Value, projected: &Value) -> Vec<Difference> {
    let mut found = compare(projected, &part(base, projected));
    found.retain(|one| !matches!(one, Difference::Reordered { .. }));
    found
}

/// The part of a document that follows from a model: paths, schemas, and of the service as a whole
/// what the projection speaks of.
fn part(document: &Value, projected: &Value) -> Value {
    let mut part = Map::new();
    let info = document.get("info").and_then(Value::as_object);
    let info = info.into_iter().flatten();
    let info = info.filter(|(key, _)| projected["info"].get(*key).is_some());
    let info = info.map(|(key, value)| (key.clone(), value.clone()));
    part.insert("info".to_owned(), info.collect());
    for key in ["x-hasEquivalentPaths", "paths"] {
        part.extend(
            document
                .get(key)
                .map(|value| (key.to_owned(), value.clone())),
        );
    }
    let schemas = document
        .pointer("/components/schemas")
        .cloned()
        .unwrap_or_else(|| json!({}));
    part.insert("components".to_owned(), json!({"schemas": schemas}));
    Value::Object(part)
}
