use serde_json::json;

use super::*;

fn check(before: Value, after: Value, expected: &str) {
    let text = Words::between(&before, &after).to_string();
    let text = anstream::adapter::strip_str(&text).to_string();
    assert_eq!(text, expected, "\n{text}");
}

#[test]
fn schemas_in_words() {
    let document = |schemas: Value| json!({"components": {"schemas": schemas}});
    check(
        document(json!({
            "A": {"type": "object", "properties": {"a": {"$ref": "#/x"}, "b": {}}, "required": ["b"]},
            "E": {"enum": ["A", "B"], "description": "Old."}, "L": {"maxLength": 3, "pattern": "a"}, "G": {},
        })),
        document(json!({
            "A": {"type": "object", "properties": {"a": {"$ref": "#/y"}, "c": {}, "d": {}}, "required": ["c"], "x-union": true},
            "E": {"enum": ["A", "C"], "description": "New."}, "L": {"maxLength": 4, "minLength": 1},
            "N": {"properties": {"a": {}}}, "V": {"enum": ["X", "Y"]}, "S": {"type": "string"},
        })),
        "+ A: mark x-union true\n~ A: member a: $ref from #/x to #/y\n+ A: members c (required), d\n- A: member b\n\
         + E: enum value C\n- E: enum value B\n~ L: constraint maxLength from 3 to 4\n+ L: constraint minLength 1\n- L: constraint pattern a\n\
         + schema N (1 member)\n+ schema V (2 values)\n+ schema S (string)\n- schema G\n\
         3 schemas, 2 members, 1 enum value, 1 constraint, 1 mark added; 1 member, 1 constraint changed; \
         1 schema, 1 member, 1 enum value, 1 constraint removed\n",
    );
}

#[test]
fn a_member_becomes_required() {
    let document = |required: Value| json!({"components": {"schemas": {"A": {"properties": {"a": {}, "b": {}}, "required": required}}}});
    check(
        document(json!(["a"])),
        document(json!(["b"])),
        "~ A: members a: no longer required, b: now required\nnothing added; 2 members changed; nothing removed\n",
    );
}

#[test]
fn operations_in_words() {
    let error = |name: &str| json!({"description": name});
    check(
        json!({"paths": {"/a": {"get": {"operationId": "A", "responses": {"200": {}, "480": error("X"), "481": error("Y")},
            "parameters": [{"name": "p", "in": "query", "schema": {"maxLength": 1}}]}}, "/b": {"get": {"operationId": "B"}}}}),
        json!({"paths": {"/a": {"post": {"operationId": "A", "responses": {"200": {}, "480": error("Y"), "481": error("Z")},
            "parameters": [{"name": "p", "in": "query", "schema": {"maxLength": 2}}, {"name": "q", "in": "path"}], "x-read-only": true,
            "requestBody": {}}}, "/c": {"get": {"operationId": "C"}}}}),
        "+ A: mark x-read-only true\n~ A: fact path from GET /a to POST /a\n+ A: error Z\n- A: error X\n\
         ~ A: parameter p: maxLength from 1 to 2\n+ A: parameter q\n+ operation C\n- operation B\n\
         1 operation, 1 error, 1 parameter, 1 mark added; 1 parameter, 1 fact changed; 1 operation, 1 error removed\n",
    );
}

#[test]
fn nothing_changed_is_nothing_said() {
    let document = json!({"info": {"title": "A"}, "components": {"schemas": {"A": {}}}});
    assert!(Words::between(&document, &document).is_empty());
}
