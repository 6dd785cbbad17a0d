//! The schemas of all models, read from the document and its overlays as JSON and nothing more.

use std::fs;
use std::sync::LazyLock;

use generator::diagnostics::Diagnostics;
use generator::document::{Source, load};
use serde_json::{Map, Value, json};

use crate::repository;

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    let folder = repository::root().join("specs/ivs-realtime/2020-07-14");
    let source = |name: &str| Source {
        name: name.to_owned(),
        text: fs::read_to_string(folder.join(name)).expect("the document can be read"),
    };
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder can be read")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".overlay.yaml"))
        .collect();
    names.sort();
    let overlays: Vec<Source> = names.iter().map(|name| source(name)).collect();
    let document = load(
        &source("openapi.yaml"),
        &overlays,
        &mut Diagnostics::default(),
    );
    document.expect("the document is in order").value
});

/// The schema of a type; `None` for one that the document does not have.
pub(super) fn of_type(name: &str) -> Option<Value> {
    let schemas = DOCUMENT["components"]["schemas"].as_object()?;
    let (found, _) = schemas
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(json!({"$ref": format!("#/components/schemas/{found}")}))
}

/// What a `$ref` points at.
pub(super) fn resolve(reference: &str) -> &'static Value {
    let pointer = reference.strip_prefix('#').unwrap_or(reference);
    DOCUMENT
        .pointer(pointer)
        .unwrap_or_else(|| panic!("nothing at {reference}"))
}

/// What an operation takes: the members of its path, query and body in one object.
pub(super) fn of_input(name: &str) -> Value {
    let operation = find(name);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let invented = ["Pagination token", "Pagination limit"];
        let is_invented = parameter["description"]
            .as_str()
            .is_some_and(|it| invented.contains(&it));
        let name = parameter["name"].as_str().unwrap_or_default();
        if !is_invented && !name.to_ascii_lowercase().starts_with("x-amz-") && !name.is_empty() {
            properties.insert(name.to_owned(), parameter["schema"].clone());
            required.extend((parameter["required"] == true).then(|| name.to_owned()));
        }
    }
    if let Some(body) = body_of(name) {
        let members = body["properties"].as_object().cloned().unwrap_or_default();
        properties.extend(members);
        let names = body["required"].as_array().into_iter().flatten();
        required.extend(names.filter_map(Value::as_str).map(str::to_owned));
    }
    json!({"type": "object", "properties": properties, "required": required})
}

/// The keys of an operation's body; `None` if it has no body.
pub(super) fn body_keys(operation: &str) -> Option<Vec<String>> {
    let body = body_of(operation)?;
    Some(
        body["properties"]
            .as_object()
            .into_iter()
            .flat_map(|it| it.keys().cloned())
            .collect(),
    )
}

/// The schema of a body. The one of the request is inlined one level deep, and the conversion lost
/// there what nested members require; the shape that it was made from still says it.
fn body_of(operation: &str) -> Option<&'static Value> {
    find(operation).get("requestBody")?;
    let shape = format!("/components/schemas/{operation}Request");
    DOCUMENT.pointer(&shape)
}

/// What an operation answers: the members of its body and its headers in one object.
pub(super) fn of_output(operation: &str) -> Value {
    let responses = find(operation)["responses"].as_object();
    let success = responses
        .into_iter()
        .flatten()
        .find(|(status, _)| status.starts_with('2'))
        .and_then(|(_, response)| response.pointer("/content/application~1json/schema"));
    let Some(schema) = success else {
        return json!({"type": "object"});
    };
    let schema = schema["$ref"].as_str().map_or(schema, resolve);
    let members = schema["properties"].as_object().into_iter().flatten();
    let properties: Map<String, Value> = members
        .map(|(name, member)| {
            let name = member["x-header"].as_str().unwrap_or(name);
            (name.to_owned(), member.clone())
        })
        .collect();
    let mut output = schema.clone();
    output["properties"] = Value::Object(properties);
    output
}

fn find(name: &str) -> &'static Value {
    let items = DOCUMENT["paths"].as_object().into_iter().flatten();
    items
        .flat_map(|(_, item)| item.as_object().into_iter().flatten())
        .map(|(_, operation)| operation)
        .find(|operation| operation["operationId"] == name)
        .unwrap_or_else(|| panic!("the document has no operation {name}"))
}
