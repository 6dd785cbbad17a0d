use serde_json::json;

use super::super::project::project;
use super::*;

/// The document of a model, with extensions.
fn extended(operations: Value, shapes: Value) -> Value {
    let model = Model::of(operations, shapes);
    let mut document = project(&model).unwrap();
    add(&mut document, &model);
    document
}

/// An operation with input `In` and output `Out`.
fn operation(mut more: Value) -> Value {
    more["http"] = json!({"method": "POST", "requestUri": "/a/{id+}"});
    more["input"] = json!({"shape": "In"});
    more["output"] = json!({"shape": "Out"});
    json!({"A": more})
}

fn structure(members: Value) -> Value {
    json!({"type": "structure", "members": members})
}

/// Checks the extensions of the schema `It`, which the output has as a member.
fn shape(it: Value, expected: Value) {
    let shapes = json!({"In": structure(json!({})), "Out": structure(json!({"it": {"shape": "It"}})), "It": it,
        "S": {"type": "string"}, "Key": {"type": "string", "max": 9}});
    let document = extended(operation(json!({})), shapes);
    let schema = document["components"]["schemas"]["It"].as_object().unwrap().clone();
    let found: Map<String, Value> =
        schema.into_iter().filter(|(key, _)| key.starts_with("x-")).collect();
    assert_eq!(Value::Object(found), expected);
}

#[test]
fn extensions_of_operations() {
    let check = |more: Value, expected: Value| {
        let document = extended(
            operation(more),
            json!({"In": structure(json!({})), "Out": structure(json!({}))}),
        );
        let operation = document["paths"]["/a/{id}"]["post"].as_object().unwrap().clone();
        let found: Map<String, Value> = operation
            .into_iter()
            .filter(|(key, _)| key.starts_with("x-") || key == "security")
            .collect();
        assert_eq!(Value::Object(found), expected);
    };
    check(json!({}), json!({}));
    check(
        json!({"readonly": true, "idempotent": true}),
        json!({"x-read-only": true, "x-idempotent": true}),
    );
    check(json!({"authtype": "none"}), json!({"security": []}));
    check(json!({"auth": ["smithy.api#noAuth"]}), json!({"security": []}));
    check(json!({"authtype": "v4-unsigned-body"}), json!({"x-unsigned-payload": true}));
    check(json!({"endpoint": {"hostPrefix": "data."}}), json!({"x-host-prefix": "data."}));
}

#[test]
fn several_required_members_keep_the_order_of_the_model() {
    let members = json!({"a": {"shape": "S"}, "b": {"shape": "S"}, "c": {"shape": "S"}});
    for (required, expected) in [
        (json!(["c", "a"]), json!(["c", "a"])),
        (json!(["c"]), Value::Null),
        (json!([]), Value::Null),
    ] {
        let mut input = structure(members.clone());
        input["required"] = required;
        let shapes = json!({"In": input, "Out": structure(json!({})), "S": {"type": "string"}});
        let document = extended(operation(json!({})), shapes);
        assert_eq!(document["paths"]["/a/{id}"]["post"]["x-arguments"], expected);
    }
}

#[test]
fn get_operations_need_no_read_only_extension() {
    let get = json!({"A": {"http": {"method": "GET", "requestUri": "/a"}, "readonly": true}});
    assert_eq!(extended(get, json!({}))["paths"]["/a"]["get"].get("x-read-only"), None);
}

#[test]
fn extensions_of_parameters() {
    let members = json!({
        "id": {"shape": "S", "location": "uri", "locationName": "id", "hostLabel": true},
        "json": {"shape": "S", "location": "header", "locationName": "x-json", "jsonvalue": true},
        "token": {"shape": "S", "location": "querystring", "locationName": "token", "idempotencyToken": true},
        "since": {"shape": "Time", "location": "querystring", "locationName": "since"},
    });
    let shapes = json!({"In": structure(members), "Out": structure(json!({})), "S": {"type": "string"},
        "Time": {"type": "timestamp", "timestampFormat": "unixTimestamp"}});
    let document = extended(operation(json!({})), shapes);
    let parameters = &document["paths"]["/a/{id}"]["post"]["parameters"];
    assert_eq!(parameters[0]["x-greedy"], true);
    assert_eq!(parameters[0]["x-host-label"], true);
    assert_eq!(parameters[1]["x-json-value"], true);
    assert_eq!(parameters[2]["x-idempotency-token"], true);
    assert_eq!(parameters[3]["schema"]["x-timestamp-format"], "epoch-seconds");
}

#[test]
fn extensions_of_shapes() {
    shape(
        json!({"type": "blob", "streaming": true, "requiresLength": true, "sensitive": true}),
        json!({"x-blob": true, "x-streaming": true, "x-requires-length": true}),
    );
    shape(
        json!({"type": "list", "member": {"shape": "S"}, "sensitive": true, "sparse": true}),
        json!({"x-sparse": true, "x-sensitive": true}),
    );
    shape(json!({"type": "string", "sensitive": true}), json!({}));
    shape(
        json!({"type": "structure", "union": true, "eventstream": true}),
        json!({"x-event-stream": true, "x-union": true}),
    );
    shape(
        json!({"type": "structure", "event": true, "document": true}),
        json!({"x-event": true, "x-document": true}),
    );
    shape(
        json!({"type": "timestamp", "timestampFormat": "rfc822"}),
        json!({"x-timestamp-format": "http-date"}),
    );
    let map = |key: &str| json!({"type": "map", "key": {"shape": key}, "value": {"shape": "S"}});
    shape(map("Key"), json!({"x-key": {"$ref": "#/components/schemas/Key"}}));
    shape(map("S"), json!({}));
}

#[test]
fn extensions_of_members() {
    let input = json!({"token": {"shape": "S", "idempotencyToken": true}, "q": {"shape": "S", "location": "header", "locationName": "q"}});
    let output = json!({
        "etag": {"shape": "S", "location": "header", "locationName": "ETag"},
        "more": {"shape": "M", "location": "headers", "locationName": "x-meta-"},
        "code": {"shape": "N", "location": "statusCode"},
        "body": {"shape": "S"},
    });
    let mut out = structure(output);
    out["payload"] = "body".into();
    out["required"] = json!(["body", "etag"]);
    let shapes = json!({"In": structure(input), "Out": out, "S": {"type": "string"}, "N": {"type": "integer"},
        "M": {"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}}});
    let document = extended(operation(json!({})), shapes);
    let schemas = &document["components"]["schemas"];
    let reference = |name: &str| json!([{"$ref": format!("#/components/schemas/{name}")}]);
    assert_eq!(
        schemas["In"]["properties"],
        json!({"token": {"allOf": reference("S"), "x-idempotency-token": true}})
    );
    let expected = json!({
        "etag": {"allOf": reference("S"), "x-header": "ETag"},
        "more": {"allOf": [reference("M")[0], {"xml": {"name": "x-meta-"}}], "x-header-prefix": "x-meta-"},
        "code": {"allOf": reference("N"), "x-status-code": true},
        "body": {"allOf": reference("S"), "x-payload": true},
    });
    assert_eq!(schemas["Out"]["properties"], expected);
    assert_eq!(schemas["Out"]["required"], json!(["body", "etag"]));
}

#[test]
fn extensions_of_errors() {
    let check = |error: Value, expected: Value| {
        let mut error = error;
        error["type"] = "structure".into();
        error["exception"] = true.into();
        let members = error.as_object_mut().unwrap().entry("members").or_insert_with(|| json!({}));
        members["Kind"] = json!({"shape": "S", "location": "header", "locationName": "x-kind"});
        let shapes = json!({"In": structure(json!({})), "Out": structure(json!({})), "Gone": error, "S": {"type": "string"}});
        let document = extended(operation(json!({"errors": [{"shape": "Gone"}]})), shapes);
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["Gone"]["x-error"], expected);
        assert_eq!(schemas["Gone"]["properties"]["Kind"]["x-header"], "x-kind");
        assert_eq!(
            schemas["S"],
            json!({"type": "string"}),
            "shapes that only errors refer to have schemas"
        );
    };
    check(
        json!({"error": {"httpStatusCode": 404, "senderFault": true}, "members": {"exceptionMessage": {"shape": "S"}}}),
        json!({"status": 404, "message": "exceptionMessage"}),
    );
    check(
        json!({"error": {"httpStatusCode": 429, "code": "Slow"}, "members": {"Message": {"shape": "S"}}, "retryable": {"throttling": true}}),
        json!({"status": 429, "code": "Slow", "message": "Message", "retryable": true, "throttling": true}),
    );
    check(json!({"retryable": {"throttling": false}}), json!({"retryable": true}));
}

#[test]
fn a_common_timestamp_format_is_that_of_the_service() {
    let check = |formats: [Option<&str>; 2], expected: Value| {
        let time = |format: Option<&str>| json!({"type": "timestamp", "timestampFormat": format});
        let shapes = json!({"In": structure(json!({"a": {"shape": "A"}})), "Out": structure(json!({"b": {"shape": "B"}})),
            "A": time(formats[0]), "B": time(formats[1])});
        assert_eq!(extended(operation(json!({})), shapes)["info"]["x-timestamp-format"], expected);
    };
    check([Some("iso8601"), Some("iso8601")], json!("date-time"));
    check([Some("iso8601"), Some("unixTimestamp")], Value::Null);
    check([Some("iso8601"), None], Value::Null);
    check([None, None], Value::Null);
}
