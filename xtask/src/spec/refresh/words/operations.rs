//! Operations in words: where they are, their parameters, errors and marks.

use serde_json::{Map, Value};

use super::super::super::facts::METHODS;
use super::{Change, Kind, Words, pairs};

pub(super) fn compare(before: &Value, after: &Value, words: &mut Words) {
    let (before, after) = (by_name(before), by_name(after));
    for (name, before, after) in pairs(&before, &after) {
        match (before, after) {
            (None, Some(_)) => words.say(name, Kind::Operation, Change::Added, ""),
            (Some(_), None) => words.say(name, Kind::Operation, Change::Removed, ""),
            (Some(before), Some(after)) => compare_one(name, before, after, words),
            (None, None) => {}
        }
    }
}

fn compare_one(name: &str, before: &Value, after: &Value, words: &mut Words) {
    let facts = |operation: &Value| {
        let parts = [
            "responses",
            "parameters",
            "requestBody",
            "operationId",
            "description",
        ];
        let facts = operation.as_object().into_iter().flatten();
        let facts = facts.filter(|(key, _)| !parts.contains(&key.as_str()));
        Value::Object(
            facts
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    };
    words.facts(name, Kind::Fact, Some(&facts(before)), Some(&facts(after)));
    for (kind, read) in [
        (Kind::Error, errors as fn(&Value) -> Map<String, Value>),
        (Kind::Parameter, parameters),
    ] {
        for (key, before, after) in pairs(&read(before), &read(after)) {
            match (before, after) {
                (None, Some(_)) => words.say(name, kind, Change::Added, key),
                (Some(_), None) => words.say(name, kind, Change::Removed, key),
                (Some(before), Some(after)) => {
                    let mut inner = Words::default();
                    inner.facts(name, kind, Some(before), Some(after));
                    for mut line in inner.lines {
                        line.text = format!("{key}: {}", line.text);
                        words.lines.push(line);
                    }
                }
                (None, None) => {}
            }
        }
    }
}

/// The operations of a document by name, each with its method and path as facts of its own.
fn by_name(document: &Value) -> Map<String, Value> {
    let mut operations = Map::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let name = operation.get("operationId").and_then(Value::as_str);
            if let Some(name) = name.filter(|_| METHODS.contains(&method.as_str())) {
                let mut operation = operation.clone();
                operation["path"] = format!("{} {path}", method.to_ascii_uppercase()).into();
                operations.insert(name.to_owned(), operation);
            }
        }
    }
    operations
}

/// The errors of an operation; under which number is of no interest.
fn errors(operation: &Value) -> Map<String, Value> {
    let responses = operation
        .get("responses")
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let errors =
        responses.filter(|(status, _)| status.parse().is_ok_and(|status: u16| status >= 400));
    errors
        .map(|(_, response)| (super::shown(&response["description"]), Value::Null))
        .collect()
}

/// The parameters of an operation, with the facts of their schemas.
fn parameters(operation: &Value) -> Map<String, Value> {
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let named = parameters.map(|parameter| {
        let mut facts = parameter
            .get("schema")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default();
        let own = parameter.as_object().into_iter().flatten();
        let own = own.filter(|(key, _)| !matches!(key.as_str(), "name" | "schema" | "description"));
        facts.extend(own.map(|(key, value)| (key.clone(), value.clone())));
        (super::shown(&parameter["name"]), Value::Object(facts))
    });
    named.collect()
}
