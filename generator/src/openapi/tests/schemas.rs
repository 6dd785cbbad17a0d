//! Schemas and references that cannot be read, in broken copies of the document of the other tests.

use serde_json::{Value, json};

use super::diagnostics::{NAME, check, sound};
use super::{check_codes, lines, read, service, structure};
use crate::service::Access;

#[test]
fn dangling_references_are_reported() {
    let property = "/components/schemas/Thing/properties/name";
    let at = "/components/schemas/Thing/properties/name/$ref";
    let to = |target: &str| json!({"$ref": target});
    check(property, to("#/components/schemas/Nam"), &[("dangling-reference", at)]);
    check(property, to("#/components/responses/Name"), &[("invalid-reference", at)]);
    check(property, to("other.yaml#/Name"), &[("external-reference", at)]);
    check(property, to("https://example.com/a.json"), &[("external-reference", at)]);
    check(property, json!({"$ref": 5}), &[("invalid-reference", at)]);
}

#[test]
fn dangling_references_suggest_the_nearest_name() {
    let mut document = sound();
    document["components"]["schemas"]["Names"]["items"]["$ref"] =
        json!("#/components/schemas/thing");
    let (_, diagnostics) = read(&document.to_string());
    assert_eq!(diagnostics[0].remedy, "define `thing`, or refer to `Thing`");
}

#[test]
fn references_to_what_has_a_schema_suggest_that() {
    let remedy = |target: &str| {
        let mut document = sound();
        document["components"]["parameters"] =
            json!({"Id": {"name": "id", "in": "query", "schema": {"type": "string"}}});
        document["components"]["responses"]["Found"] = json!({
            "description": "Found.", "content": {"application/json": {"schema": {"type": "string"}}},
        });
        document["components"]["schemas"]["Names"]["items"]["$ref"] = json!(target);
        let (_, diagnostics) = read(&document.to_string());
        diagnostics[0].remedy.clone()
    };
    for (target, expected) in [
        ("#/components/parameters/Id", "`#/components/parameters/Id/schema`"),
        (
            "#/components/responses/Found",
            "`#/components/responses/Found/content/application~1json/schema`",
        ),
    ] {
        assert_eq!(remedy(target), format!("refer to the schema in it: {expected}"));
    }
}

#[test]
fn unnamed_structures_may_be_recursive() {
    let mut document = sound();
    document["components"]["schemas"]["Names"] = json!({
        "type": "array",
        "items": {"type": "object", "properties": {"more": {"$ref": "#/components/schemas/Names"}}},
    });
    document["components"]["schemas"]["Thing"]["properties"]["name"] =
        json!({"$ref": "#/components/schemas/Names"});
    let (service, diagnostics) = read(&document.to_string());
    assert_eq!(diagnostics, []);
    let shapes = service.expect("it can be read").shapes;
    let names: Vec<_> = shapes.keys().collect();
    assert_eq!(names, ["ThingName"], "one structure, however many members refer to it");
}

#[test]
fn circular_references_are_reported() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    check(NAME, to("Name"), &[("circular-reference", NAME)]);
    check("/components/schemas/Thing/properties/name", to("Thing"), &[]);
}

#[test]
fn lists_and_maps_of_themselves_end_in_any_json() {
    let names = "/components/schemas/Names";
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let list = |items: Value| json!({"type": "array", "items": items});
    let map = |values: Value| json!({"type": "object", "additionalProperties": values});
    check(names, list(to("Names")), &[("recursive-schema", names)]);
    check(names, map(list(to("Names"))), &[("recursive-schema", names)]);
    // Through a reference, with annotations.
    let annotated = json!({"description": "More.", "allOf": [to("Names")]});
    check(names, list(annotated.clone()), &[("recursive-schema", names)]);
    let mut two = sound();
    two["components"]["schemas"]["Names"] = list(to("Name"));
    two["components"]["schemas"]["Name"] = map(to("Names"));
    check_codes(&two.to_string(), &["recursive-schema"]);
    for (schema, expected) in [
        (list(to("Names")), "[json]"),
        (map(to("Names")), "{json}"),
        (map(list(annotated)), "{[json]}"),
    ] {
        let mut document = sound();
        document["components"]["schemas"]["Names"] = schema;
        document["components"]["schemas"]["Thing"]["properties"]["name"] = to("Names");
        let (service, _) = read(&document.to_string());
        let operations = service.expect("it can be read").operations;
        let shown = lines(&operations[0]).concat();
        assert!(shown.contains(&format!("name: {expected}")), "{shown}");
    }
}

#[test]
fn what_a_schema_states_beside_a_reference_applies_to_references_to_it() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let content = |name: &str| json!({"application/json": {"schema": to(name)}});
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://things.example.com"}],
        "paths": {"/things": {"put": {
            "operationId": "putThing",
            "requestBody": {"required": true, "content": content("AnyThing")},
            "responses": {"200": {"description": "The thing.", "content": content("AnyThing")}},
        }}},
        "components": {"schemas": {
            "Name": {"type": "string"},
            "NameOrNull": {"nullable": true, "allOf": [to("Name")]},
            "Known": {"readOnly": true, "default": "n", "allOf": [to("AnyName")]},
            "AnyName": to("NameOrNull"),
            "Thing": {"type": "object", "required": ["name"], "properties": {
                "name": to("AnyName"),
                "names": {"type": "array", "items": to("AnyName")},
                "known": to("Known"),
            }},
            "AnyThing": {"anyOf": [to("Thing"), {"nullable": true, "enum": [null]}]},
        }},
    });
    let service = service(&document.to_string());
    assert_eq!(
        lines(&service.operations[0]),
        [
            "putThing: PUT /things + body",
            "  payload body: Thing?!",
            "  -> 200 name: string?, names: [string?], known: string?",
        ]
    );
    assert_eq!(structure(&service, "Thing"), ["name: string?!", "names: [string?]"]);
    let known = &service.operations[0].output.members[2];
    assert_eq!((known.access, known.constraints.default.as_deref()), (Access::Read, Some("n")));
}

#[test]
fn very_long_reference_chains_are_rejected() {
    let mut document = sound();
    let schemas = document["components"]["schemas"].as_object_mut().expect("schemas");
    for index in 0..70 {
        let next = format!("#/components/schemas/L{}", index + 1);
        schemas.insert(format!("L{index}"), json!({"type": "array", "items": {"$ref": next}}));
    }
    schemas.insert("L70".to_owned(), json!({"type": "string"}));
    check_codes(&document.to_string(), &["long-reference"]);
}

#[test]
fn unsupported_schemas_are_reported() {
    check(NAME, json!({"type": "strin"}), &[("unsupported-schema", &format!("{NAME}/type"))]);
    check(NAME, json!("string"), &[("unsupported-schema", NAME)]);
    check(NAME, json!({"type": {"a": 1}}), &[("unsupported-schema", &format!("{NAME}/type"))]);
    let unlisted = json!({"type": "object", "properties": {}, "required": ["a", "b"]});
    check(NAME, unlisted, &[("unknown-required-member", NAME)]);
}

#[test]
fn nesting_is_limited() {
    let mut schema = json!({"type": "string"});
    for _ in 0..50 {
        schema = json!({"type": "array", "items": schema});
    }
    let mut document = sound();
    document["components"]["schemas"]["Name"] = schema.clone();
    check_codes(&document.to_string(), &[]);
    for _ in 0..20 {
        schema = json!({"type": "array", "items": schema});
    }
    document["components"]["schemas"]["Name"] = schema;
    check_codes(&document.to_string(), &["too-deep"]);
}
