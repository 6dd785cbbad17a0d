//! A document with given texts in every field that documentation shows.

use serde_json::{Value, json};

/// The document. Each text has an operation with its own shapes; the first is also that of the whole service,
/// whose title and licence have all of them.
pub(crate) fn document(texts: &[String]) -> Value {
    let first = texts.first().cloned().unwrap_or_default();
    let all = texts.concat();
    let (mut paths, mut schemas) = (json!({}), json!({}));
    for (number, text) in texts.iter().enumerate() {
        let name = |kind: &str| format!("{kind}{number}");
        let reference =
            |kind: &str| json!({"$ref": format!("#/components/schemas/{}", name(kind))});
        // A value of an enum, and a key of the example, are prose of the documentation too.
        let values = match text.as_str() {
            "a" => json!(["a"]),
            text => json!(["a", text]),
        };
        schemas[name("Kind")] = json!({
            "type": "string", "description": text, "enum": values, "x-enumDescriptions": {"a": text, text: text},
        });
        schemas[name("Choice")] = json!({
            "type": "object", "x-union": true, "description": text,
            "properties": {"one": {"type": "string", "description": text}, "two": {"type": "integer"}},
        });
        schemas[name("Output")] = json!({
            "type": "object", "title": text, "description": text, "deprecated": true,
            "example": {"text": text, "list": [text]},
            "properties": {
                "text": {"type": "string", "description": text, "pattern": text, "example": text},
                "list": {"type": "array", "items": {"type": "string", "description": text}},
                "kind": reference("Kind"), "choice": reference("Choice"),
            },
        });
        schemas[name("Error")] = json!({
            "type": "object", "description": text,
            "properties": {"message": {"type": "string", "description": text}},
        });
        let success = json!({"description": text, "content": {"application/json": {"schema": reference("Output")}}});
        let failure = json!({"description": text, "content": {"application/json": {"schema": reference("Error")}}});
        paths[format!("/{}/{{id}}", name("get"))] = json!({"get": {
            "operationId": name("Get"), "summary": text, "description": text, "deprecated": true,
            "parameters": [
                {"name": "id", "in": "path", "required": true, "description": text, "schema": {"type": "string"}, "example": text},
                {"name": "kind", "in": "query", "description": text, "schema": reference("Kind")},
            ],
            "responses": {"200": success, "400": failure},
            "x-waiters": {name("Ready"): {"documentation": text, "acceptors": [
                {"state": "success", "matcher": {"output": {"path": "text", "comparator": "stringEquals", "expected": text}}},
                {"state": "failure", "matcher": {"output": {"path": "list[]", "comparator": "anyStringEquals", "expected": text}}},
            ]}},
        }});
    }
    json!({
        "openapi": "3.0.0",
        "info": {
            "title": format!("Example {all}"), "description": first, "version": "2020-01-01",
            "x-serviceName": "example", "x-aws-signingName": "sign", "license": {"name": all, "url": first},
        },
        "servers": [{"url": "https://host.{region}.amazonaws.com"}],
        "components": {
            "securitySchemes": {"hmac": {
                "type": "apiKey", "name": "Authorization", "in": "header", "x-amazon-apigateway-authtype": "awsSigv4",
            }},
            "schemas": schemas,
        },
        "paths": paths,
    })
}
