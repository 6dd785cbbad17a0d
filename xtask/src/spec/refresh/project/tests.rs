use serde_json::json;

use super::*;

/// The operation `A` of a model with this `http`, input members and shapes.
fn operation(
    http: Value,
    mut more: Value,
    members: Value,
    required: Value,
    shapes: Value,
) -> (String, Value) {
    more["http"] = http;
    more["input"] = json!({"shape": "In"});
    let mut all = json!({"In": {"type": "structure", "members": members, "required": required}, "S": {"type": "string"}});
    all.as_object_mut().unwrap().extend(shapes.as_object().unwrap().clone());
    let document = project(&Model::of(json!({"A": more}), all)).unwrap();
    let (path, method) = operation_key(&document, "A").unwrap();
    (path.to_owned(), document["paths"][path][method].clone())
}

#[test]
fn members_are_bound_to_path_query_headers_and_body() {
    let members = json!({
        "id": {"shape": "S", "location": "uri", "locationName": "the-id", "documentation": "Which."},
        "keys": {"shape": "Keys", "location": "querystring", "locationName": "tagKeys", "documentation": "Keys."},
        "token": {"shape": "S", "location": "header", "locationName": "x-token"},
        "size": {"shape": "Size", "locationName": "Size", "documentation": "How big."},
        "box": {"shape": "Box"},
        "mode": {"shape": "S"},
    });
    let shapes = json!({"Keys": {"type": "list", "member": {"shape": "S"}, "min": 1, "max": 50}, "Size": {"type": "long", "max": 9},
        "Box": {"type": "structure", "members": {"s": {"shape": "S"}}, "required": ["s"]}});
    let http = json!({"method": "PUT", "requestUri": "/a/{the-id+}", "responseCode": 201});
    let (path, operation) =
        operation(http, json!({}), members, json!(["id", "keys", "size"]), shapes);
    assert_eq!(path, "/a/{the-id}#tagKeys");
    let keys = json!({"type": "array", "items": {"$ref": "#/components/schemas/S"}, "minItems": 1, "maxItems": 50});
    let expected = json!([
        {"name": "the-id", "in": "path", "required": true, "schema": {"type": "string"}},
        {"name": "tagKeys", "in": "query", "required": true, "schema": keys},
        {"name": "x-token", "in": "header", "required": false, "description": "", "schema": {"type": "string"}},
    ]);
    assert_eq!(operation["parameters"], expected);
    let body = json!({"type": "object", "required": ["Size"], "properties": {"Size": {"type": "integer", "maximum": 9}, "box": {"type": "object", "properties": {"s": {"$ref": "#/components/schemas/S"}}, "description": ""},
            "mode": {"type": "string", "description": ""}}});
    assert_eq!(
        operation["requestBody"],
        json!({"required": true, "content": {"application/json": {"schema": body}}})
    );
    assert_eq!(operation["responses"], json!({"201": {"description": "Success"}}));
}

#[test]
fn a_query_in_the_path_is_constant() {
    let http = json!({"method": "GET", "requestUri": "/a?mode=import&fast"});
    let members = json!({"q": {"shape": "One", "location": "querystring", "locationName": "q"}});
    let shapes = json!({"One": {"type": "string", "enum": ["csv"]}});
    let (path, operation) = operation(http, json!({}), members, json!(["q"]), shapes);
    assert_eq!(path, "/a#mode=import&fast&q");
    let expected = json!([
        // An argument with one value has a description, so that it is not a constant.
        {"name": "q", "in": "query", "required": true, "description": "", "schema": {"type": "string", "enum": ["csv"]}},
        {"name": "mode", "in": "query", "required": true, "schema": {"type": "string", "enum": ["import"]}},
        {"name": "fast", "in": "query", "required": true, "schema": {"type": "boolean", "enum": [true]}, "allowEmptyValue": true},
    ]);
    assert_eq!(operation["parameters"], expected);
    assert!(operation.get("requestBody").is_none());
}

#[test]
fn errors_are_numbered_and_have_empty_schemas() {
    let mut more =
        json!({"output": {"shape": "Out"}, "errors": [{"shape": "Gone"}, {"shape": "Busy"}]});
    more["http"] = json!({"method": "GET", "requestUri": "/a"});
    let model = Model::of(
        json!({"A": more}),
        json!({
            "Out": {"type": "structure", "members": {"busy": {"shape": "Busy", "documentation": "Why."}}},
            "Gone": {"type": "structure", "members": {"m": {"shape": "M"}}, "exception": true},
            "Busy": {"type": "structure", "members": {}, "exception": true}, "M": {"type": "string"},
        }),
    );
    let document = project(&model).unwrap();
    let response = |name: &str, description: &str| {
        let schema = json!({"$ref": format!("#/components/schemas/{name}")});
        json!({"description": description, "content": {"application/json": {"schema": schema}}})
    };
    let expected = json!({"200": response("Out", "Success"), "480": response("Gone", "Gone"), "481": response("Busy", "Busy")});
    assert_eq!(document["paths"]["/a"]["get"]["responses"], expected);
    // An error that is also a member has its schema; shapes that only errors refer to have none.
    let expected = json!({
        "Out": {"type": "object", "properties": {"busy": {"allOf": [{"$ref": "#/components/schemas/Busy"}]}}},
        "Gone": {}, "Busy": {"type": "object", "properties": {}},
    });
    assert_eq!(document["components"]["schemas"], expected);
    assert_eq!(
        document["info"],
        json!({"version": "2020-01-01", "x-release": "v4", "title": "Trees", "x-aws-signingName": "wood"})
    );
}

#[test]
fn each_shape_type_has_its_schema() {
    let check = |shape: Value, expected: Value| {
        let model = Model::of(json!({}), json!({"It": shape, "S": {"type": "string"}}));
        assert_eq!(schema(&model, "It"), expected);
    };
    check(
        json!({"type": "string", "sensitive": true, "min": 1, "max": 2, "pattern": "a+"}),
        json!({"type": "string", "format": "password", "pattern": "a+", "minLength": 1, "maxLength": 2}),
    );
    check(
        json!({"type": "string", "enum": ["A", "B"], "deprecated": true}),
        json!({"type": "string", "enum": ["A", "B"], "deprecated": true}),
    );
    check(json!({"type": "blob", "max": 9}), json!({"type": "string", "maxLength": 9}));
    check(
        json!({"type": "timestamp", "timestampFormat": "iso8601"}),
        json!({"type": "string", "format": "date-time"}),
    );
    check(
        json!({"type": "double", "min": 0.5, "max": 2.0}),
        json!({"type": "number", "format": "double", "minimum": 0.5, "maximum": 2}),
    );
    check(json!({"type": "float"}), json!({"type": "number", "format": "float"}));
    check(json!({"type": "boolean", "box": true}), json!({"type": "boolean"}));
    check(
        json!({"type": "map", "key": {"shape": "S"}, "value": {"shape": "S"}, "max": 5, "sensitive": true}),
        json!({"type": "object", "maxProperties": 5, "additionalProperties": {"$ref": "#/components/schemas/S"}}),
    );
}

#[test]
fn members_are_references_with_annotations() {
    let members = json!({
        "plain": {"shape": "S", "box": true},
        "documented": {"shape": "S", "documentation": "Why."},
        "old": {"shape": "S", "deprecated": true, "deprecatedMessage": "No."},
        "renamed": {"shape": "S", "locationName": "reNamed"},
        "same": {"shape": "S", "locationName": "same"},
        "header": {"shape": "S", "location": "header", "locationName": "h"},
    });
    let shapes = json!({"It": {"type": "structure", "members": members, "required": ["documented", "header"]}, "S": {"type": "string"}});
    let reference = json!({"$ref": "#/components/schemas/S"});
    let properties = json!({
        "plain": reference, "documented": {"allOf": [reference]}, "old": {"allOf": [reference, {"deprecated": true}]},
        "renamed": {"allOf": [reference, {"xml": {"name": "reNamed"}}]}, "same": reference,
    });
    let expected = json!({"type": "object", "required": ["documented"], "properties": properties});
    assert_eq!(schema(&Model::of(json!({}), shapes), "It"), expected);
}

#[test]
fn pagination_parameters_are_added_to_listed_and_unlisted_operations() {
    let check = |listed: bool, body: Value, required: Value, expected: &[&str]| {
        let http = json!({"method": "POST", "requestUri": "/a"});
        let operation = json!({"http": http, "input": {"shape": "In"}, "output": {"shape": "Out"}});
        let token = json!({"nextToken": {"shape": "S"}});
        let shapes = json!({"In": {"type": "structure", "members": body, "required": required}, "S": {"type": "string"},
            "Out": {"type": "structure", "members": token}});
        let mut model = Model::of(json!({"A": operation}), shapes);
        if listed {
            let paginator = json!({"input_token": "marker", "limit_key": "size"});
            model.paginators.insert("A".to_owned(), serde_json::from_value(paginator).unwrap());
        }
        let document = project(&model).unwrap();
        let parameters = document["paths"]["/a"]["post"]["parameters"].as_array().unwrap().clone();
        let names: Vec<&str> = parameters.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, expected);
        assert!(
            parameters
                .iter()
                .all(|one| { one["description"].as_str().unwrap().starts_with("Pagination ") })
        );
    };
    let s = json!({"shape": "S"});
    check(true, json!({"marker": s}), json!([]), &["size", "marker"]);
    check(false, json!({"nextToken": s, "maxResults": s}), json!([]), &["maxResults", "nextToken"]);
    check(false, json!({"nextToken": s}), json!([]), &["nextToken"]);
    check(false, json!({"nextToken": s}), json!(["nextToken"]), &[]);
    check(false, json!({"maxResults": s}), json!([]), &[]);
}

#[test]
fn a_deprecated_operation_yields_its_path() {
    let one = |deprecated: bool| json!({"http": {"method": "GET", "requestUri": "/a"}, "deprecated": deprecated});
    let check = |operations: Value| {
        let document = project(&Model::of(operations, json!({}))).unwrap();
        assert_eq!(operation_key(&document, "New"), Some(("/a", "get")));
        assert_eq!(operation_key(&document, "Old"), Some(("/a#deprecated!", "get")));
        assert_eq!(document["x-hasEquivalentPaths"], true);
    };
    check(json!({"Old": one(true), "New": one(false)}));
    check(json!({"New": one(false), "Old": one(true)}));
    let both = Model::of(json!({"New": one(false), "Newer": one(false)}), json!({}));
    let error = project(&both).unwrap_err().to_string();
    assert!(error.contains("Newer and \"New\" are both get /a"), "{error}");
}

#[test]
fn paths_that_differ_in_label_names_are_equivalent() {
    let one = |path: &str| json!({"http": {"method": "GET", "requestUri": path}});
    let check = |first: &str, second: &str, expected: bool| {
        let document =
            project(&Model::of(json!({"A": one(first), "B": one(second)}), json!({}))).unwrap();
        assert_eq!(document.get("x-hasEquivalentPaths").is_some(), expected);
    };
    check("/a/{x}", "/a/{y}", true);
    check("/a/{x}", "/b/{x}", false);
}
