//! From a service model to a verified overlay.
//!
//! [`make`] projects the model, adds the extensions, aligns the result with the base document,
//! computes the overlay and verifies it: the base document with the overlay applied must equal the
//! projection. [`prove`] compares the base document with the projection of the model that it was
//! converted from.

use std::fmt::Write;
use std::path::Path;

use generator::document::Source;
use serde_json::{Map, Value, json};

use super::super::facts::{Counts, Difference, compare};
use super::super::json::{filtered, items, members, operations_mut, string};
use super::super::yaml;
use super::extensions;
use super::model::Model;
use super::overlay::Overlay;
use super::project::{FIRST_ERROR, project};
use crate::report::{BAD, Failure, GOOD, Report, count};
use crate::repository::Repository;

/// The base document, as text and as value.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) source: Source,
    pub(super) value: Value,
}

/// An overlay and its effect.
#[derive(Debug)]
pub(super) struct Made {
    /// The base document with the overlay applied.
    pub(super) document: Value,
    /// The text of the overlay.
    pub(super) text: String,
    pub(super) actions: usize,
}

impl Base {
    pub(super) fn read(repository: &Repository) -> Result<Self, Failure> {
        let source = yaml::source(repository, &repository.document())?;
        let value = yaml::parse(Path::new(&source.name), source.text.as_bytes())?;
        Ok(Self { source, value })
    }

    /// The document with an overlay applied.
    pub(super) fn with(&self, overlay: &str) -> Result<Value, Failure> {
        let overlay = Source { name: "additions.overlay.yaml".to_owned(), text: overlay.into() };
        Ok(yaml::document(&self.source, &[overlay])?.value)
    }

    /// Rejects the model of another service or version.
    pub(super) fn check_service(&self, model: &Model, name: &Path) -> Result<(), Failure> {
        let metadata = &model.metadata;
        let is_host = |server: &Value| {
            let url = string(server, "url").split_once("://");
            let rest = url.and_then(|(_, host)| host.strip_prefix(&metadata.endpoint_prefix));
            rest.is_some_and(|rest| rest.starts_with('.'))
        };
        let version = string(&self.value["info"], "version");
        if version == metadata.api_version && items(&self.value["servers"]).iter().any(is_host) {
            return Ok(());
        }
        Err(Failure::new(format!(
            "{} describes {}, version {}, and the base document another service or version",
            name.display(),
            metadata.endpoint_prefix,
            metadata.api_version
        ))
        .remedy("give the model of the service that openapi.yaml describes"))
    }
}

/// Computes and verifies the overlay of a model.
pub(super) fn make(base: &Base, model: &Model) -> Result<Made, Failure> {
    let mut target = project(model)?;
    extensions::add(&mut target, model);
    align(&base.value, &mut target);
    let overlay = Overlay::between(&base.value, &target);
    let text = overlay.to_yaml()?;
    let document = base.with(&text)?;
    let left = differences(&document, &target);
    if let Some(first) = left.first() {
        let number = count(left.len(), "difference");
        return Err(Failure::new(format!(
            "the overlay leaves {number} to the model, the first:\n{first}"
        ))
        .remedy(
            "this is a defect of `spec refresh`: see how `refresh/overlay` writes the change",
        ));
    }
    Ok(Made { document, text, actions: overlay.len() })
}

/// Compares the base document with the projection of a model. Extensions and the order of keys are
/// not compared. `name` is the document's name in the report.
pub(super) fn prove(base: &Value, model: &Model, name: &str) -> Result<Report, Failure> {
    let projected = project(model)?;
    let found = differences(base, &projected);
    let mut text = String::new();
    for difference in &found {
        let _ = writeln!(text, "{difference}");
    }
    if found.is_empty() {
        let _ = writeln!(text, "{GOOD}equal{GOOD:#}: {name}");
    } else {
        let number = count(found.len(), "difference");
        let _ = writeln!(text, "{BAD}not equal{BAD:#}, {number}: {name}");
    }
    let compared = Counts::of(&modeled_part(base, &projected));
    let _ = writeln!(text, "  compared: {compared}");
    Ok(Report::new(text, found.is_empty()))
}

/// The differences between a document and a projection, except for the order of keys.
pub(super) fn differences(document: &Value, projected: &Value) -> Vec<Difference> {
    let mut found = compare(projected, &modeled_part(document, projected));
    found.retain(|one| !matches!(one, Difference::Reordered { .. }));
    found
}

/// The part of a document that a model determines: paths, schemas, and the members of `info` that
/// the projection has.
fn modeled_part(document: &Value, projected: &Value) -> Value {
    let in_projection = |key: &str| projected["info"].get(key).is_some();
    let mut part = Map::new();
    part.insert("info".to_owned(), filtered(&document["info"], in_projection).into());
    part.extend(filtered(document, |key| matches!(key, "x-hasEquivalentPaths" | "paths")));
    let schemas = filtered(&document["components"]["schemas"], |_| true);
    part.insert("components".to_owned(), json!({"schemas": schemas}));
    Value::Object(part)
}

/// Gives a projection the base document's order where order has no meaning.
///
/// The converter numbers the errors of each operation, and a list of required members or of enum
/// values is a set. AWS sometimes reorders these. New items come last.
fn align(base: &Value, target: &mut Value) {
    for (path, method, operation) in operations_mut(target) {
        let before = &base["paths"][path][method]["responses"];
        if let (true, Some(Value::Object(responses))) =
            (before.is_object(), operation.get_mut("responses"))
        {
            renumber(before, responses);
        }
    }
    reorder(base, target);
}

/// Gives each error the status that it has in the base document, and new errors the next free status.
fn renumber(base: &Value, responses: &mut Map<String, Value>) {
    let error = |response: &Value| {
        let schema = response.pointer("/content/application~1json/schema/$ref");
        schema.cloned()
    };
    let known = |response: &Value| {
        let expected = error(response)?;
        let mut known = members(base).filter(|(_, other)| error(other).as_ref() == Some(&expected));
        known.next().map(|(status, _)| status.clone())
    };
    let used = members(base).filter_map(|(status, _)| status.parse::<u16>().ok());
    let mut free = used.max().map_or(FIRST_ERROR, |last| FIRST_ERROR.max(last + 1));
    let numbered = std::mem::take(responses).into_iter();
    *responses = numbered
        .map(|(status, response)| {
            if status.parse().is_ok_and(|status: u16| status < FIRST_ERROR) {
                return (status, response);
            }
            let status = known(&response).unwrap_or_else(|| {
                free += 1;
                (free - 1).to_string()
            });
            (status, response)
        })
        .collect();
}

/// Gives lists of strings the order of the base document.
fn reorder(base: &Value, target: &mut Value) {
    match (base, target) {
        (Value::Object(base), Value::Object(target)) => {
            for (key, target) in target {
                if let Some(base) = base.get(key) {
                    reorder(base, target);
                }
            }
        }
        (Value::Array(base), Value::Array(target)) => {
            if base.iter().chain(&*target).all(Value::is_string) {
                let position = |item: &Value| base.iter().position(|other| other == item);
                target.sort_by_key(|item| position(item).unwrap_or(usize::MAX));
            } else {
                for (base, target) in base.iter().zip(target) {
                    reorder(base, target);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: Value, mut target: Value, expected: Value) {
        align(&base, &mut target);
        assert_eq!(target.to_string(), expected.to_string());
    }

    #[test]
    fn lists_of_strings_keep_their_order_and_new_items_come_last() {
        for (base, target, expected) in [
            (json!(["b", "a"]), json!(["a", "b"]), json!(["b", "a"])),
            (json!(["A", "C"]), json!(["A", "B", "C"]), json!(["A", "C", "B"])),
            (json!(["A", "B"]), json!(["B"]), json!(["B"])),
            (json!([["A", "B"]]), json!([["B", "A"]]), json!([["A", "B"]])),
        ] {
            check(json!({"enum": base}), json!({"enum": target}), json!({"enum": expected}));
        }
    }

    #[test]
    fn errors_keep_their_statuses_and_new_errors_get_the_next() {
        let response = |name: &str| json!({"content": {"application/json": {"schema": {"$ref": format!("#/components/schemas/{name}")}}}});
        let document =
            |responses: Value| json!({"paths": {"/a": {"get": {"responses": responses}}}});
        check(
            document(json!({"200": response("Out"), "480": response("A"), "481": response("B")})),
            document(
                json!({"201": response("Out"), "480": response("B"), "481": response("C"), "482": response("A")}),
            ),
            document(
                json!({"201": response("Out"), "481": response("B"), "482": response("C"), "480": response("A")}),
            ),
        );
        let new = document(json!({"200": {}, "480": response("A")}));
        check(json!({"paths": {}}), new.clone(), new);
    }
}
