//! Documents of forms that are rewritten before they are read.

use serde_json::{Value, json};

use super::{lines, read, structure, values};
use crate::service::{EnumValue, Service, ShapeKind};

/// The service of a document with these paths and schemas, and the codes of everything reported.
fn service(version: &str, paths: &Value, schemas: &Value) -> (Service, Vec<&'static str>) {
    let document = json!({
        "openapi": version,
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example.com"}],
        "paths": paths,
        "components": {"schemas": schemas},
    });
    let (service, diagnostics) = read(&document.to_string());
    let codes = diagnostics.iter().map(|each| each.code).collect();
    (service.unwrap_or_else(|| panic!("{diagnostics:#?}")), codes)
}

fn names(paths: &Value) -> Vec<String> {
    let (service, mut codes) = service("3.0.0", paths, &json!({}));
    codes.retain(|code| !["duplicate-operation-id", "label-without-parameter"].contains(code));
    assert_eq!(codes, <[&str; 0]>::default());
    service.operations.iter().map(|operation| operation.name.clone()).collect()
}

fn done() -> Value {
    json!({"responses": {"200": {"description": "Done."}}})
}

fn named(id: &str) -> Value {
    json!({"operationId": id, "responses": {"200": {"description": "Done."}}})
}

#[test]
fn operations_without_an_id_are_named_by_method_and_path() {
    let paths = json!({
        "/pets/{id}": {"get": done(), "options": done()},
        "/pets": {"post": done(), "get": named("list pets/all")},
        "/owners": {"get": named("2fa")},
    });
    let expected = ["getPetsById", "optionsPetsById", "postPets", "list_pets_all", "get2fa"];
    assert_eq!(names(&paths), expected);
    let (service, _) = service("3.0.0", &paths, &json!({}));
    let documentation = service.operations.iter().map(|each| each.documentation.as_deref());
    let expected = ["GET /pets/{id}", "OPTIONS /pets/{id}", "POST /pets", "list pets/all", "2fa"];
    let expected = expected.map(|written| format!("The operation `{written}`."));
    assert!(documentation.eq(expected.iter().map(|text| Some(text.as_str()))));
}

#[test]
fn callbacks_and_parameters_without_a_name_are_left_out() {
    let mut operation = named("search");
    operation["callbacks"] = json!({"found": {"$ref": "#/components/callbacks/found"}});
    operation["parameters"] = json!([
        {"name": "q", "in": "query", "schema": {"type": "string"}},
        {"name": "", "in": "query", "schema": {"type": "string"}},
    ]);
    let (service, codes) = service("3.0.0", &json!({"/search": {"get": operation}}), &json!({}));
    assert_eq!(codes, ["unnamed-parameter"]);
    let input = service.operations[0].input.iter().map(|member| &*member.name);
    assert_eq!(input.collect::<Vec<_>>(), ["q"]);
}

#[test]
fn all_operations_with_one_id_have_method_and_path() {
    let paths = json!({
        "/a": {"get": named("list")},
        "/b/{c}": {"get": named("List")},
        "/d": {"get": named("other")},
    });
    assert_eq!(names(&paths), ["listGetA", "ListGetBByC", "other"]);
    let [one, other] = names(&json!({"/a-b": {"get": done()}, "/a/b": {"get": done()}}))
        .try_into()
        .expect("two operations");
    assert!(
        one.starts_with("getAB") && other.starts_with("getAB") && one != other,
        "{one} {other}"
    );
}

/// The requests of a document with these paths, about which nothing but labels without a parameter is reported.
fn requests(paths: &Value) -> Vec<String> {
    let (service, mut codes) = service("3.0.0", paths, &json!({}));
    codes.retain(|code| *code != "label-without-parameter");
    assert_eq!(codes, <[&str; 0]>::default());
    let lines = service.operations.iter().flat_map(lines);
    lines.filter(|line| !line.starts_with("  ->")).collect()
}

#[test]
fn a_label_in_the_query_of_a_path_is_a_required_parameter() {
    let mut declared = named("declared");
    declared["parameters"] = json!([
        {"name": "y", "in": "path", "required": true, "schema": {"type": "integer"}},
        {"name": "z", "in": "query", "schema": {"type": "boolean"}},
    ]);
    let mut shared = json!({"get": named("shared")});
    shared["parameters"] = json!([{"name": "y", "in": "query", "schema": {"type": "string"}}]);
    let found = requests(&json!({
        "/a?x=1&y={label}": {"get": named("added")},
        "/b?y={y}&z={z}": {"get": declared},
        "/c?y={y}": shared,
        "/d/{y}?x={y}": {"get": named("both")},
        "/e?f%5Bg%5D={y}": {"get": named("encoded")},
    }));
    let expected = [
        "added: GET /a?x=1",
        "  query y: string!",
        "declared: GET /b",
        "  query y: integer!",
        "  query z: boolean",
        "shared: GET /c",
        "  query y: string",
        "both: GET /d/{y}",
        "  path y: string!",
        "  query x: string!",
        "encoded: GET /e",
        "  query f[g]: string!",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_label_with_a_plus_or_an_asterisk_keeps_slashes() {
    let mut declared = named("declared");
    declared["parameters"] =
        json!([{"name": "path", "in": "path", "required": true, "schema": {"type": "string"}}]);
    let mut marked = named("marked");
    marked["parameters"] =
        json!([{"name": "path*", "in": "path", "required": true, "schema": {"type": "string"}}]);
    let found = requests(&json!({
        "/v1/{+name}": {"get": named("prefix")},
        "/files/{path*}": {"get": declared},
        "/trees/{path*}": {"get": marked},
        "/all/{*rest}/of/{id}": {"get": named("router")},
    }));
    let expected = [
        "prefix: GET /v1/{name+}",
        "  path name: string!",
        "declared: GET /files/{path+}",
        "  path path: string!",
        "marked: GET /trees/{path+}",
        "  path path: string!",
        "router: GET /all/{rest+}/of/{id}",
        "  path rest: string!",
        "  path id: string!",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_header_of_a_path_is_left_out_where_an_operation_states_it_or_overrides_it() {
    let header =
        |name: &str, of: &str| json!({"name": name, "in": "header", "schema": {"type": of}});
    let mut get = named("getNote");
    get["responses"]["200"]["content"] = json!({"text/plain": {"schema": {"type": "string"}}});
    let mut put = named("putNote");
    put["parameters"] = json!([header("x-trace", "integer")]);
    let parameters = json!([header("Accept", "string"), header("X-Trace", "string")]);
    let found = requests(&json!({"/notes": {"parameters": parameters, "get": get, "put": put}}));
    let expected = [
        "getNote: GET /notes",
        "  header X-Trace: string",
        "putNote: PUT /notes",
        "  header x-trace: integer",
        "  header Accept: string",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_parameter_with_content_is_json_or_a_form() {
    let range = json!({"type": "object", "properties": {"from": {"type": "integer"}}});
    let parameter = |name: &str, media_type: &str, schema: Value| {
        let content = json!({media_type: {"schema": schema}});
        json!({"name": name, "in": "query", "content": content})
    };
    let mut search = named("search");
    search["parameters"] = json!([
        parameter("json", "application/json", range.clone()),
        parameter("form", "application/x-www-form-urlencoded; charset=utf-8", range),
        parameter("written", "application/x-www-form-urlencoded", json!({"type": "string"})),
        parameter("size", "text/plain", json!({"type": "integer"})),
    ]);
    let paths = json!({"/things": {"get": search}});
    let expected = [
        "search: GET /things",
        "  query json json: searchJson",
        "  query urlencoded form: searchForm",
        "  query written: string",
        "  query size: integer",
    ];
    assert_eq!(requests(&paths), expected);
}

/// A path whose response is that schema.
fn getting(schema: &Value) -> Value {
    json!({"/pet": {"get": {
        "operationId": "getPet",
        "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": schema}}}},
    }}})
}

#[test]
fn all_of_is_merged() {
    let schemas = json!({
        "Animal": {
            "required": ["kind", "born"],
            "properties": {"kind": {"type": "string"}, "born": {"type": "string"}, "home": {"properties": {"street": {"type": "string"}}}},
        },
        "Pet": {"allOf": [
            {"$ref": "#/components/schemas/Animal"},
            {"properties": {"name": {"type": "string"}, "parent": {"allOf": [{"$ref": "#/components/schemas/Pet"}, {"properties": {"since": {"type": "integer"}}}]}}},
            {"required": ["name"]},
        ]},
    });
    let (service, codes) =
        service("3.0.0", &getting(&json!({"$ref": "#/components/schemas/Pet"})), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    let output: Vec<_> = service.operations.iter().flat_map(lines).collect();
    assert_eq!(
        output[1],
        "  -> 200 kind: string!, born: string!, home: AnimalHome, name: string!, parent: PetParent"
    );
    let expected = [
        "kind: string!",
        "born: string!",
        "home: AnimalHome",
        "name: string!",
        "parent: PetParent",
        "since: integer",
    ];
    assert_eq!(structure(&service, "PetParent"), expected);
}

#[test]
fn members_that_a_part_refines_keep_those_of_the_others() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = json!({
        "Firewall": {"type": "object", "properties": {
            "label": {"type": "string"},
            "rules": {"type": "object", "properties": {
                "policy": {"type": "string"},
                "inbound": {"type": "array", "items": {"type": "string"}},
            }},
        }},
        "NewFirewall": {"allOf": [
            {"$ref": "#/components/schemas/Firewall"},
            {"properties": {
                "label": {"minLength": 3, "required": ["no"]},
                "rules": {
                    "properties": {"inbound": {"required": ["port"]}, "note": {"type": "string"}},
                    "required": ["policy"],
                },
            }},
        ]},
    });
    let (service, codes) = service("3.0.3", &getting(&to("NewFirewall")), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    let output = lines(&service.operations[0]).concat();
    assert!(output.contains("label: string, rules: NewFirewallRules"), "{output}");
    let expected = ["policy: string!", "inbound: [string]", "note: string"];
    assert_eq!(structure(&service, "NewFirewallRules"), expected);
    // Of a schema that others extend, all have the same type.
    let mut extended = schemas.clone();
    extended["Wall"] = json!({"allOf": [
        {"$ref": "#/components/schemas/NewFirewall"}, {"properties": {"id": {"type": "string"}}},
    ]});
    let (service, codes) = self::service("3.0.3", &getting(&to("Wall")), &extended);
    assert_eq!(codes, <[&str; 0]>::default());
    let output = lines(&service.operations[0]).concat();
    assert!(output.contains("rules: NewFirewallRules, id: string"), "{output}");
    assert_eq!(structure(&service, "NewFirewallRules"), expected);
    // Of two, the members of both, and each has its own.
    let data = |name: &str| {
        let mut data = json!({"type": "object", "properties": {}});
        data["properties"][name] = json!({"type": "string"});
        json!({"type": "object", "properties": {"data": data}})
    };
    let both = json!({"allOf": [to("One"), to("Two"), to("Two")], "properties": {
        "one": to("One"), "two": to("Two"),
    }});
    let schemas = json!({"One": data("a"), "Two": data("b"), "Both": both});
    let (service, codes) = self::service("3.0.3", &getting(&to("Both")), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    for (name, expected) in [
        ("BothData", &["a: string", "b: string"][..]),
        ("OneData", &["a: string"]),
        ("TwoData", &["b: string"]),
    ] {
        assert_eq!(structure(&service, name), expected, "{name}");
    }
}

#[test]
fn keywords_beside_a_reference_apply_from_3_1_on() {
    let to = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let with = |name: &str, keywords: Value| {
        let mut schema = to(name);
        schema.as_object_mut().unwrap().extend(keywords.as_object().unwrap().clone());
        schema
    };
    let deep = with("Animal", json!({"properties": {"age": {"type": ["integer", "null"]}}}));
    let schemas = json!({
        "Animal": {"type": "object", "properties": {"name": {"type": "string"}}},
        "Kind": {"type": "string", "enum": ["cat", "dog"]},
        "Pet": {"type": "object", "properties": {
            "owner": with("Animal", json!({"properties": {"friend": deep}, "required": ["name"]})),
            "kind": with("Kind", json!({"const": "cat"})),
            "other": with("Kind", json!({"description": "Another.", "maxLength": 3})),
        }},
    });
    let (newer, codes) = service("3.1.0", &getting(&to("Pet")), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    let output = lines(&newer.operations[0]).concat();
    assert!(output.contains("owner: PetOwner, kind: PetKind, other: Kind"), "{output}");
    assert_eq!(structure(&newer, "PetOwner"), ["name: string!", "friend: PetOwnerFriend"]);
    assert_eq!(structure(&newer, "PetOwnerFriend"), ["name: string", "age: integer?"]);
    assert_eq!(values(&newer, "PetKind"), ["cat"]);

    let (older, _) = service("3.0.3", &getting(&to("Pet")), &schemas);
    let output = lines(&older.operations[0]).concat();
    assert!(output.contains("owner: Animal, kind: Kind, other: Kind"), "{output}");
}

#[test]
fn documents_of_3_1_are_lowered() {
    let schemas = json!({"Pet": {
        "type": "object",
        "properties": {
            "name": {"type": ["string", "null"], "examples": ["Rex"]},
            "age": {"type": "integer", "exclusiveMinimum": 0},
            "any": true,
            "kind": {"$ref": "#/components/schemas/Pet/$defs/kind"},
            "photo": {"type": "string", "contentEncoding": "base64"},
        },
        "$defs": {"kind": {"type": "string", "const": "pet"}},
    }});
    let (service, codes) =
        service("3.1.0", &getting(&json!({"$ref": "#/components/schemas/Pet"})), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    let output: Vec<_> = service.operations.iter().flat_map(lines).collect();
    assert!(output[1].contains("age: integer, any: json"), "{output:?}");
    assert!(output[1].contains("photo: blob"), "{output:?}");
}

#[test]
fn documents_of_3_2_are_lowered() {
    let pets = json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}});
    let document = json!({
        "openapi": "3.2.0",
        "$self": "https://example.com/openapi.json",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://example.com", "name": "main"}],
        "paths": {"/pets": {
            "get": {
                "operationId": "listPets",
                "parameters": [
                    {"name": "q", "in": "querystring", "content": {"application/x-www-form-urlencoded": {
                        "schema": {"type": "object", "properties": {"name": {"type": "string"}}},
                    }}},
                    {"name": "session", "in": "cookie", "style": "cookie", "schema": {"type": "string"}},
                    {"name": "seen", "in": "cookie", "style": "form", "explode": true, "schema": {"type": "string"}},
                ],
                "responses": {"200": {"content": {"application/json": {"$ref": "#/components/mediaTypes/Pets"}}}},
            },
            "query": {"operationId": "searchPets", "responses": {"204": {}}},
            "additionalOperations": {"COPY": {"operationId": "copyPets", "responses": {"204": {}}}},
        }},
        "components": {
            "mediaTypes": {
                "Pets": {"$ref": "#/components/mediaTypes/All"},
                "All": {"schema": pets},
            },
            "schemas": {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}},
        },
    });
    let (service, diagnostics) = read(&document.to_string());
    let codes: Vec<_> = diagnostics.iter().map(|each| each.code).collect();
    assert_eq!(codes, ["unsupported-method"], "{diagnostics:#?}");
    let service = service.expect("only a warning was reported");
    let found: Vec<_> = service.operations.iter().flat_map(lines).collect();
    let expected = [
        "listPets: GET /pets",
        "  query formexploded q: listPetsQ",
        "  cookie cookieexploded session: string",
        "  cookie formexploded seen: string",
        "  -> 200 payload body: [Pet]!",
    ];
    assert_eq!(found, expected);
}

#[test]
fn types_of_shared_components_are_named_after_them() {
    let mut operation = named("listPets");
    operation["parameters"] = json!([{"$ref": "#/components/parameters/order"}]);
    operation["responses"]["default"] = json!({"$ref": "#/components/responses/Problem"});
    let schema = json!({"type": "object", "properties": {"code": {"type": "string"}}});
    let document = json!({
        "openapi": "3.0.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example.com"}],
        "paths": {"/pets": {"get": operation}},
        "components": {
            "parameters": {
                "order": {"name": "sort", "in": "query", "schema": {"type": "array", "items": {"type": "string", "enum": ["up", "down"]}}},
                "only": {"name": "only", "in": "query", "schema": {"type": "string", "enum": ["one"]}},
            },
            "responses": {"Problem": {"description": "Failed.", "content": {"application/json": {"schema": schema}}}},
            "schemas": {"Order": {"type": "integer"}},
        },
    });
    let (service, diagnostics) = read(&document.to_string());
    assert_eq!(diagnostics, []);
    let service = service.expect("nothing was reported");
    let names: Vec<_> = service.shapes.keys().map(String::as_str).collect();
    assert_eq!(names, ["order2", "Problem"]);
}

#[test]
fn an_integer_up_to_the_largest_unsigned_one_is_unsigned() {
    let (_, members) = members_of(&json!({"properties": {
        "id": {"type": "integer", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64},
        "signed": {"type": "integer", "minimum": 0, "maximum": 9_223_372_036_854_775_807_i64},
        "long": {"type": "integer", "format": "int64", "minimum": 0, "maximum": 18_446_744_073_709_551_615_u64},
    }}));
    assert_eq!(members, ["id: unsigned", "signed: integer", "long: integer"]);
}

#[test]
fn an_int_or_string_is_one_of_both() {
    let schemas = json!({"Pet": {"type": "object", "properties": {
        "port": {"type": "string", "format": "int-or-string", "description": "A port."},
    }}});
    let (service, codes) =
        service("3.0.0", &getting(&json!({"$ref": "#/components/schemas/Pet"})), &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    assert_eq!(structure(&service, "PetPort"), ["Integer: integer", "String: string"]);
}

#[test]
fn an_object_is_sent_as_a_merge_patch_and_a_list_as_a_json_patch() {
    let sent = |schema: Value| {
        let content = json!({
            "application/json-patch+json": {"schema": schema},
            "application/merge-patch+json": {"schema": schema},
        });
        let mut operation = named("changePet");
        operation["requestBody"] = json!({"content": content});
        let (service, _) = service("3.0.0", &json!({"/pet": {"patch": operation}}), &json!({}));
        service.operations[0].media_type.clone()
    };
    assert_eq!(sent(json!({"type": "object"})).as_deref(), Some("application/merge-patch+json"));
    let list = json!({"type": "array", "items": {"type": "object"}});
    assert_eq!(sent(list).as_deref(), Some("application/json-patch+json"));
}

#[test]
fn what_nothing_is_read_of_may_be_incomplete() {
    let document = json!({
        "openapi": "3.0.0",
        "info": {"title": "Pets", "version": 1.0, "license": {"url": "none"}, "contact": "somebody"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"description": "It has no name."}],
        "externalDocs": {},
        "security": [{"login": []}, {"connect": []}],
        "paths": {"/pets": {"get": {"operationId": "listPets", "externalDocs": []}}},
        "components": {
            "securitySchemes": {"login": {"type": "oauth2"}, "connect": {"type": "openIdConnect"}},
            "examples": {"pet": 5},
            "links": {"pet": 5},
        },
    });
    let (service, diagnostics) = read(&document.to_string());
    assert_eq!(diagnostics, []);
    let service = service.expect("nothing was reported");
    assert_eq!(service.api_version, "1.0");
    assert_eq!(
        service.operations.iter().flat_map(lines).collect::<Vec<_>>(),
        ["listPets: GET /pets", "  -> 200"]
    );
    assert_eq!(service.security.schemes.len(), 2);
}

#[test]
fn schemas_without_a_type_have_the_one_that_their_keywords_imply() {
    let schemas = json!({
        "Pet": {
            "properties": {
                "tags": {"items": {"type": "string"}},
                "count": {"format": "int32"},
                "born": {"type": "date-time"},
                "list": {"type": "array"},
                "wrong": {"type": "string", "minimum": 5, "items": {}},
            },
            "required": ["tags", "gone"],
        },
    });
    let (service, codes) =
        service("3.0.0", &getting(&json!({"$ref": "#/components/schemas/Pet"})), &schemas);
    assert_eq!(codes, ["unknown-required-member", "foreign-type"]);
    let output: Vec<_> = service.operations.iter().flat_map(lines).collect();
    let expected = "  -> 200 tags: [string]!, count: integer32, born: timestamp(datetime), list: [json], wrong: string";
    assert_eq!(output[1], expected);
}

#[test]
fn a_type_of_another_language_is_reported_where_it_is_used() {
    let paths = getting(&json!({"$ref": "#/components/schemas/A"}));
    let schemas = json!({"A": {"type": "string"}, "Unused": {"type": "decimal"}});
    assert_eq!(service("3.0.0", &paths, &schemas).1, <[&str; 0]>::default());
    let schemas = json!({"A": {"type": ["date", "null"]}});
    assert_eq!(service("3.1.0", &paths, &schemas).1, ["foreign-type"]);
}

#[test]
fn a_document_without_an_operation_is_a_warning() {
    for paths in [json!({}), json!({"/a": {"summary": "Nothing."}})] {
        assert_eq!(service("3.0.0", &paths, &json!({})).1, ["no-operations"]);
    }
}

#[test]
fn values_that_keywords_cannot_have_are_reported() {
    for (schema, is_reported) in [
        (json!({"type": "object", "properties": ["a", "b"]}), true),
        (json!({"type": "string", "enum": "a"}), true),
        (json!({"type": "string", "minLength": -1}), true),
        // What is meant is evident, or nothing is stated.
        (
            json!({"type": "object", "properties": {"a": {"type": "string"}}, "required": "a"}),
            false,
        ),
        (json!({"type": "string", "minLength": "1", "description": null, "enum": []}), false),
    ] {
        let paths = getting(&json!({"$ref": "#/components/schemas/A"}));
        let (_, codes) = service("3.0.0", &paths, &json!({"A": schema}));
        let expected: &[&str] = if is_reported { &["invalid-keyword-value"] } else { &[] };
        assert_eq!(codes, expected, "{schema}");
    }
}

#[test]
fn a_base_with_a_discriminator_is_one_of_those_that_extend_it() {
    let paths = json!({"/pets": {"get": {"operationId": "listPets", "responses": {"200": {
        "description": "Pets.",
        "content": {"application/json": {"schema": {"type": "object", "properties": {
            "pets": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}},
        }}}},
    }}}}});
    let extending = |name: &str, properties: Value| {
        let base = format!("#/components/schemas/{name}");
        json!({"allOf": [{"$ref": base}, {"type": "object", "properties": properties}]})
    };
    let mut cat = extending("Pet", json!({"lives": {"type": "integer"}}));
    cat["x-ms-discriminator-value"] = json!("feline");
    let schemas = json!({
        "Pet": {
            "type": "object",
            "discriminator": {"propertyName": "kind"},
            "required": ["kind"],
            "properties": {"kind": {"type": "string"}},
        },
        "Cat": cat,
        "Lion": extending("Cat", json!({"pride": {"type": "string"}})),
        "Plain": {"type": "object", "properties": {"pet": {"$ref": "#/components/schemas/Pet"}}},
    });
    let (service, codes) = service("3.0.0", &paths, &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    assert_eq!(lines(&service.operations[0]), ["listPets: GET /pets", "  -> 200 pets: [AnyPet]"]);
    assert_eq!(
        structure(&service, "AnyPet"),
        [
            "by kind",
            "Cat: Cat tags feline,Cat required kind",
            "Lion: Lion tags Lion required kind",
            "Pet: Pet tags Pet required kind"
        ]
    );
    assert_eq!(structure(&service, "Lion"), ["kind: string!", "lives: integer", "pride: string"]);
}

#[test]
fn levels_below_a_discriminator_are_alternatives_where_its_values_are_names() {
    let paths = json!({"/pets": {"get": {"operationId": "listPets", "responses": {"200": {
        "description": "Pets.",
        "content": {"application/json": {"schema": {"type": "object", "properties": {
            "cat": {"$ref": "#/components/schemas/Cat"},
            "house": {"$ref": "#/components/schemas/HouseCat"},
            "either": {"oneOf": [
                {"$ref": "#/components/schemas/Cat"},
                {"$ref": "#/components/schemas/Lion"},
                {"$ref": "#/components/schemas/Tiger"},
            ]},
        }}}},
    }}}}});
    let base = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let schemas = |kind: Value| {
        json!({
            "Pet": {
                "type": "object",
                "discriminator": {"propertyName": "kind"},
                "properties": {"kind": kind},
            },
            "Cat": {"allOf": [base("Pet"), {"properties": {"lives": {"type": "integer"}}}]},
            "Lion": {"allOf": [base("Cat"), {"properties": {"pride": {"type": "string"}}}]},
            // No member has its type but as an alternative, so that it is a type of its own.
            "Tiger": {"allOf": [base("Cat")]},
            // Another name of `Cat`.
            "HouseCat": {"allOf": [base("Cat")]},
        })
    };
    let (any, _) = service("3.0.0", &paths, &schemas(json!({"type": "string"})));
    let any = lines(&any.operations[0]);
    let cat = "  -> 200 cat: AnyCat, house: AnyCat, either: listPetsEither";
    assert_eq!(any[1], cat);
    let values = json!({"type": "string", "enum": ["young", "old"]});
    let (own, _) = service("3.0.0", &paths, &schemas(values));
    let own = lines(&own.operations[0]);
    assert!(own[1].starts_with("  -> 200 cat: Cat, house: Cat, "), "{own:?}");
    let values = json!({"type": "string", "enum": ["Cat", "Lion"]});
    let (named, _) = service("3.0.0", &paths, &schemas(values));
    assert_eq!(lines(&named.operations[0])[1], cat);
    let alternatives = structure(&named, "listPetsEither");
    assert!(alternatives.iter().any(|line| line.starts_with("Cat: Cat")), "{alternatives:?}");
}

#[test]
fn a_reference_that_shows_only_after_another_is_moved_is_followed() {
    let paths = json!({"/pets": {"get": {"operationId": "listPets", "responses": {"200": {
        "description": "Pets.",
        "content": {"application/json": {"schema": {"type": "object", "properties": {
            "pet": {"$ref": "#/components/schemas/Pet/definitions/inner"},
        }}}},
    }}}}});
    let schemas = json!({"Pet": {"type": "object", "properties": {}, "definitions": {
        "inner": {"type": "object", "properties": {
            "owner": {"$ref": "#/components/schemas/Pet/definitions/owner"},
        }},
        "owner": {"type": "object", "properties": {"name": {"type": "string"}}},
    }}});
    let (service, _) = service("3.1.0", &paths, &schemas);
    assert_eq!(lines(&service.operations[0]).len(), 2);
    assert_eq!(service.shapes.len(), 2);
}

#[test]
fn a_reference_to_a_part_of_another_kind_is_reported_where_it_stands() {
    let at = "#/paths/~1pets/get/parameters/0";
    let document = json!({
        "openapi": "3.0.0",
        "info": {"title": "Pets", "version": "1"},
        "servers": [{"url": "https://pets.example.com"}],
        "paths": {"/pets": {"get": {
            "operationId": "listPets",
            "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"200": {"description": "Pets.", "content": {"application/json": {
                "schema": {"type": "array", "items": {"$ref": at}},
            }}}},
        }}},
    });
    let (_, diagnostics) = read(&document.to_string());
    let [only] = diagnostics.as_slice() else {
        panic!("{diagnostics:#?}");
    };
    let pointer = only.pointer.as_ref().expect("it has a place");
    assert!(pointer.as_str().ends_with("/schema/items/$ref"), "{only}");
}

/// The members of a structure of OpenAPI 3.1 with these properties and keywords.
fn members_of(schema: &Value) -> (Service, Vec<String>) {
    let schemas = json!({"Pet": schema});
    let paths = getting(&json!({"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}));
    let (service, codes) = service("3.1.0", &paths, &schemas);
    assert_eq!(codes, <[&str; 0]>::default());
    let members = structure(&service, "Pet");
    (service, members)
}

#[test]
fn keys_that_fit_patterns_give_the_others_no_type() {
    let integer = || json!({"type": "integer"});
    for (keywords, expected) in [
        (json!({"patternProperties": {"^x": integer()}}), "{json}"),
        (json!({"patternProperties": {"^x": integer()}, "additionalProperties": true}), "{json}"),
        (
            json!({"patternProperties": {"^x": integer()}, "additionalProperties": {"type": "string"}}),
            "{json}",
        ),
        (
            json!({"patternProperties": {"^x": integer()}, "additionalProperties": integer()}),
            "{integer}",
        ),
        (
            json!({"patternProperties": {"^x": integer()}, "unevaluatedProperties": false}),
            "{integer}",
        ),
        (
            json!({"patternProperties": {"^x": integer()}, "additionalProperties": false}),
            "{integer}",
        ),
        (
            json!({"patternProperties": {"^x": integer(), "^y": integer()}, "additionalProperties": false}),
            "{integer}",
        ),
        (
            json!({"patternProperties": {"^x": integer(), "^y": {"type": "string"}}, "additionalProperties": false}),
            "{json}",
        ),
        (
            json!({
                "patternProperties": {"^x": {"type": "integer", "title": "X"}, "^y": integer()},
                "additionalProperties": false,
            }),
            "{integer}",
        ),
        (json!({"patternProperties": {"^.*$": integer()}}), "{integer}"),
        (json!({"patternProperties": {".+": integer(), "^x": {"type": "string"}}}), "{json}"),
        (json!({"patternProperties": {}, "additionalProperties": integer()}), "{integer}"),
    ] {
        let mut map = keywords.clone();
        map["type"] = json!("object");
        let mut others = map.clone();
        others["properties"] = json!({"map": map});
        let (_, members) = members_of(&others);
        let expected =
            [format!("map: {expected}"), format!("others additionalProperties: {expected}")];
        assert_eq!(members, expected, "{keywords}");
    }
}

#[test]
fn schemas_of_patterns_and_positions_are_lowered() {
    let number = || json!({"type": ["number", "null"]});
    for (schema, expected) in [
        (
            json!({"type": "object", "patternProperties": {"^x": number()}, "additionalProperties": false}),
            "{double?}",
        ),
        (json!({"prefixItems": [number(), number()], "items": false}), "[double?]"),
        (json!({"prefixItems": [number(), number()], "items": number()}), "[double?]"),
        (json!({"prefixItems": [number(), number()], "maxItems": 2}), "[double?]"),
        (json!({"prefixItems": [number(), number()]}), "[json]"),
        (json!({"prefixItems": [number(), number()], "items": {"type": "string"}}), "[json]"),
        (json!({"prefixItems": [number(), {"type": "string"}], "items": false}), "[json]"),
        (json!({"prefixItems": [true, {}]}), "[json]"),
        (json!({"type": "array", "items": true}), "[json]"),
    ] {
        let (_, members) = members_of(&json!({"properties": {"value": schema}}));
        assert_eq!(members, [format!("value: {expected}")], "{schema}");
    }
}

#[test]
fn numbers_with_a_format_of_integers_are_integers() {
    let number = |format: &str| json!({"type": "number", "format": format});
    let (_, members) = members_of(&json!({"properties": {
        "small": number("int32"), "large": number("int64"), "unsigned": number("uint64"),
        "long": number("long"), "int": number("integer"), "amount": number("decimal"),
        "list": {"type": "array", "items": {"type": ["number", "null"], "format": "int32"}},
    }}));
    let expected = [
        "small: integer32",
        "large: integer",
        "unsigned: unsigned",
        "long: integer",
        "int: integer",
        "amount: double",
        "list: [integer32?]",
    ];
    assert_eq!(members, expected);
}

#[test]
fn bytes_are_told_by_their_encoding_and_media_type() {
    let (service, members) = members_of(&json!({"properties": {
        "photo": {"type": "string", "contentEncoding": "base64"},
        "token": {"contentEncoding": "base64url", "contentMediaType": "image/png"},
        "key": {"type": "string", "format": "byte", "contentEncoding": "base64url"},
        "scan": {"type": ["string", "null"], "contentEncoding": "base64"},
        "file": {"type": ["null", "string"], "contentMediaType": "image/png"},
        "page": {"contentMediaType": "application/xml"},
        "mail": {"contentEncoding": "quoted-printable"},
        "either": {"type": ["string", "integer"], "contentEncoding": "base64"},
    }}));
    let expected = [
        "photo: blob",
        "token: string",
        "key: string",
        "scan: blob?",
        "file: blob?",
        "page: string",
        "mail: string",
        "either: PetEither",
    ];
    assert_eq!(members, expected);
    assert_eq!(structure(&service, "PetEither"), ["Bytes: blob", "Integer: integer"]);
}

#[test]
fn strings_of_a_media_type_of_text_are_the_text() {
    for (media, expected) in [
        ("application/atom+xml; charset=utf-8", "string"),
        ("application/graphql", "string"),
        ("application/x-pem-file", "string"),
        ("application/vnd.api+json", "string"),
        ("application/yaml", "string"),
        ("text/html", "string"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "blob"),
        ("application/pdf", "blob"),
    ] {
        let (_, members) = members_of(&json!({"properties": {
            "value": {"type": "string", "contentMediaType": media},
        }}));
        assert_eq!(members, [format!("value: {expected}")], "{media}");
    }
}

#[test]
fn names_of_values_remain_beside_those_that_are_kept() {
    let (service, _) = members_of(&json!({"properties": {
        "state": {"enum": [null, "a", "b", "a"], "x-enumNames": ["Unset", "Active", "Blocked", "Again"]},
        "size": {"type": ["integer", "null"], "enum": [1, null, 2], "x-enum-varnames": ["Small", "Large"]},
    }}));
    let ShapeKind::Enum(states) = &service.shapes["PetState"].kind else { panic!("no enum") };
    assert!(states.iter().map(EnumValue::name).eq(["Active", "Blocked"]));
    assert_eq!(
        values(&service, "PetSize"),
        ["Small=1", "Large=2"],
        "names of those that are not null"
    );
}

#[test]
fn constants_of_one_type_are_an_enum() {
    let (service, members) = members_of(&json!({"properties": {
        "color": {"description": "The color.", "type": "string", "oneOf": [
            {"const": "r", "title": "Red", "description": "As fire."},
            {"const": "g"},
            {"enum": ["b"], "title": "Blue", "deprecated": true},
        ]},
        "size": {"anyOf": [{"const": 1, "title": "Small", "description": "One."}, {"const": 2}, {"type": "null"}]},
        "tag": {"oneOf": [{"const": "a", "title": "Same"}, {"const": "b", "title": "Same"}]},
        "flag": {"oneOf": [{"const": true}, {"const": false}]},
        "either": {"oneOf": [{"const": "a"}, {"const": 1}]},
        "open": {"oneOf": [{"const": "a"}, {"type": "string"}]},
    }}));
    let expected = [
        "color: PetColor",
        "size: PetSize?",
        "tag: PetTag",
        "flag: boolean",
        "either: PetEither",
        "open: PetOpen",
    ];
    assert_eq!(members, expected);
    let ShapeKind::Enum(colors) = &service.shapes["PetColor"].kind else { panic!("no enum") };
    let colors: Vec<_> = colors
        .iter()
        .map(|each| (each.value.as_str(), each.name(), each.documentation.as_deref()))
        .collect();
    let expected = [("r", "Red", Some("As fire.")), ("g", "g", None), ("b", "Blue", None)];
    assert_eq!(colors, expected);
    assert_eq!(values(&service, "PetSize"), ["Small=1", "2=2"]);
    let ShapeKind::Enum(tags) = &service.shapes["PetTag"].kind else { panic!("no enum") };
    assert!(tags.iter().map(EnumValue::name).eq(["a", "b"]), "names are unique");
    assert_eq!(
        structure(&service, "PetEither"),
        ["Enum: PetEitherEnum", "Integer: PetEitherInteger"]
    );
}

#[test]
fn each_type_of_several_has_its_values_of_an_enum() {
    let (service, members) = members_of(&json!({"properties": {
        "mix": {"type": ["string", "integer", "null"], "enum": ["a", 1, null]},
        "text": {"type": ["string", "boolean"], "enum": ["a", "b"]},
        "untyped": {"enum": [1, "two", true, null]},
        "any": {"enum": [1, {"two": 2}]},
    }}));
    assert_eq!(members, ["mix: PetMix?", "text: PetText", "untyped: PetUntyped?", "any: json"]);
    assert_eq!(
        structure(&service, "PetUntyped"),
        ["Boolean: boolean", "Integer: PetUntypedInteger", "Enum: PetUntypedEnum"]
    );
    assert_eq!(values(&service, "PetUntypedEnum"), ["two"]);
    assert_eq!(structure(&service, "PetMix"), ["Enum: PetMixEnum", "Integer: PetMixInteger"]);
    assert_eq!(values(&service, "PetMixEnum"), ["a"]);
    assert_eq!(values(&service, "PetMixInteger"), ["1=1"]);
    assert_eq!(structure(&service, "PetText"), ["Enum: PetTextEnum", "Boolean: boolean"]);
}
