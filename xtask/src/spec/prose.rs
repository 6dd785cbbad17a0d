//! Tells the facts of an OpenAPI document from its prose, and takes the prose out.
//!
//! Prose is what stands under the keywords `description` and `summary`. A schema property, parameter
//! or header that merely has one of these names is a fact, and so is everything that belongs to the
//! service and not to OpenAPI: enum values, examples, defaults, extensions.
//!
//! Knows where OpenAPI 3.0 has keywords and where it has names. Knows nothing of files.

use generator::document::Pointer;
use serde_json::{Map, Value};

/// Texts that the dialect of these documents reads as markers, wherever they are a description.
const MARKERS: [&str; 3] = ["Pagination token", "Pagination limit", "Success"];

/// More words than any fact of these documents has in one text.
const LONGEST_FACT: usize = 10;

/// Takes the prose out of a document and says how many texts that were.
///
/// A description goes, and with it the later item of an `allOf` that held nothing else. Where the
/// presence of the text itself says something, the text is emptied instead: a response must have a
/// description, and a required query parameter of one value without description is a constant of
/// the request, not an argument.
pub(crate) fn strip(document: &mut Value) -> usize {
    let mut removed = 0;
    keywords(document, Role::Other, &mut removed);
    removed
}

/// The texts of a document that are prose: those that [`strip`] would take, and every other text
/// of more words than a fact has.
pub(crate) fn remaining(document: &Value) -> Vec<Pointer> {
    let mut facts = document.clone();
    strip(&mut facts);
    let mut found = Vec::new();
    search(document, Some(&facts), &Pointer::root(), &mut found);
    found
}

/// What an object is, as far as it matters to its description.
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
            take_texts(map, role, removed);
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
        // Values of the service, not of OpenAPI.
        "enum" | "const" | "default" | "example" | "value" | "security" | "mapping" => {}
        "allOf" => all_of(value, removed),
        // Objects whose keys are names, of which none is a keyword or an extension.
        "properties" | "schemas" | "headers" | "requestBodies" | "securitySchemes" | "links"
        | "variables" | "content" | "encoding" | "examples" | "callbacks" | "flows" => {
            names(value, Role::Other, removed);
        }
        // The same as a component; a list everywhere else.
        "parameters" if value.is_object() => names(value, Role::Other, removed),
        // Names here never start with `x-`: a path starts with `/`, a response is a status. As a
        // component a response may, and then its description stays, which `remaining` reports.
        "paths" => extensible_names(value, Role::Other, removed),
        "responses" => extensible_names(value, Role::Response, removed),
        extension if extension.starts_with("x-") => {}
        _ => keywords(value, Role::Other, removed),
    }
}

/// Walks an object whose keys are names.
fn names(value: &mut Value, role: Role, removed: &mut usize) {
    for value in value.as_object_mut().into_iter().flat_map(Map::values_mut) {
        keywords(value, role, removed);
    }
}

/// Walks an object whose keys are names, or extensions, which are left alone.
fn extensible_names(value: &mut Value, role: Role, removed: &mut usize) {
    for (key, value) in value.as_object_mut().into_iter().flat_map(Map::iter_mut) {
        if !key.starts_with("x-") {
            keywords(value, role, removed);
        }
    }
}

/// Walks an `allOf`: a reference, then what annotates it. The annotation goes when its text was all.
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

/// Takes the texts of one object, or empties them.
fn take_texts(map: &mut Map<String, Value>, role: Role, removed: &mut usize) {
    let exception = || map.get("content").into_iter().flat_map(references).next();
    let exception = if role == Role::Response {
        exception()
    } else {
        None
    };
    let must_stay = role == Role::Response || is_argument_by_its_text(map);
    map.retain(|key, value| {
        let Some(text) = value
            .as_str()
            .filter(|_| matches!(key.as_str(), "description" | "summary"))
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

/// The names of the schemas that the media types of a response refer to.
fn references(content: &Value) -> impl Iterator<Item = String> {
    let media_types = content.as_object().into_iter().flat_map(Map::values);
    media_types.filter_map(|media_type| {
        let reference = media_type.pointer("/schema/$ref")?.as_str()?;
        reference
            .strip_prefix("#/components/schemas/")
            .map(str::to_owned)
    })
}

/// Whether a parameter would become a constant of the request if it lost its description.
fn is_argument_by_its_text(map: &Map<String, Value>) -> bool {
    let values = map
        .get("schema")
        .and_then(|schema| schema.get("enum"))
        .and_then(Value::as_array);
    map.get("in").is_some_and(|place| place == "query")
        && map.get("required").is_some_and(|required| required == true)
        && values.is_some_and(|values| values.len() == 1)
}

/// Collects what differs from the facts, which can only be a text, and texts of many words.
fn search(value: &Value, facts: Option<&Value>, at: &Pointer, found: &mut Vec<Pointer>) {
    match value {
        Value::String(text) => {
            let taken = facts.is_none_or(|facts| facts != value);
            if taken || text.split_whitespace().count() > LONGEST_FACT {
                found.push(at.clone());
            }
        }
        Value::Array(items) => {
            // An item that went has nothing to be compared with, and neither has what follows it.
            for (index, item) in items.iter().enumerate() {
                search(
                    item,
                    facts.and_then(|facts| facts.get(index)),
                    &at.child(index),
                    found,
                );
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                search(
                    value,
                    facts.and_then(|facts| facts.get(key)),
                    &at.child(key),
                    found,
                );
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
        assert_eq!(strip(&mut facts), 0, "a second time finds nothing");
        assert_eq!(remaining(&facts), []);
    }

    #[test]
    fn texts_under_keywords_go() {
        check(
            json!({"info": {"title": "T", "description": "<p>Long</p>", "version": "1"},
            "externalDocs": {"description": "Docs", "url": "u"},
            "paths": {"/a": {"get": {"summary": "s", "description": "d", "operationId": "A"}}}}),
            json!({"info": {"title": "T", "version": "1"},
            "externalDocs": {"url": "u"},
            "paths": {"/a": {"get": {"operationId": "A"}}}}),
        );
    }

    #[test]
    fn markers_stay() {
        let markers = json!({"parameters": [{"name": "maxResults", "description": "Pagination limit"},
        {"name": "nextToken", "description": "Pagination token"}],
        "responses": {"200": {"description": "Success"}, "480": {"description": "ConflictException",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConflictException"}}}}}});
        check(markers.clone(), markers);
        check(
            json!({"parameters": [{"name": "nextToken", "description": "Pagination token."}]}),
            json!({"parameters": [{"name": "nextToken"}]}),
        );
    }

    #[test]
    fn a_response_keeps_an_empty_description() {
        check(
            json!({"responses": {"200": {"description": "All went well"}, "480": {"description": "ConflictException"}}}),
            json!({"responses": {"200": {"description": ""}, "480": {"description": ""}}}),
        );
    }

    #[test]
    fn names_are_no_keywords() {
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
    }

    #[test]
    fn values_of_the_service_are_untouched() {
        let facts = json!({"schema": {"enum": ["description"], "default": {"description": "d"},
        "example": {"summary": "s"}, "x-extra": {"description": "d"}, "required": ["description"]},
        "paths": {"x-note": {"description": "d"}}});
        check(facts.clone(), facts);
    }

    #[test]
    fn an_annotation_that_was_only_text_goes_with_it() {
        let item = json!({"$ref": "#/components/schemas/Arn"});
        check(
            json!([{"allOf": [item, {"description": "gone"}]},
            {"allOf": [item, {"description": "gone", "pattern": "a"}]}, {"allOf": [item, {}]}]),
            json!([{"allOf": [item]}, {"allOf": [item, {"pattern": "a"}]}, {"allOf": [item, {}]}]),
        );
    }

    #[test]
    fn a_parameter_that_is_no_constant_keeps_an_empty_description() {
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
    fn long_texts_are_found_wherever_they_stand() {
        let text = "one two three four five six seven eight nine ten eleven";
        let document =
            json!({"info": {"title": text, "description": "short"}, "x-extra": [text, "short"]});
        let found: Vec<_> = remaining(&document)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, ["#/info/title", "#/info/description", "#/x-extra/0"]);
    }
}
