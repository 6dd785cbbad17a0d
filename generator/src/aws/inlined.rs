//! Enums that the conversion inlined although the components have them by name.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{operations, string};
use crate::openapi::components::schema_pointer;
use crate::openapi::shape_name;
use crate::openapi::structure::JSON;

/// Replaces enums that the conversion inlined by references to the component with the same values.
///
/// Each of the 318 inlined enums has the values of an enum among the components. 37 have several such, and
/// the words of the names decide.
pub(super) fn refer_to_enums(document: &mut Value) {
    let enums = Enums::of(document);
    for (path, method) in operations(document) {
        let item = &mut document["paths"][&path];
        let Some(id) = string(&item[method], "operationId").map(str::to_owned) else {
            continue;
        };
        let parameters = item[method].get_mut("parameters");
        let parameters = parameters.and_then(Value::as_array_mut).into_iter();
        for parameter in parameters.flatten() {
            let name = string(parameter, "name").unwrap_or_default().to_owned();
            if let Some(schema) = parameter.get_mut("schema") {
                enums.replace(schema, &id, &name);
            }
        }
        let content = item[method].pointer_mut("/requestBody/content");
        let media = content.and_then(|content| content.get_mut(JSON));
        if let Some(schema) = media.and_then(|media| media.get_mut("schema")) {
            enums.replace_members(schema, &id);
        }
        let responses = item[method].get_mut("responses").and_then(Value::as_object_mut);
        for response in responses.into_iter().flat_map(|responses| responses.values_mut()) {
            let content = response.get_mut("content").and_then(|content| content.get_mut(JSON));
            if let Some(schema) = content.and_then(|media| media.get_mut("schema")) {
                enums.replace_members(schema, &id);
            }
        }
    }
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for (name, schema) in schemas.into_iter().flatten() {
        enums.replace_members(schema, &name.clone());
    }
}

/// The names of the enums among the components, by their values.
struct Enums(HashMap<Vec<Value>, Vec<String>>);

impl Enums {
    fn of(document: &Value) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let mut enums: HashMap<Vec<Value>, Vec<String>> = HashMap::new();
        for (name, schema) in schemas.into_iter().flatten() {
            if let Some(values) = values(schema) {
                enums.entry(values.clone()).or_default().push(name.clone());
            }
        }
        Self(enums)
    }

    /// Replaces the enums of a structure's members.
    fn replace_members(&self, schema: &mut Value, owner: &str) {
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (member, property) in properties.into_iter().flatten() {
            self.replace(property, owner, &member.clone());
        }
    }

    /// Replaces a schema that is an enum, or the enums in it.
    fn replace(&self, schema: &mut Value, owner: &str, member: &str) {
        if let Some(found) = values(schema).and_then(|values| self.find(values, owner, member)) {
            let reference = reference_to(found);
            if let Some(schema) = schema.as_object_mut() {
                let mut annotations = std::mem::take(schema);
                annotations.retain(|key, _| {
                    let keys = ["description", "deprecated", "example", "pattern"];
                    key.starts_with("x-") || keys.contains(&key.as_str())
                });
                schema.insert("allOf".to_owned(), json!([reference, annotations]));
            }
            return;
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get_mut(key) {
                self.replace(inner, owner, member);
            }
        }
        if schema.get("properties").is_some() {
            self.replace_members(schema, &shape_name(owner, member));
        }
    }

    /// The component with exactly these values that fits best to the name of the member and its owner.
    fn find(&self, values: &Vec<Value>, owner: &str, member: &str) -> Option<&str> {
        let mut best = None;
        for name in self.0.get(values)? {
            let fit = fit(name, owner, member);
            if best.is_none_or(|(most, _)| fit > most) {
                best = Some((fit, name.as_str()));
            }
        }
        best.map(|(_, name)| name)
    }
}

/// The values of a schema that is an enum of strings.
pub(super) fn values(schema: &Value) -> Option<&Vec<Value>> {
    let values = schema.get("enum")?.as_array()?;
    (string(schema, "type") == Some("string") && !values.is_empty()).then_some(values)
}

/// How well a candidate fits: words shared with the member, then with the owner, then brevity.
fn fit(candidate: &str, owner: &str, member: &str) -> (usize, usize, isize) {
    let candidate = words(candidate);
    let shared = |name: &str| {
        let words = words(name);
        candidate.iter().filter(|word| words.contains(word)).count()
    };
    (shared(member), shared(owner), -candidate.len().cast_signed())
}

/// The words of a name, in lower case and in the singular.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower_before = false;
    for c in name.chars() {
        if !c.is_ascii_alphanumeric() {
            lower_before = false;
            words.push(String::new());
            continue;
        }
        if words.is_empty() || (c.is_ascii_uppercase() && lower_before) {
            words.push(String::new());
        }
        lower_before = !c.is_ascii_uppercase();
        if let Some(word) = words.last_mut() {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
        .into_iter()
        .map(|word| word.strip_suffix('s').map(str::to_owned).unwrap_or(word))
        .collect()
}

pub(super) fn reference_to(name: &str) -> Value {
    json!({"$ref": schema_pointer(name).to_string()})
}
