use serde_json::json;

use super::*;

fn bundled(mut document: Value) -> Value {
    if document.get("servers").is_none() {
        document["servers"] = json!([{"url": "https://a"}]);
    }
    make_explicit(&mut document).unwrap();
    document
}

fn response(name: &str) -> Value {
    json!({"description": name, "content": {"application/json": {"schema": reference(name)}}})
}

#[test]
fn servers_without_tls_are_removed() {
    let document = bundled(
        json!({"servers": [{"url": "http://a"}, {"url": "https://a"}], "x-hasEquivalentPaths": true}),
    );
    assert_eq!(document, json!({"servers": [{"url": "https://a"}]}));
    let error =
        make_explicit(&mut json!({"servers": [{"url": "http://a"}]})).unwrap_err().to_string();
    assert!(error.contains("https"), "{error}");
}

#[test]
fn paths_that_differ_in_fragments_are_merged() {
    let document = bundled(
        json!({"paths": {"/a": {"get": {"operationId": "G"}}, "/a#k": {"delete": {"operationId": "D"}}, "/b#x=y": {"get": {}}}}),
    );
    assert_eq!(
        document["paths"],
        json!({"/a": {"get": {"operationId": "G"}, "delete": {"operationId": "D"}}, "/b": {"get": {}}})
    );
    let mut twice = json!({"servers": [{"url": "https://a"}], "paths": {"/a": {"get": {}}, "/a#x": {"get": {}}}});
    let error = make_explicit(&mut twice).unwrap_err().to_string();
    assert!(error.contains("two operations are get /a"), "{error}");
}

#[test]
fn invented_and_signature_parameters_are_removed() {
    let invented = |name: &str, marker: &str| json!({"name": name, "in": "query", "required": false, "description": marker});
    let signer = json!({"$ref": "#/components/parameters/X-Amz-Date"});
    let real = json!({"name": "a", "in": "query", "description": "Pagination token"});
    let fixed = json!({"name": "mode", "in": "query", "required": true, "schema": {"enum": ["x"]}});
    let limit = invented("max", "Pagination limit");
    let parameters = json!([real, limit.clone(), limit, invented("t", "Pagination token"), fixed]);
    let document = bundled(json!({
        "paths": {"/a": {"get": {"parameters": parameters}, "parameters": [signer]}},
        "components": {"parameters": {"X-Amz-Date": {}}},
    }));
    // A parameter before a limit is not invented.
    let left = json!([real, invented("max", "Pagination limit"), fixed]);
    assert_eq!(document["paths"]["/a"], json!({"get": {"parameters": left}}));
    assert_eq!(document["components"], json!({}));
}

#[test]
fn errors_get_their_http_statuses() {
    let error = |status: u64| json!({"x-error": {"status": status}});
    let responses = json!({"200": response("Out"), "480": response("B"), "481": response("A"), "482": response("C"), "483": response("U")});
    let document = bundled(json!({
        "paths": {"/a": {"get": {"responses": responses}}},
        "components": {"schemas": {"Out": {}, "A": error(403), "B": error(403), "C": error(400), "U": {}}},
    }));
    let two = json!({"description": "B or A", "content": {"application/json": {"schema": {"anyOf": [reference("B"), reference("A")]}}}});
    let expected =
        json!({"200": response("Out"), "400": response("C"), "403": two, "default": response("U")});
    assert_eq!(document["paths"]["/a"]["get"]["responses"], expected);
}

#[test]
fn header_members_become_headers() {
    let tag = json!({"allOf": [reference("S")], "x-header": "ETag", "description": "The tag."});
    let document = bundled(json!({
        "paths": {"/a": {"get": {"responses": {"200": response("Out"), "480": response("E")}}}},
        "components": {"schemas": {"Out": {"properties": {"tag": tag.clone(), "b": {}}}, "E": {"properties": {"tag": tag}}}},
    }));
    let get = &document["paths"]["/a"]["get"]["responses"];
    let headers = json!({"ETag": {"$ref": "#/components/headers/ETag"}});
    assert_eq!((&get["200"]["headers"], &get["default"]["headers"]), (&headers, &headers));
    let header = json!({"description": "The tag.", "schema": {"allOf": [reference("S")]}, "x-member": "tag"});
    assert_eq!(document["components"]["headers"], json!({"ETag": header}));
    assert_eq!(document["components"]["schemas"]["Out"], json!({"properties": {"b": {}}}));
}

#[test]
fn bodies_refer_to_input_schemas_with_the_same_members() {
    let check = |titled: Value, expected: Value| {
        let body = json!({"content": {"application/json": {"schema": {"properties": {"a": {}}}}}});
        let document = bundled(json!({
            "paths": {"/a": {"post": {"operationId": "A", "requestBody": body}}}, "components": {"schemas": {"AInput": titled}}}));
        assert_eq!(
            document["paths"]["/a"]["post"]["requestBody"]["content"]["application/json"]["schema"],
            expected
        );
    };
    check(json!({"title": "AInput", "properties": {"a": {}}}), reference("AInput"));
    check(json!({"title": "AInput", "properties": {"b": {}}}), json!({"properties": {"a": {}}}));
    check(json!({"properties": {"a": {}}}), json!({"properties": {"a": {}}}));
}

#[test]
fn patterns_become_extensions() {
    let document = bundled(json!({
        "paths": {"/a": {"get": {"parameters": [{"name": "p", "schema": {"pattern": "a"}}]}}},
        "components": {"schemas": {"A": {"properties": {"pattern": {"pattern": "b"}}, "items": {"pattern": "c"}}}},
    }));
    assert_eq!(
        document["paths"]["/a"]["get"]["parameters"][0]["schema"],
        json!({"x-pattern": "a"})
    );
    assert_eq!(
        document["components"]["schemas"]["A"],
        json!({"properties": {"pattern": {"x-pattern": "b"}}, "items": {"x-pattern": "c"}})
    );
}

#[test]
fn the_bundle_of_this_repository_is_plain_openapi() {
    let repository = Repository::find(None).unwrap();
    let report = bundle(&repository, &InputPaths::default(), None).unwrap();
    let document: Value = serde_yaml::from_str(&report.text).unwrap();
    assert!(
        document["openapi"].is_string()
            && document["info"].is_object()
            && document["servers"].is_array()
    );
    assert!(document["paths"].as_object().unwrap().keys().all(|path| !path.contains('#')));
    assert!(document["paths"]["/tags/{resourceArn}"]["delete"].is_object());
    for absent in [
        "'480'",
        "X-Amz-",
        "description: Pagination token\n",
        "description: Pagination limit\n",
        "http://ivs",
    ] {
        assert!(!report.text.contains(absent), "{absent}");
    }
    for path in document["paths"].as_object().unwrap().values() {
        for operation in path.as_object().unwrap().values() {
            assert!(operation["operationId"].is_string(), "{operation}");
            let mut responses = operation["responses"].as_object().unwrap().values();
            assert!(responses.all(|response| response["description"].is_string()), "{operation}");
        }
    }
}
