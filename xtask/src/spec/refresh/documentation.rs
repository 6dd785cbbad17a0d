//! The effect of a refresh on the hand-written overlays: which of their actions no longer match, and
//! which items have no description yet.
//!
//! When AWS removes an operation, the actions that describe it have no target any more. They must be
//! corrected by hand, but only the refresh reveals which they are; so [`complete`] reports them and
//! applies the others.

use std::collections::BTreeSet;
use std::path::Path;

use generator::diagnostics::{Diagnostic, Diagnostics, Severity, render};
use generator::document::{Source, load};
use serde_json::{Map, Value, json};

use super::super::json::{items, members, operations, string};
use super::super::yaml;
use crate::report::Failure;
use crate::repository::Repository;

/// The refreshed document with the hand-written overlays.
#[derive(Debug)]
pub(super) struct Completed {
    pub(super) document: Value,
    /// The number of actions that do not match and were left out.
    pub(super) unmatched: usize,
    /// Their diagnostics, rendered.
    pub(super) diagnostics: String,
}

/// Applies the hand-written overlays, without the actions that do not match.
///
/// # Errors
///
/// If an overlay has any other error.
pub(super) fn complete(repository: &Repository, refreshed: &Value) -> Result<Completed, Failure> {
    let document =
        Source { name: "the refreshed document".to_owned(), text: refreshed.to_string().into() };
    let paths = repository.later_overlays().into_iter();
    let sources = paths.map(|path| yaml::source(repository, &path));
    let mut overlays = sources.collect::<Result<Vec<_>, _>>()?;
    let originals = overlays.clone();
    let (mut unmatched, mut first_diagnostics) = (0, String::new());
    loop {
        let mut diagnostics = Diagnostics::default();
        if let Some(document) = load(&document, &overlays, &mut diagnostics) {
            return Ok(Completed {
                document: document.value,
                unmatched,
                diagnostics: first_diagnostics,
            });
        }
        let found = diagnostics.into_vec();
        let rendered = render(&found, &originals.iter().collect::<Vec<_>>(), true);
        let disabled = disable(&found, &mut overlays)?;
        if disabled == 0 {
            return Err(Failure::rendered(rendered));
        }
        unmatched += disabled;
        // Later rounds only find actions that depended on a disabled one.
        if first_diagnostics.is_empty() {
            first_diagnostics = rendered;
        }
    }
}

/// Replaces each action that has an error with an action without effect, so that the others keep
/// their indexes. Returns the number of these actions.
fn disable(found: &[Diagnostic], overlays: &mut [Source]) -> Result<usize, Failure> {
    let mut number = 0;
    for overlay in overlays {
        let errors = found.iter().filter(|one| {
            let file = one.position.as_ref().map(|position| &position.file);
            one.severity == Severity::Error && file == Some(&overlay.name)
        });
        let actions: BTreeSet<usize> = errors.filter_map(action_index).collect();
        if actions.is_empty() {
            continue;
        }
        let mut value = yaml::parse(Path::new(&overlay.name), overlay.text.as_bytes())?;
        for index in actions {
            if let Some(action) = value.pointer_mut(&format!("/actions/{index}")) {
                *action = json!({"target": "$", "update": {}});
                number += 1;
            }
        }
        overlay.text = value.to_string().into();
    }
    Ok(number)
}

/// The index of the action that an error is about.
fn action_index(error: &Diagnostic) -> Option<usize> {
    let mut tokens = error.pointer.as_ref()?.tokens();
    tokens.next().filter(|token| token == "actions")?;
    tokens.next()?.parse().ok()
}

/// The items without a description, such as `Stage`, `Stage.arn` or `EventName JOINED`.
///
/// These are operations, parameters, structures, enums and their values, and members. Lists, maps and
/// strings have no documentation in the SDK, and neither have the members of errors or members that
/// are bound to response headers.
pub(super) fn undocumented(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (_, _, operation) in operations(document) {
        let name = string(operation, "operationId");
        found.extend(lacks_description(operation).then(|| name.to_owned()));
        let parameters = items(&operation["parameters"]).iter();
        let parameters =
            parameters.filter(|one| lacks_description(one) && one.get("$ref").is_none());
        found.extend(parameters.map(|one| format!("{name}.{}", string(one, "name"))));
    }
    for (name, schema) in members(&document["components"]["schemas"]) {
        let is_error =
            schema.get("x-error").is_some() || schema.as_object().is_some_and(Map::is_empty);
        let (properties, values) = (&schema["properties"], &schema["enum"]);
        if lacks_description(schema) && (is_error || properties.is_object() || values.is_array()) {
            found.push(name.clone());
        }
        let properties = members(properties).filter(|(_, member)| {
            !is_error && lacks_description(member) && member.get("x-header").is_none()
        });
        found.extend(properties.map(|(member, _)| format!("{name}.{member}")));
        let values = items(values).iter().filter_map(Value::as_str);
        let values = values.filter(|value| schema["x-enumDescriptions"].get(value).is_none());
        found.extend(values.map(|value| format!("{name} {value}")));
    }
    found
}

/// Whether an item has no description; that of a member may be in its `allOf`.
fn lacks_description(value: &Value) -> bool {
    let is_empty = |value: &Value| string(value, "description").is_empty();
    is_empty(value) && items(&value["allOf"]).iter().all(is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_without_a_description_are_listed() {
        let document = json!({
            "paths": {"/a": {"parameters": [{"$ref": "#"}], "get": {"operationId": "GetA", "parameters": [
                {"name": "id", "in": "path"}, {"name": "maxResults", "description": "Pagination limit"}]}}},
            "components": {"schemas": {
                "A": {"type": "object", "description": "An A.", "properties": {
                    "x": {"allOf": [{"$ref": "#"}]}, "y": {"description": "Y.", "allOf": []},
                    "z": {"allOf": [{"$ref": "#"}, {"description": "Z."}]}, "h": {"x-header": "H"}}},
                "B": {"enum": ["ONE", "TWO"], "x-enumDescriptions": {"ONE": "1"}},
                "C": {"type": "string"},
                "D": {"x-error": {}, "properties": {"message": {}}},
            }},
        });
        assert_eq!(undocumented(&document), ["GetA", "GetA.id", "A.x", "B", "B TWO", "D"]);
    }
}
