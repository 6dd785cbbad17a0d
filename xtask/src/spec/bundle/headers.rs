//! Members of answers that travel in headers, where OpenAPI has a place of its own for them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// For each schema the headers that it has, as references in the form of a response.
pub(super) type Headers = BTreeMap<String, Map<String, Value>>;

/// Moves them from the schemas to the components of their own kind.
pub(super) fn take_out(document: &mut Value) -> Headers {
    let mut headers = Headers::new();
    let mut components = Map::new();
    let schemas = document
        .pointer_mut("/components/schemas")
        .and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            continue;
        };
        let (taken, kept) = std::mem::take(properties)
            .into_iter()
            .partition(|(_, member)| member.get("x-header").is_some());
        *properties = kept;
        let taken: Map<String, Value> = taken;
        let found = taken
            .into_iter()
            .filter_map(|(name, member)| header(&name, member));
        let of_schema: Map<String, Value> = found
            .map(|(name, header)| (name.clone(), shared(&mut components, name, header)))
            .collect();
        if !of_schema.is_empty() {
            headers.insert(name.clone(), of_schema);
        }
    }
    if let Some(Value::Object(all)) = document
        .get_mut("components")
        .filter(|_| !components.is_empty())
    {
        all.insert("headers".to_owned(), components.into());
    }
    headers
}

/// A reference to the header among the components; the header itself if another has its name there.
fn shared(components: &mut Map<String, Value>, name: String, header: Value) -> Value {
    let reference = json!({"$ref": format!("#/components/headers/{name}")});
    let known = components.entry(name).or_insert_with(|| header.clone());
    if *known == header { reference } else { header }
}

fn header(member: &str, schema: Value) -> Option<(String, Value)> {
    let Value::Object(mut schema) = schema else {
        return None;
    };
    let name = schema.shift_remove("x-header")?.as_str()?.to_owned();
    let mut header = Map::new();
    header.extend(
        schema
            .shift_remove("description")
            .map(|text| ("description".to_owned(), text)),
    );
    header.insert("schema".to_owned(), Value::Object(schema));
    header.insert("x-member".to_owned(), member.into());
    Some((name, Value::Object(header)))
}
