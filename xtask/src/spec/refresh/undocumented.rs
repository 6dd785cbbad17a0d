//! What a document says nothing about: operations, structures, enums and their values, members and
//! parameters without a text.
//!
//! Counts what the SDK shows to its users. Lists, maps and plain texts have no documentation of their
//! own there, and neither have the members of errors or what travels in headers of an answer.

use serde_json::{Map, Value};

use super::super::facts::METHODS;

/// Names of everything without a text, such as `Stage`, `Stage.arn` or `EventName JOINED`.
pub(super) fn undocumented(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (_, item) in object(document, "/paths") {
        for (_, operation) in item
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(method, _)| METHODS.contains(&method.as_str()))
        {
            operation_texts(operation, &mut found);
        }
    }
    for (name, schema) in object(document, "/components/schemas") {
        schema_texts(name, schema, &mut found);
    }
    found
}

fn operation_texts(operation: &Value, found: &mut Vec<String>) {
    let name = operation
        .get("operationId")
        .and_then(Value::as_str)
        .unwrap_or_default();
    if lacks(operation) {
        found.push(name.to_owned());
    }
    // An invented parameter is described by its marker.
    let parameters = operation
        .get("parameters")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    for parameter in
        parameters.filter(|parameter| lacks(parameter) && parameter.get("$ref").is_none())
    {
        let parameter = parameter
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        found.push(format!("{name}.{parameter}"));
    }
}

fn schema_texts(name: &str, schema: &Value, found: &mut Vec<String>) {
    let is_error = schema.get("x-error").is_some() || schema.as_object().is_some_and(Map::is_empty);
    let members = schema.get("properties").and_then(Value::as_object);
    let values = schema.get("enum").and_then(Value::as_array);
    if lacks(schema) && (is_error || members.is_some() || values.is_some()) {
        found.push(name.to_owned());
    }
    let members = members.filter(|_| !is_error).into_iter().flatten();
    for (member, _) in
        members.filter(|(_, member)| lacks(member) && member.get("x-header").is_none())
    {
        found.push(format!("{name}.{member}"));
    }
    let texts = schema.get("x-enumDescriptions");
    for value in values.into_iter().flatten().filter_map(Value::as_str) {
        if texts.and_then(|texts| texts.get(value)).is_none() {
            found.push(format!("{name} {value}"));
        }
    }
}

/// Whether there is no text: for a member, none at its own place.
fn lacks(value: &Value) -> bool {
    let said = |value: &Value| {
        value
            .get("description")
            .and_then(Value::as_str)
            .is_some_and(|text| !text.is_empty())
    };
    let beside = value
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    !said(value) && !beside.into_iter().any(said)
}

fn object<'v>(document: &'v Value, pointer: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    document
        .pointer(pointer)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_without_a_text_is_named() {
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
        assert_eq!(
            undocumented(&document),
            ["GetA", "GetA.id", "A.x", "B", "B TWO", "D"]
        );
    }
}
