use generator::diagnostics::Diagnostics;
use generator::document::{Source, load};
use serde_json::json;

use super::*;

/// Compares the actions with those expected, and their effect on `base` with `target`.
fn check(base: Value, target: Value, expected: &str) {
    let overlay = Overlay::between(&base, &target);
    let text = overlay.to_yaml().unwrap();
    let actions = text.split_once("actions:\n").unwrap().1;
    assert_eq!(actions, expected, "\n{actions}");
    let source = |name: &str, text: String| Source { name: name.to_owned(), text: text.into() };
    let mut diagnostics = Diagnostics::default();
    let made =
        load(&source("base.json", base.to_string()), &[source("a.yaml", text)], &mut diagnostics);
    let made = made.unwrap_or_else(|| panic!("{:?}", diagnostics.into_vec()));
    assert_eq!(made.value, target);
}

fn schema(before: Value, after: Value, expected: &str) {
    let document = |schema: Value| json!({"paths": {}, "components": {"schemas": {"A": schema}}});
    check(document(before), document(after), expected);
}

fn operation(before: Value, after: Value, expected: &str) {
    let document = |operation: Value| json!({"paths": {"/a": {"get": operation}}});
    check(document(before), document(after), expected);
}

#[test]
fn changes_of_schemas_become_actions() {
    // Members values and limits are added.
    schema(
        json!({"properties": {"a": {}}, "required": ["a"], "enum": ["A"]}),
        json!({"properties": {"a": {}, "b": {"type": "string"}}, "required": ["a", "b"], "enum": ["A", "B"], "maxLength": 4}),
        "  # A\n  - target: $.components.schemas.A\n    update:\n      properties:\n        b:\n          type: string\n      \
         required:\n      - b\n      enum:\n      - B\n      maxLength: 4\n",
    );
    // A single change has a precise target.
    schema(
        json!({"type": "object", "properties": {"a": {"type": "string"}}}),
        json!({"type": "object", "properties": {"a": {"type": "integer"}}}),
        "  # A\n  - target: $.components.schemas.A.properties.a\n    update:\n      type: integer\n",
    );
    // Removing an item replaces the list.
    schema(
        json!({"type": "string", "enum": ["A", "B", "C"]}),
        json!({"type": "string", "enum": ["A", "C", "D"]}),
        "  # A\n  - target: $.components.schemas.A.enum\n    remove: true\n  - target: $.components.schemas.A\n    update:\n      \
         enum:\n      - A\n      - C\n      - D\n",
    );
    schema(
        json!({"type": "object", "required": ["a"]}),
        json!({"type": "object"}),
        "  # A\n  - target: $.components.schemas.A.required\n    remove: true\n",
    );
    // Removing a limit replaces the schema.
    schema(
        json!({"type": "string", "maxLength": 3}),
        json!({"type": "string"}),
        "  # A\n  - target: $.components.schemas.A\n    remove: true\n  - target: $.components.schemas\n    update:\n      A:\n        \
         type: string\n",
    );
    schema(
        json!({"properties": {"a": {"maximum": 3}, "b": {}}}),
        json!({"properties": {"a": {}, "b": {}}}),
        "  # A\n  - target: $.components.schemas.A.properties.a\n    remove: true\n  - target: $.components.schemas.A.properties\n    \
         update:\n      a: {}\n",
    );
    // Changing a reference replaces its list.
    schema(
        json!({"properties": {"a": {"allOf": [{"$ref": "#/x"}]}, "b": {"$ref": "#/x"}}}),
        json!({"properties": {"a": {"allOf": [{"$ref": "#/y"}]}, "b": {"allOf": [{"$ref": "#/x"}]}}}),
        "  # A\n  - target: $.components.schemas.A.properties.a.allOf\n    remove: true\n  \
         - target: $.components.schemas.A.properties.b\n    remove: true\n  - target: $.components.schemas.A.properties\n    update:\n      \
         a:\n        allOf:\n        - $ref: '#/y'\n      b:\n        allOf:\n        - $ref: '#/x'\n",
    );
    // Schemas are added and removed.
    check(
        json!({"components": {"schemas": {"A": {}, "B": {"type": "string"}}}}),
        json!({"components": {"schemas": {"A": {}, "C": {"type": "object"}}}}),
        "  # B\n  - target: $.components.schemas.B\n    remove: true\n\n  # C\n  - target: $.components.schemas\n    update:\n      C:\n        \
         type: object\n",
    );
    // Header members are shared by schemas.
    let header = json!({"x-header": "ETag"});
    check(
        json!({"components": {"schemas": {"A": {"properties": {}}}}}),
        json!({"components": {"schemas": {"A": {"properties": {"tag": header}}, "B": {"properties": {"tag": header}}}}}),
        "  # B\n  - target: $.components.schemas\n    update:\n      B:\n        properties: {}\n\n  # members in headers\n  \
         - target: $.components.schemas['A','B']\n    update:\n      properties:\n        tag:\n          x-header: ETag\n",
    );
}

#[test]
fn changes_of_operations_become_actions() {
    check(
        json!({"paths": {"/a": {"get": {"operationId": "GetA"}, "put": {"operationId": "PutA"}}, "/b": {"get": {"operationId": "GetB"}}}}),
        json!({"paths": {"/a": {"get": {"operationId": "GetA"}}, "/c/{d}": {"get": {"operationId": "GetC"}}}}),
        "  # GetB\n  - target: $.paths['/b']\n    remove: true\n\n  # GetA\n  - target: $.paths['/a'].put\n    remove: true\n\n  # GetC\n  \
         - target: $.paths\n    update:\n      /c/{d}:\n        get:\n          operationId: GetC\n",
    );
    operation(
        json!({"operationId": "A", "responses": {"200": {}, "480": {}}, "requestBody": {"a": {"b": {}}}}),
        json!({"operationId": "A", "responses": {"200": {}, "481": {}}, "requestBody": {"a": {"b": {"c": 1, "d": 2}}}, "x-read-only": true}),
        "  # A\n  - target: $.paths['/a'].get.responses['480']\n    remove: true\n  - target: $.paths['/a'].get\n    update:\n      \
         x-read-only: true\n  - target: $.paths['/a'].get.responses\n    update:\n      '481': {}\n  \
         - target: $.paths['/a'].get.requestBody.a.b\n    update:\n      c: 1\n      d: 2\n",
    );
    let one =
        |name: &str, most: u64| json!({"name": name, "in": "query", "schema": {"maxLength": most}});
    operation(
        json!({"parameters": [one("a", 1), one("b", 2)]}),
        json!({"parameters": [one("a", 1), one("b", 3), one("c", 4)]}),
        "  # /a\n  - target: $.paths['/a'].get.parameters[?@.name=='b' && @.in=='query'].schema\n    update:\n      maxLength: 3\n  \
         - target: $.paths['/a'].get\n    update:\n      parameters:\n      - name: c\n        in: query\n        schema:\n          maxLength: 4\n",
    );
    operation(
        json!({"parameters": [one("a", 1), one("b", 2)]}),
        json!({"parameters": [one("b", 2)]}),
        "  # /a\n  - target: $.paths['/a'].get.parameters\n    remove: true\n  - target: $.paths['/a'].get\n    update:\n      parameters:\n      \
         - name: b\n        in: query\n        schema:\n          maxLength: 2\n",
    );
}

#[test]
fn facts_of_the_service_outside_of_the_model_are_kept() {
    check(
        json!({"info": {"title": "Trees", "license": {}, "version": "1"}, "servers": [], "paths": {}}),
        json!({"info": {"title": "Woods", "license": {}, "version": "1", "x-a": 1}, "servers": [], "paths": {}, "x-hasEquivalentPaths": true}),
        "  # the service\n  - target: $.info\n    update:\n      title: Woods\n      x-a: 1\n  - target: $\n    update:\n      \
         x-hasEquivalentPaths: true\n",
    );
}

#[test]
fn equal_documents_need_no_overlay() {
    let document = json!({"info": {"title": "Trees"}, "paths": {"/a": {}}, "components": {"schemas": {"A": {}}}});
    assert!(Overlay::between(&document, &document).is_empty());
}
