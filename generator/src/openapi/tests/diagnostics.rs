//! Broken copies of one small document, each with its diagnostics.

use serde_json::{Value, json};

use crate::diagnostics::{Diagnostics, Severity};
use crate::document::{Source, load};

use super::read;

/// A document without problems, of which each test changes a part.
pub(crate) fn sound() -> Value {
    json!({
        "openapi": "3.0.0",
        "info": {"title": "Example", "version": "1"},
        "servers": [{"url": "https://example.{region}.amazonaws.com", "variables": {"region": {"default": "us-east-1"}}}],
        "components": {
            "securitySchemes": {
                "hmac": {
                    "type": "apiKey",
                    "name": "Authorization",
                    "in": "header",
                    "x-amazon-apigateway-authtype": "awsSigv4",
                },
            },
            "schemas": {
                "Name": {"type": "string"},
                "Names": {"type": "array", "items": {"$ref": "#/components/schemas/Name"}},
                "Thing": {"type": "object", "properties": {"name": {"$ref": "#/components/schemas/Name"}}},
            },
        },
        "paths": {
            "/things/{id}": {
                "get": {
                    "operationId": "GetThing",
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {
                            "description": "Success",
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                        },
                    },
                },
                "delete": {
                    "operationId": "DeleteThing",
                    "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                    "responses": {"204": {"description": "Success"}},
                },
            },
        },
    })
}

const GET: &str = "/paths/~1things~1{id}/get";
pub(super) const NAME: &str = "/components/schemas/Name";

/// Sets the value at the pointer (or removes it, for `null`) and compares code and pointer of
/// everything that is reported.
pub(super) fn check(pointer: &str, value: Value, expected: &[(&str, &str)]) {
    check_all(&[(pointer, value)], expected);
}

fn check_all(changes: &[(&str, Value)], expected: &[(&str, &str)]) {
    let mut document = sound();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        let key = key.replace("~1", "/");
        let parent = document.pointer_mut(parent).expect("a value of the document");
        match parent {
            Value::Array(items) => items[key.parse::<usize>().expect("an index")] = value.clone(),
            Value::Object(members) if value.is_null() => drop(members.remove(&key)),
            Value::Object(members) => drop(members.insert(key, value.clone())),
            scalar => panic!("{scalar} has no members"),
        }
    }
    let (service, diagnostics) = read(&document.to_string());
    let seen: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| {
            assert!(!diagnostic.found.is_empty(), "{diagnostic}");
            assert!(!diagnostic.expected.is_empty(), "{diagnostic}");
            assert!(diagnostic.position.is_some(), "{diagnostic}");
            let pointer = diagnostic.pointer.as_ref().expect("a pointer");
            (diagnostic.code, pointer.as_str().to_owned())
        })
        .collect();
    let mut seen: Vec<_> = seen.iter().map(|(code, pointer)| (*code, pointer.as_str())).collect();
    let mut expected = expected.to_vec();
    seen.sort_unstable();
    expected.sort_unstable();
    assert_eq!(seen, expected, "{changes:?}\n{diagnostics:#?}");
    let harmless = diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Warning);
    assert_eq!(service.is_some(), harmless, "only warnings let a service pass");
}

#[test]
fn a_sound_document_has_no_problem() {
    check_all(&[], &[]);
}

#[test]
fn other_documents_are_named() {
    check("/openapi", Value::Null, &[("not-openapi", "")]);
    check_all(
        &[("/openapi", Value::Null), ("/swagger", json!("2.0"))],
        &[("swagger-2", "/swagger")],
    );
    check("/openapi", json!("3.1.0"), &[]);
    check("/openapi", json!("3.2.0"), &[]);
    check("/openapi", json!("3.3.0"), &[("openapi-version", "/openapi")]);
    check("/openapi", json!(3.0), &[("openapi-version", "/openapi")]);
    check("/components/securitySchemes", json!({}), &[]);
    check("/servers", json!([]), &[("missing-endpoint", "")]);
    let parameters = format!("{GET}/parameters");
    let reserved = json!([parameter("path", "id"), parameter("header", "host")]);
    check_all(
        &[("/servers", json!([])), (&parameters, reserved)],
        &[("missing-endpoint", ""), ("reserved-header", &format!("{parameters}/1"))],
    );
    check("/servers/0/url", json!("https://example.com"), &[("missing-endpoint", "/servers")]);
}

#[test]
fn a_scheme_without_the_mark_is_a_warning_for_a_known_service() {
    check_all(
        &[
            ("/components/securitySchemes/hmac/x-amazon-apigateway-authtype", Value::Null),
            ("/info/x-providerName", json!("amazonaws.com")),
            ("/info/x-aws-signingName", json!("example")),
        ],
        &[("unsigned-scheme", "/components/securitySchemes/hmac")],
    );
}

#[test]
fn labels_and_parameters_must_match() {
    let parameters = format!("{GET}/parameters");
    check(&parameters, json!([]), &[("label-without-parameter", "/paths/~1things~1{id}")]);
    let first = format!("{parameters}/0");
    let both = json!([parameter("path", "other"), parameter("path", "id")]);
    check(&parameters, both, &[("parameter-without-label", &first)]);
    check(&format!("{first}/required"), json!(false), &[]);
    for path in ["/paths/~1{}", "/paths/~1a{b", "/paths/~1a?b={c", "/paths/~1a?={c}", "/paths/a"] {
        check(path, json!({}), &[("invalid-path", path)]);
    }
}

#[test]
fn fixed_headers_are_checked_as_members_are() {
    for name in ["X Bad", "Host"] {
        check("/info/x-headers", json!({name: "a"}), &[("invalid-extension", "/info/x-headers")]);
    }
    check("/info/x-headers", json!({"x-a": "a\nb"}), &[("invalid-extension", "/info/x-headers")]);
}

fn parameter(location: &str, name: &str) -> Value {
    json!({"name": name, "in": location, "required": true, "schema": {"type": "string"}})
}

#[test]
fn unsupported_parameters_are_reported() {
    let mut of_style = parameter("query", "c");
    of_style["style"] = json!("forms");
    let mut of_string = parameter("querystring", "c");
    let schema = of_string["schema"].take();
    of_string["content"] = json!({"application/x-www-form-urlencoded": {"schema": schema}});
    for (added, code, at) in [
        (parameter("querry", "c"), "invalid-openapi", "/in"),
        (parameter("query", ""), "unnamed-parameter", ""),
        (of_style, "unsupported-parameter", "/style"),
        (parameter("querystring", "c"), "unsupported-parameter", "/in"),
        (of_string, "unsupported-parameter", "/in"),
        (parameter("header", ""), "unnamed-parameter", ""),
        (parameter("header", "X Bad"), "invalid-header-name", ""),
        (parameter("header", "é"), "invalid-header-name", ""),
        (parameter("header", "Content-Length"), "reserved-header", ""),
        (parameter("header", "host"), "reserved-header", ""),
        (parameter("header", "Transfer-Encoding"), "reserved-header", ""),
        (parameter("header", "amz-sdk-request"), "reserved-header", ""),
    ] {
        let parameters = format!("{GET}/parameters");
        let expected = (code, &*format!("{parameters}/1{at}"));
        check(&parameters, json!([parameter("path", "id"), added]), &[expected]);
    }
    let unnamed = json!([parameter("path", "id"), parameter("header", ""), parameter("query", "")]);
    let first = format!("{GET}/parameters/1");
    check(&format!("{GET}/parameters"), unnamed, &[("unnamed-parameter", &first)]);
    let hash = parameter("header", "x-amz-content-sha256");
    check(&format!("{GET}/parameters"), json!([parameter("path", "id"), hash]), &[]);
    let (one, same) = (parameter("header", "X-Dup"), parameter("header", "x-dup"));
    let parameters = format!("{GET}/parameters");
    let expected = ("duplicate-parameter", &*format!("{parameters}/2"));
    check(&parameters, json!([parameter("path", "id"), one, same]), &[expected]);
    let untyped = json!({"name": "c", "in": "query"});
    let mut styled = parameter("query", "c");
    styled["explode"] = json!(false);
    let mut composed = parameter("query", "c");
    composed["schema"] = json!({"oneOf": [{"type": "string"}, {"type": "integer"}]});
    for accepted in [parameter("cookie", "c"), untyped, styled, composed] {
        check(&parameters, json!([parameter("path", "id"), accepted]), &[]);
    }
}

#[test]
fn bodies_of_xml_are_of_another_protocol() {
    let response = format!("{GET}/responses/200");
    let media = json!({"text/xml": {"schema": {"$ref": "#/components/schemas/Thing"}}});
    check(&format!("{response}/content"), media, &[("unsupported-protocol", &response)]);
}

#[test]
fn exactly_one_success_response_is_required() {
    let responses = format!("{GET}/responses");
    let at = |key: &str| format!("{responses}/{key}");
    let response = json!({"description": "Success"});
    check(&responses, json!({}), &[("missing-success-response", &responses)]);
    check(&at("201"), response.clone(), &[("several-success-responses", &at("201"))]);
    check(&at("default"), response.clone(), &[("unsupported-construct", &at("default"))]);
    check(&at("4XY"), response.clone(), &[("invalid-status", &at("4XY"))]);
    check(&at("480"), json!({"description": "Two words."}), &[("unnamed-error", &at("480"))]);
}

#[test]
fn invalid_openapi_is_reported_at_its_pointer() {
    check("/info/title", Value::Null, &[("invalid-openapi", "/info")]);
    check("/info/title", json!([1]), &[("invalid-openapi", "/info/title")]);
    check("/paths", Value::Null, &[("invalid-openapi", "")]);
    check(
        &format!("{GET}/deprecated"),
        json!("yes"),
        &[("invalid-openapi", &format!("{GET}/deprecated"))],
    );
    let description = format!("{GET}/responses/200/description");
    check(&description, json!(1), &[("invalid-openapi", &description)]);
    // Optional in OpenAPI 3.2.
    check(&description, Value::Null, &[]);
}

/// Code and remedy of everything reported about a document with overlays.
fn remedies(document: &Value, overlay: Option<&str>) -> Vec<(Severity, &'static str, String)> {
    let mut diagnostics = Diagnostics::default();
    let source = |name: &str, text: String| Source { name: name.to_owned(), text: text.into() };
    let overlays: Vec<_> = overlay
        .map(|actions| {
            let head = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n";
            source("o.yaml", format!("{head}{actions}"))
        })
        .into_iter()
        .collect();
    let document = load(&source("d.json", document.to_string()), &overlays, &mut diagnostics);
    document.and_then(|document| crate::interpret(&document, &mut diagnostics));
    let all = diagnostics.into_vec().into_iter();
    all.map(|each| (each.severity, each.code, each.remedy)).collect()
}

#[test]
fn misspelt_keywords_of_every_part_are_warnings_with_the_nearest() {
    for (part, misspelt, similar) in [
        ("", "compnents", "components"),
        ("/info", "descripton", "description"),
        ("/servers/0", "varables", "variables"),
        ("/paths/~1things~1{id}", "paramters", "parameters"),
        (GET, "requestBodi", "requestBody"),
        (&format!("{GET}/parameters/0"), "descripion", "description"),
        (&format!("{GET}/responses/200"), "heders", "headers"),
        ("/components", "schema", "schemas"),
        ("/components/schemas/Thing", "requird", "required"),
    ] {
        let mut document = sound();
        let part = document.pointer_mut(part).and_then(Value::as_object_mut).expect("a part");
        part.insert(misspelt.to_owned(), json!("unread"));
        let remedy = format!("write `{similar}` if intended, or remove it: it has no effect");
        let expected = [(Severity::Warning, "unknown-keyword", remedy)];
        assert_eq!(remedies(&document, None), expected, "{misspelt}");
    }
    let mut document = sound();
    document["components"]["schemas"]["Names"]["items"]["decription"] = json!("a");
    let expected = "write `description` if intended, or remove it: it has no effect";
    assert_eq!(remedies(&document, None)[0].2, expected);
}

#[test]
fn a_misspelt_type_is_one_error_with_the_nearest() {
    for (pointer, misspelt, similar) in [
        ("/components/schemas/Thing", "objct", "object"),
        (NAME, "strng", "string"),
        ("/components/schemas/Names", "arry", "array"),
    ] {
        let mut document = sound();
        document.pointer_mut(pointer).expect("a schema")["type"] = json!(misspelt);
        let remedy = format!("write `{similar}` if intended");
        let expected = [(Severity::Error, "unsupported-schema", remedy)];
        assert_eq!(remedies(&document, None), expected, "{misspelt}");
    }
}

#[test]
fn types_of_other_languages_are_those_of_openapi_and_formats_suggest_them() {
    let at = format!("{NAME}/type");
    for found in ["int", "double", "bool", "str", "file", "any", "date-time"] {
        check(&at, json!(found), &[("foreign-type", &at)]);
    }
    for found in [json!(["string"]), json!(["string", "null"]), json!(["string", "integer"])] {
        check(&format!("{NAME}/type"), found, &[]);
    }
    for misspelt in ["date-tme", "datetime", "Date-Time"] {
        let mut document = sound();
        document.pointer_mut(NAME).expect("a schema")["format"] = json!(misspelt);
        let remedy = format!("write `date-time` if intended; `{misspelt}` has no effect");
        let expected = [(Severity::Warning, "unknown-format", remedy)];
        assert_eq!(remedies(&document, None), expected, "{misspelt}");
    }
    for format in ["date-time", "password", "uuid", "email", "time", "uri", "ipv4"] {
        check(&format!("{NAME}/format"), json!(format), &[]);
    }
    for format in ["int32", "uint32", "uint64", "int16"] {
        check(NAME, json!({"type": "integer", "format": format}), &[]);
    }
}

/// What is reported about a document after these changes: what was found, and the remedy.
fn reported(changes: &[(&str, Value)]) -> Vec<String> {
    let mut document = sound();
    for (pointer, value) in changes {
        let (parent, key) = pointer.rsplit_once('/').expect("a pointer");
        document.pointer_mut(parent).expect("a value")[key.replace("~1", "/")] = value.clone();
    }
    let (_, diagnostics) = read(&document.to_string());
    diagnostics.iter().map(|one| format!("{}; {}", one.found, one.remedy)).collect()
}

#[test]
fn types_of_other_languages_are_one_warning_that_names_each() {
    let properties = json!({
        "price": {"type": "decimal"},
        "paid": {"type": "date"},
        "due": {"type": "date"},
        "born": {"type": "timestamp", "format": "date"},
        "more": {"type": "map"},
        "any": {"type": "any"},
    });
    let found = reported(&[("/components/schemas/Thing/properties", properties)]);
    let expected = "types that OpenAPI does not have: `type: decimal` (read as `number`, which has 64 bits), \
                    `type: date`, 2 times (read as `string` with the format `date`), `type: timestamp` (read as `string`), \
                    `type: map` (read as `object`), 1 more; write the type that is sent, with an overlay if need be: a decimal in quotes is `type: string` with `format: decimal`";
    assert_eq!(found, [expected]);
}

#[test]
fn values_of_enums_that_are_of_another_type_are_one_warning() {
    let values = |name: &str, values: Value| {
        let properties = json!({"a": {"type": name, "enum": values}});
        reported(&[("/components/schemas/Thing/properties", properties)])
    };
    let expected = |value: &str, name: &str| {
        format!(
            "`{value}`, a value of an enum of the type `{name}`; correct the type or the values with an overlay, or move \
             the values of a list to its `items`; until then values are sent and expected as the type states"
        )
    };
    assert_eq!(values("string", json!(["a", 10, 20])), [expected("10", "string")]);
    assert_eq!(values("integer", json!([1, "2"])), [expected("\"2\"", "integer")]);
    assert_eq!(values("integer", json!([1.5])), [expected("1.5", "integer")]);
    assert_eq!(values("array", json!(["a"])), [expected("\"a\"", "array")]);
    for (name, of_type) in [
        ("string", json!(["a", null])),
        ("integer", json!([1, 2.0])),
        ("number", json!([1, 0.5])),
        ("boolean", json!([true])),
        ("array", json!([["a"]])),
    ] {
        assert_eq!(values(name, of_type), <[String; 0]>::default(), "{name}");
    }
}

#[test]
fn operations_with_one_name_are_a_warning_with_their_places_and_names() {
    let get = |id: &str| json!({"get": {"operationId": id, "responses": {"204": {"description": "Done"}}}});
    let expected = |first: &str| {
        format!(
            "operations with one name: `{first}` of GET /a and `get-other` of GET /b; set other ids with an overlay; \
             until then they are named `{first}GetA` and `get-otherGetB`"
        )
    };
    for first in ["get-other", "getOther"] {
        let changes = [("/paths/~1a", get(first)), ("/paths/~1b", get("get-other"))];
        assert_eq!(reported(&changes), [expected(first)]);
    }
    let both = ("duplicate-operation-id", "/paths/~1b/get/operationId");
    check_all(&[("/paths/~1a", get("a")), ("/paths/~1b", get("A"))], &[both]);
    // The name of one without an id is that of another.
    let mut unnamed = get("");
    unnamed["get"].as_object_mut().expect("an operation").remove("operationId");
    let found = reported(&[("/paths/~1a", get("getB")), ("/paths/~1b", unnamed)]);
    assert!(found[0].contains("`getB` of GET /a and GET /b without an id"), "{found:?}");
}

#[test]
fn a_label_and_a_parameter_of_other_names_are_one_warning() {
    let parameters = format!("{GET}/parameters");
    let first = format!("{parameters}/0");
    check(&parameters, json!([parameter("path", "name")]), &[("misnamed-parameter", &first)]);
    let found = reported(&[(&parameters, json!([parameter("path", "name")]))]);
    let expected = "the label `{id}` of a path, without a parameter, and the path parameter `name`, without a label; ";
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    // The parameter of a path is that of each operation.
    let of_path = [
        ("/paths/~1things~1{id}/parameters", json!([parameter("path", "name")])),
        (&parameters, json!([])),
    ];
    let found = reported(&of_path);
    assert!(found.len() == 1 && found[0].starts_with(expected), "{found:?}");
    // Which of two parameters is meant is not evident.
    let two = json!([parameter("path", "name"), parameter("path", "key")]);
    let both = [
        ("label-without-parameter", "/paths/~1things~1{id}"),
        ("parameter-without-label", &*first),
    ];
    check(&parameters, two, &both);
}

#[test]
fn schemes_of_http_that_are_not_registered_are_warnings_with_the_nearest() {
    let at = "/components/securitySchemes/token";
    let scheme = |name: &str| json!({"type": "http", "scheme": name});
    for (name, meant) in [("baerer", "bearer"), ("Basci", "basic"), ("JWT", "bearer")] {
        let found = reported(&[(at, scheme(name))]);
        let expected = format!(
            "the HTTP scheme `{name}`, which is not registered; did you mean `{meant}`? until then the caller states the \
             whole header `Authorization`, with the name of the scheme"
        );
        assert_eq!(found, [expected]);
    }
    check(at, scheme("hmac-of-ours"), &[("unknown-http-scheme", &format!("{at}/scheme"))]);
    for registered in ["Basic", "BEARER", "digest", "SCRAM-SHA-256", "DPoP", "negotiate"] {
        check(at, scheme(registered), &[]);
    }
}

#[test]
fn a_reference_to_a_name_alone_suggests_the_component() {
    let name = "/components/schemas/Thing/properties/name";
    let to = |target: &str| json!({"$ref": target});
    for target in ["Name", "#Name", "#/Name", "schemas/Name", "#/definitions/Name"] {
        let found = reported(&[(name, to(target))]);
        let expected = format!("the reference `{target}`; write `#/components/schemas/Name`");
        assert_eq!(found, [expected]);
    }
    for other in ["Name.yaml", "other.yaml#/Name", "https://example.com/Name"] {
        check(name, to(other), &[("external-reference", &format!("{name}/$ref"))]);
    }
}

#[test]
fn values_and_keywords_in_the_wrong_place_say_where_they_belong() {
    let parameters = format!("{GET}/parameters");
    let mut defaulted = parameter("query", "size");
    defaulted["default"] = json!(3);
    let found = reported(&[(&parameters, json!([parameter("path", "id"), defaulted]))]);
    let expected =
        "the keyword `default` in a parameter; move it into `schema`; here it has no effect";
    assert_eq!(found, [expected]);

    let flags = json!({"type": "string", "required": true, "minLength": -1});
    let found = reported(&[("/components/schemas/Thing/properties/name", flags)]);
    let expected = [
        "a value of the keyword `required` that it cannot have; list the property in `required` of the object that \
         has it; this value is ignored",
        "a value of the keyword `minLength` that it cannot have; correct the value with an overlay; it is ignored",
    ];
    assert_eq!(found, expected);

    let found = reported(&[("/openapi", json!(3.1))]);
    assert_eq!(found, ["OpenAPI version `3.1`; write `openapi: 3.1.0`"]);
    let mut document = sound();
    document["openapi"] = json!("3.1.0");
    document["info"].as_object_mut().expect("an object").remove("version");
    let (_, diagnostics) = read(&document.to_string());
    assert_eq!(diagnostics[0].expected, "`version`, which OpenAPI requires here");
}

#[test]
fn a_misspelt_mark_of_aws_signatures_is_named() {
    let at = "/components/securitySchemes/hmac/x-amazon-apigateway-authtype";
    for misspelt in ["awsSigV4", "awsSigv"] {
        check(at, json!(misspelt), &[("unsigned-scheme", at)]);
    }
    check(at, json!("custom"), &[]);
}

#[test]
fn a_checksum_of_a_stream_is_a_warning() {
    let put = "/paths/~1things~1{id}/put";
    let operation = |content: Value| {
        json!({
            "operationId": "PutThing",
            "x-request-checksum": "crc32",
            "parameters": [parameter("path", "id")],
            "requestBody": {
                "content": {"application/json": {"schema": {
                    "type": "object",
                    "properties": {"content": content},
                }}},
            },
            "responses": {"204": {"description": "Success"}},
        })
    };
    let stream = json!({"type": "string", "x-streaming": true, "x-payload": true});
    let at = format!("{put}/x-request-checksum");
    check(put, operation(stream), &[("checksum-of-stream", &at)]);
    check(put, operation(json!({"type": "string"})), &[]);
}

#[test]
fn unknown_extensions_are_errors_in_overlays_and_misspelt_ones_warnings_in_documents() {
    let similar = "write `x-sensitive` if intended, or remove it: it has no effect";
    let none = "remove it; it has no effect";
    for (target, update, remedy) in [
        ("$.components.schemas.Name", "{x-sensitve: true}", similar),
        ("$.components.schemas.Thing.properties.name", "{x-sensitve: true}", similar),
        ("$.components.schemas.Name", "{X-Sensitive: true}", similar),
        ("$.components.schemas.Name", "{x_sensitive: true}", similar),
        ("$.components.schemas.Name", "{X_Internal: true}", none),
        ("$.components.schemas.Name", "{x-internal-team: a}", none),
        ("$.servers[0]", "{x-internal-team: a}", none),
        ("$.paths", "{x-internal-team: a}", none),
        ("$.paths.*.get.responses", "{x-internal-team: a}", none),
        (
            "$.paths.*.get",
            "{x-waiter: {}}",
            "write `x-waiters` if intended, or remove it: it has no effect",
        ),
    ] {
        let overlay = format!("- target: {target}\n  update: {update}\n");
        let expected = [(Severity::Error, "unknown-extension", remedy.to_owned())];
        assert_eq!(remedies(&sound(), Some(&overlay)), expected, "{target} {update}");
    }
    let overlay = "- target: $.paths.*.get\n  update: {x-sensitive: true}\n";
    let remedy = "move it there; here it has no effect".to_owned();
    let misplaced = [(Severity::Error, "misplaced-extension", remedy)];
    assert_eq!(remedies(&sound(), Some(overlay)), misplaced);
    // A property of that name is no extension.
    let overlay =
        "- target: $.components.schemas.Thing.properties\n  update: {x-amz-id: {type: string}}\n";
    assert_eq!(remedies(&sound(), Some(overlay)), []);

    let mut document = sound();
    document["components"]["schemas"]["Name"]["x-internal-team"] = json!("a");
    document["paths"]["x-internal-team"] = json!("a");
    assert_eq!(remedies(&document, None), [], "documents have extensions for other tools");
    document["components"]["schemas"]["Name"]["x-sensitve"] = json!(true);
    let expected = [(Severity::Warning, "unknown-extension", similar.to_owned())];
    assert_eq!(remedies(&document, None), expected);
}

#[test]
fn all_problems_are_reported_at_once() {
    check_all(
        &[
            (NAME, json!({"type": "strin"})),
            ("/paths/~1things~1{id}/delete/responses/204/description", json!(5)),
            ("/info/x-timestamp-format", json!("unix")),
        ],
        &[
            ("invalid-openapi", "/paths/~1things~1{id}/delete/responses/204/description"),
            ("invalid-extension", "/info/x-timestamp-format"),
            ("unsupported-schema", "/components/schemas/Name/type"),
        ],
    );
}

#[test]
fn components_that_no_operation_reaches_have_no_warnings() {
    // A required member without property, an unknown keyword and an unknown format.
    let schema = |name: &str| {
        format!(
            "    {name}: {{type: object, required: [b], minimun: 1, properties: {{a: {{type: string, format: date-tim}}}}}}\n"
        )
    };
    let text = |used: &str| {
        format!(
            "openapi: 3.0.0\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\n\
             paths:\n  /a:\n    get: {{operationId: a, responses: {{'200': {{description: A, content: {{\
             application/json: {{schema: {{$ref: '#/components/schemas/{used}'}}}}}}}}}}}}\n\
             components:\n  schemas:\n{}{}    Empty: {{type: object}}\n",
            schema("First"),
            schema("Second")
        )
    };
    let warnings = |text: &str| -> Vec<String> {
        let (service, diagnostics) = read(text);
        assert!(service.is_some(), "{diagnostics:#?}");
        diagnostics.iter().map(ToString::to_string).collect()
    };
    assert_eq!(warnings(&text("Empty")), Vec::<String>::new());
    let found = warnings(&text("Second"));
    assert_eq!(found.len(), 3, "{found:#?}");
    // The first place is in use, and there is no other.
    assert!(found.iter().all(|one| one.contains("/schemas/Second")), "{found:#?}");
    assert!(found.iter().all(|one| !one.contains("more") && !one.contains("times")), "{found:#?}");
    // An error anywhere counts: a selection must not make a document valid.
    let broken = text("Empty").replace("type: string", "type: strang");
    assert!(read(&broken).1.iter().any(|one| one.severity == Severity::Error));
}
