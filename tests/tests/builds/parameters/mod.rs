//! Every type in every place of a parameter: what is accepted compiles and is called, and anything else has a diagnostic.

mod calls;

use generator::document::Source;
use generator::{Input, check};
use serde_json::{Value, json};

use crate::{generated, run_cargo, write_workspace};

/// A place of a parameter: its name, and its position in [`Row`].
const PLACES: [&str; 5] = ["path", "greedy path", "query", "header", "response header"];

/// A type: its name, its schema, and for each place whether it is accepted.
type Row = (&'static str, Value, [Verdict; 5]);

/// The code of the diagnostic, or `None` if the type is accepted.
type Verdict = Option<&'static str>;

const OK: Verdict = None;
const PARAMETER: Verdict = Some("unsupported-parameter");
const HEADER: Verdict = Some("unsupported-header");

/// Accepted everywhere.
const ALL: [Verdict; 5] = [OK; 5];
/// Accepted nowhere.
const NOWHERE: [Verdict; 5] = [PARAMETER, PARAMETER, PARAMETER, HEADER, HEADER];
/// Accepted in requests, in the style of the parameter; a label that keeps slashes has none.
const STYLED: [Verdict; 5] = [OK, PARAMETER, OK, OK, HEADER];
/// Accepted in requests, and in headers of responses.
const LIST: [Verdict; 5] = [OK, PARAMETER, OK, OK, OK];

fn scalars() -> Vec<Row> {
    let string = |format: &str| json!({"type": "string", "format": format});
    vec![
        ("string", json!({"type": "string"}), ALL),
        ("secret", string("password"), ALL),
        ("enum", json!({"type": "string", "enum": ["A", "b"]}), ALL),
        ("boolean", json!({"type": "boolean"}), ALL),
        ("integer", json!({"type": "integer"}), ALL),
        ("int32", json!({"type": "integer", "format": "int32"}), ALL),
        ("float", json!({"type": "number", "format": "float"}), ALL),
        ("double", json!({"type": "number", "format": "double"}), ALL),
        ("timestamp", string("date-time"), ALL),
        ("epoch", stamp("epoch-seconds"), ALL),
        ("rfc3339", stamp("date-time"), ALL),
        ("http-date", stamp("http-date"), ALL),
        ("blob", json!({"type": "string", "format": "byte"}), ALL),
    ]
}

fn stamp(format: &str) -> Value {
    json!({"type": "string", "format": "date-time", "x-timestamp-format": format})
}

fn others() -> Vec<Row> {
    let structure = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    let union = json!({
        "type": "object", "x-union": true,
        "properties": {"a": {"type": "string"}, "b": {"type": "integer"}},
    });
    let string = json!({"type": "string"});
    vec![
        ("json-value", json!({"type": "string", "x-json-value": true}), LIST),
        ("any", json!({}), STYLED),
        ("document", json!({"type": "object", "x-document": true}), STYLED),
        ("stream", json!({"type": "string", "x-streaming": true}), NOWHERE),
        ("structure", structure.clone(), STYLED),
        ("empty-structure", json!({"type": "object", "properties": {}}), STYLED),
        ("union", union.clone(), STYLED),
        ("list-of-lists", list(list(string.clone())), STYLED),
        ("list-of-maps", list(map(string.clone())), STYLED),
        ("list-of-structures", list(structure.clone()), STYLED),
        ("list-of-unions", list(union.clone()), STYLED),
        ("list-of-any", json!({"type": "array", "items": {}}), STYLED),
        ("list-of-lists-of-lists", list(list(list(string.clone()))), STYLED),
        ("map-of-maps", map(map(string.clone())), STYLED),
        ("map-of-structures", map(structure.clone()), STYLED),
        ("map-of-unions", map(union), STYLED),
        ("map-of-lists-of-lists", map(list(list(string.clone()))), STYLED),
        ("map-of-lists-of-structures", map(list(structure)), STYLED),
        ("map-of-any", json!({"type": "object", "additionalProperties": true}), STYLED),
        ("sparse-list", json!({"type": "array", "items": string, "x-sparse": true}), LIST),
    ]
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

fn map(values: Value) -> Value {
    json!({"type": "object", "additionalProperties": values})
}

/// The whole table: scalars, lists and maps of each, and other types.
fn rows() -> Vec<(String, Value, [Verdict; 5])> {
    let mut rows = Vec::new();
    for (name, schema, verdicts) in scalars() {
        rows.push((format!("list-of-{name}"), list(schema.clone()), LIST));
        rows.push((format!("map-of-{name}"), map(schema.clone()), STYLED));
        rows.push((format!("map-of-lists-of-{name}"), map(list(schema.clone())), STYLED));
        rows.push((name.to_owned(), schema, verdicts));
    }
    let others = others().into_iter();
    rows.extend(others.map(|(name, schema, verdicts)| (name.to_owned(), schema, verdicts)));
    rows
}

/// A type in a place: a path item of a document, and the schemas that it refers to.
struct Cell {
    description: String,
    schemas: Vec<(String, Value)>,
    path: String,
    item: Value,
    verdict: Verdict,
}

/// Every type in every place, inline and by reference, required and optional.
fn cells() -> Vec<Cell> {
    let mut cells = Vec::new();
    for (name, schema, verdicts) in rows() {
        for (place, verdict) in PLACES.into_iter().zip(verdicts) {
            for by_reference in [false, true] {
                for required in [true, false] {
                    if required || !place.ends_with("path") {
                        let id = format!("Get{}", cells.len());
                        let how = if by_reference { "by `$ref`" } else { "inline" };
                        let description = format!("{name} in {place}, {how}, required: {required}");
                        let cell = Cell {
                            description,
                            ..cell(&id, &schema, place, by_reference, required)
                        };
                        cells.push(Cell { verdict, ..cell });
                    }
                }
            }
        }
    }
    cells
}

fn cell(id: &str, schema: &Value, place: &str, by_reference: bool, required: bool) -> Cell {
    let mut schemas = Vec::new();
    let mut used = schema.clone();
    if by_reference {
        let name = format!("{id}Type");
        used = json!({"$ref": format!("#/components/schemas/{name}")});
        schemas.push((name, schema.clone()));
    }
    let mut output = json!({"type": "object", "properties": {"ok": {"type": "string"}}});
    let mut parameters = json!([]);
    if place == "response header" {
        if by_reference {
            used = json!({"allOf": [used]});
        }
        used["x-header"] = json!("x-p");
        output["properties"]["p"] = used;
        if required {
            output["required"] = json!(["p"]);
        }
    } else {
        let location = place.trim_start_matches("greedy ");
        parameters = json!([{"name": "x-p", "in": location, "required": required, "schema": used}]);
        if place == "greedy path" {
            parameters[0]["x-greedy"] = json!(true);
        }
    }
    let path = match place {
        "path" | "greedy path" => format!("/{id}/{{x-p}}"),
        _ => format!("/{id}"),
    };
    schemas.push((format!("{id}Response"), output));
    let response = json!({"$ref": format!("#/components/schemas/{id}Response")});
    let content = json!({"application/json": {"schema": response}});
    let item = json!({"get": {
        "operationId": id,
        "parameters": parameters,
        "responses": {"200": {"description": "Success", "content": content}},
    }});
    Cell { description: String::new(), schemas, path, item, verdict: OK }
}

/// A document with some cells.
fn document<'a>(cells: impl IntoIterator<Item = &'a Cell>) -> Input {
    let mut document = json!({
        "openapi": "3.0.0",
        "info": {"title": "Example", "version": "2020-01-01", "x-serviceName": "example", "x-aws-signingName": "sign"},
        "servers": [{"url": "https://host.{region}.amazonaws.com"}],
        "components": {
            "securitySchemes": {"hmac": {
                "type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4",
            }},
            "schemas": {},
        },
        "paths": {},
    });
    for cell in cells {
        document["paths"][&cell.path] = cell.item.clone();
        for (name, schema) in &cell.schemas {
            document["components"]["schemas"][name] = schema.clone();
        }
    }
    let document = Source { name: "parameters.json".to_owned(), text: document.to_string().into() };
    Input::of(document)
}

#[test]
fn every_type_in_every_place_has_the_verdict_of_the_table() {
    let mut wrong = Vec::new();
    for cell in cells() {
        let found = check(&document([&cell]), false).diagnostics;
        let codes: Vec<_> = found.iter().map(|each| each.code).collect();
        if codes != cell.verdict.into_iter().collect::<Vec<_>>() {
            wrong.push(format!("{}: {codes:?}, not {:?}", cell.description, cell.verdict));
        }
        for each in &found {
            let is_complete = each.pointer.is_some() && each.position.is_some();
            assert!(is_complete && !each.remedy.is_empty(), "{}: {each}", cell.description);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn accepted_parameters_compile() {
    let cells = cells();
    let accepted = cells.iter().filter(|cell| cell.verdict == OK);
    let files = generated(&document(accepted), "parameters");
    let folder = write_workspace("parameters", &[("parameters".to_owned(), files)]);
    run_cargo(&folder, &["check", "--all-targets"]);
}
