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
        let mut value =
            json!({"name": "format", "in": "query", "required": true, "schema": {"enum": ["csv"]}});
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
