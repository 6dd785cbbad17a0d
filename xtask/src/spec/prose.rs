//! Distinguishes the facts of an OpenAPI document from its prose, and removes the prose.
//!
//! Prose is the value of the keywords `description` and `summary`. A schema property, parameter or
//! header of that name is a fact, and so are values of the service: enum values, examples, defaults,
//! extensions. This module knows where OpenAPI 3.0 has keywords and where it has names.

use generator::pointer::Pointer;
use serde_json::{Map, Value};

use super::json::{items, members, members_mut, string};

/// Descriptions that the generator reads as markers.
const MARKERS: [&str; 3] = ["Pagination token", "Pagination limit", "Success"];

/// The maximum number of words in a string that is a fact.
const LONGEST_FACT: usize = 10;

/// Removes the prose of a document and returns the number of removed strings.
///
/// A later item of an `allOf` that contains only a description is removed as well. A description
/// whose presence is a fact is emptied instead: a response must have one, and a required query
/// parameter with a single value is a constant of the request if it has none, else an argument.
pub(crate) fn strip(document: &mut Value) -> usize {
    let mut removed = 0;
    keywords(document, Role::Other, &mut removed);
    removed
}

/// The strings of a document that are prose: those that [`strip`] removes, and all others with more
/// words than a fact.
pub(crate) fn remaining(document: &Value) -> Vec<Pointer> {
    let mut facts = document.clone();
    strip(&mut facts);
    let mut found = Vec::new();
    search(document, Some(&facts), &Pointer::root(), &mut found);
    found
}

/// The type of an object, as far as its description depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Response,
    Other,
}

/// Walks a value whose keys are keywords of OpenAPI.
fn keywords(value: &mut Value, role: Role, removed: &mut usize) {
    match value {
        Value::Array(items) => {
            for item in items {
                keywords(item, role, removed);
            }
        }
        Value::Object(map) => {
            remove_prose(map, role, removed);
            for (key, value) in map.iter_mut() {
                keyword(key, value, removed);
            }
        }
        _ => {}
    }
}

/// Walks the value of one keyword.
fn keyword(key: &str, value: &mut Value, removed: &mut usize) {
    match key {
        // Values of the service.
        "enum" | "const" | "default" | "example" | "value" | "security" | "mapping" => {}
        "allOf" => all_of(value, removed),
        // Objects whose keys are names.
        "properties" | "schemas" | "headers" | "requestBodies" | "securitySchemes" | "links"
        | "variables" | "content" | "encoding" | "examples" | "callbacks" | "flows" => {
            names(value, removed);
        }
        // A map of names in the components, a list in other objects.
        "parameters" if value.is_object() => names(value, removed),
        // Paths and statuses never start with `x-`. The name of a response component can; then its
        // description is kept, and `remaining` reports it.
        "paths" => extensible_names(value, Role::Other, removed),
        "responses" => extensible_names(value, Role::Response, removed),
        extension if extension.starts_with("x-") => {}
        _ => keywords(value, Role::Other, removed),
    }
}

/// Walks an object whose keys are names.
fn names(value: &mut Value, removed: &mut usize) {
    for (_, value) in members_mut(Some(value)) {
        keywords(value, Role::Other, removed);
    }
}

/// Walks an object whose keys are names or extensions.
fn extensible_names(value: &mut Value, role: Role, removed: &mut usize) {
    for (key, value) in members_mut(Some(value)) {
        if !key.starts_with("x-") {
            keywords(value, role, removed);
        }
    }
}

/// Walks an `allOf`: a reference, then annotations. An annotation that becomes empty is removed.
fn all_of(value: &mut Value, removed: &mut usize) {
    let Value::Array(items) = value else { return };
    let is_empty = |item: &Value| item.as_object().is_some_and(Map::is_empty);
    let mut index = 0;
    items.retain_mut(|item| {
        let was_empty = is_empty(item);
        keywords(item, Role::Other, removed);
        index += 1;
        index == 1 || was_empty || !is_empty(item)
    });
}

/// Removes or empties the prose of one object.
fn remove_prose(map: &mut Map<String, Value>, role: Role, removed: &mut usize) {
    let content = map.get("content").filter(|_| role == Role::Response);
    let exception = content.and_then(schema_name);
    let must_stay = role == Role::Response || is_argument_by_description(map);
    map.retain(|key, value| {
        let Some(text) =
            value.as_str().filter(|_| matches!(key.as_str(), "description" | "summary"))
        else {
            return true;
        };
        if text.is_empty() || MARKERS.contains(&text) || exception.as_deref() == Some(text) {
            return true;
        }
        *removed += 1;
        *value = Value::String(String::new());
        must_stay
    });
}

/// The name of the schema of a response.
fn schema_name(content: &Value) -> Option<String> {
    members(content).find_map(|(_, media_type)| {
        let reference = string(&media_type["schema"], "$ref");
        reference.strip_prefix("#/components/schemas/").map(str::to_owned)
    })
}

/// Whether a parameter would become a constant of the request without its description.
fn is_argument_by_description(map: &Map<String, Value>) -> bool {
    let has_one_value = map.get("schema").is_some_and(|schema| items(&schema["enum"]).len() == 1);
    let is = |key: &str, value: Value| map.get(key) == Some(&value);
    has_one_value && is("in", "query".into()) && is("required", true.into())
}

/// Collects strings that differ from the facts, and strings of many words.
fn search(value: &Value, facts: Option<&Value>, at: &Pointer, found: &mut Vec<Pointer>) {
    match value {
        Value::String(string) => {
            let is_removed = facts.is_none_or(|facts| facts != value);
            if is_removed || string.split_whitespace().count() > LONGEST_FACT {
                found.push(at.clone());
            }
        }
        Value::Array(items) => {
            // After a removed item, the following ones have no counterpart.
            for (index, item) in items.iter().enumerate() {
                let facts = facts.and_then(|facts| facts.get(index));
                search(item, facts, &at.child(index), found);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                let facts = facts.and_then(|facts| facts.get(key));
                search(value, facts, &at.child(key), found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(document: Value, expected: Value) {
        let mut facts = document;
        strip(&mut facts);
        assert_eq!(facts.to_string(), expected.to_string());
        assert_eq!(strip(&mut facts), 0, "idempotent");
        assert_eq!(remaining(&facts), []);
    }

    #[test]
    fn prose_is_removed_and_facts_are_kept() {
        // Descriptions and summaries are removed.
        check(
            json!({"info": {"title": "T", "description": "<p>Long</p>", "version": "1"},
            "externalDocs": {"description": "Docs", "url": "u"},
            "paths": {"/a": {"get": {"summary": "s", "description": "d", "operationId": "A"}}}}),
            json!({"info": {"title": "T", "version": "1"},
            "externalDocs": {"url": "u"},
            "paths": {"/a": {"get": {"operationId": "A"}}}}),
        );
        // Markers are kept.
        let markers = json!({"parameters": [{"name": "maxResults", "description": "Pagination limit"},
        {"name": "nextToken", "description": "Pagination token"}],
        "responses": {"200": {"description": "Success"}, "480": {"description": "ConflictException",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConflictException"}}}}}});
        check(markers.clone(), markers);
        check(
            json!({"parameters": [{"name": "nextToken", "description": "Pagination token."}]}),
            json!({"parameters": [{"name": "nextToken"}]}),
        );
        // A response keeps an empty description.
        check(
            json!({"responses": {"200": {"description": "The stage was created"}, "480": {"description": "ConflictException"}}}),
            json!({"responses": {"200": {"description": ""}, "480": {"description": ""}}}),
        );
        // Names are not keywords.
        check(
            json!({"components": {"schemas": {"description": {"type": "object", "properties": {
            "description": {"type": "string", "description": "gone"},
            "summary": {"type": "string"}, "enum": {"description": "gone"},
            "x-ray": {"description": "gone"}, "properties": {"properties": {"summary": {}}}}}}}}),
            json!({"components": {"schemas": {"description": {"type": "object", "properties": {
            "description": {"type": "string"},
            "summary": {"type": "string"}, "enum": {},
            "x-ray": {}, "properties": {"properties": {"summary": {}}}}}}}}),
        );
        // Values of the service are kept.
        let facts = json!({"schema": {"enum": ["description"], "default": {"description": "d"},
        "example": {"summary": "s"}, "x-extra": {"description": "d"}, "required": ["description"]},
        "paths": {"x-note": {"description": "d"}}});
        check(facts.clone(), facts);
        // An annotation with only a description is removed.
        let item = json!({"$ref": "#/components/schemas/Arn"});
        check(
            json!([{"allOf": [item, {"description": "gone"}]},
            {"allOf": [item, {"description": "gone", "pattern": "a"}]}, {"allOf": [item, {}]}]),
            json!([{"allOf": [item]}, {"allOf": [item, {"pattern": "a"}]}, {"allOf": [item, {}]}]),
        );
    }

    #[test]
    fn an_argument_with_one_value_keeps_an_empty_description() {
        let parameter = |description: Option<&str>| {
            let mut value = json!({"name": "format", "in": "query", "required": true, "schema": {"enum": ["csv"]}});
            value
                .as_object_mut()
                .unwrap()
                .extend(description.map(|text| ("description".to_owned(), text.into())));
            json!({"parameters": [value]})
        };
        check(parameter(Some("the format")), parameter(Some("")));
        check(parameter(None), parameter(None));
    }

    #[test]
    fn long_strings_are_prose_under_any_key() {
        let text = "one two three four five six seven eight nine ten eleven";
        let document =
            json!({"info": {"title": text, "description": "short"}, "x-extra": [text, "short"]});
        let found: Vec<_> = remaining(&document).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["#/info/title", "#/info/description", "#/x-extra/0"]);
    }
}
