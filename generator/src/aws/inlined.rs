//! Schemas that the conversion inlined although the components have them by name.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::members::wire_name;
use super::{operations, string, target};
use crate::openapi::components::schema_pointer;
use crate::openapi::report::{Report, listed};
use crate::openapi::shape_name;
use crate::openapi::structure::JSON;
use crate::pointer::Pointer;

/// The suffixes of the names of input schemas.
const SUFFIXES: &[&str] = &["Request", "Input", "Message"];

/// Replaces the schema of each request body by a reference to the input's schema.
///
/// Bodies are inlined by one level: names of nested enums and structures are gone, and the description of a
/// member's type replaces the member's own. The full schema stands among the components, with a `title`
/// equal to its name: `{operationId}` + `Request`, `Input` or `Message` (3,124 of 3,132), else one with the
/// same properties. Without either the inlined one is read. The input of a request without a body is named by
/// `x-input`.
pub(super) fn refer_to_inputs(document: &mut Value, report: &mut Report<'_>) {
    let operations = operations(document);
    let inputs = Inputs::of(document, &operations);
    let mut changes: Vec<(Pointer, Value)> = Vec::new();
    for (path, method) in &operations {
        let operation = Pointer::root().child("paths").child(path).child(method);
        let Some(id) = operation.child("operationId").resolve(document).and_then(Value::as_str)
        else {
            continue;
        };
        if let Some(name) = inputs.by_name(id)
            && operation.child("x-input").resolve(document).is_none()
        {
            changes.push((operation.child("x-input"), reference_to(name)));
        }
        let body = operation.child("requestBody");
        let Some(value) = body.resolve(document) else {
            continue;
        };
        let body = match target(value) {
            Some(reference) => Pointer::parse(reference).unwrap_or(body),
            None => body,
        };
        let at = body.child("content").child(JSON).child("schema");
        let Some(inlined) = at.resolve(document).and_then(structure) else {
            continue;
        };
        if let Some(name) = inputs.by_name(id).or_else(|| inputs.by_properties(id, inlined)) {
            warn_of_difference(name, inputs.schemas[name], inlined, &at, report);
            changes.push((at, reference_to(name)));
        }
    }
    for (pointer, value) in changes {
        let parent = pointer.parent().and_then(|parent| document.pointer_mut(parent.as_str()));
        if let (Some(Value::Object(parent)), Some(key)) = (parent, pointer.key()) {
            parent.insert(key, value);
        }
    }
}

/// The schemas of inputs, by name.
struct Inputs<'v> {
    schemas: HashMap<&'v str, &'v Map<String, Value>>,
    /// The names in the order of the document.
    names: Vec<&'v str>,
    /// Names of schemas that an operation has by its own name.
    taken: HashSet<String>,
}

impl<'v> Inputs<'v> {
    fn of(document: &'v Value, operations: &[(String, &str)]) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let titled = schemas.into_iter().flatten().filter_map(|(name, schema)| {
            let object = structure(schema)?;
            (string(schema, "title") == Some(name)).then_some((name.as_str(), object))
        });
        let titled: Vec<_> = titled.collect();
        let mut inputs = Self {
            names: titled.iter().map(|(name, _)| *name).collect(),
            schemas: titled.into_iter().collect(),
            taken: HashSet::new(),
        };
        let ids = operations.iter().filter_map(|(path, method)| {
            string(document["paths"].get(path)?.get(method)?, "operationId")
        });
        inputs.taken = ids.filter_map(|id| inputs.by_name(id)).map(str::to_owned).collect();
        inputs
    }

    fn by_name(&self, id: &str) -> Option<&'v str> {
        SUFFIXES.iter().find_map(|suffix| {
            let (name, _) = self.schemas.get_key_value(format!("{id}{suffix}").as_str())?;
            Some(*name)
        })
    }

    /// The schema with the same properties that no operation has by name; among several, the one
    /// whose name begins most like the operation's.
    fn by_properties(&self, id: &str, inlined: &Map<String, Value>) -> Option<&'v str> {
        let keys = wire_keys(inlined);
        let mut best = None;
        for name in self.names.iter().filter(|name| !self.taken.contains(**name)) {
            if wire_keys(self.schemas[name]) != keys {
                continue;
            }
            let alike = name.bytes().zip(id.bytes()).take_while(|(a, b)| a == b).count();
            if best.is_none_or(|(most, _)| alike > most) {
                best = Some((alike, *name));
            }
        }
        best.map(|(_, name)| name)
    }
}

/// The schema, if it is an object with known members.
fn structure(schema: &Value) -> Option<&Map<String, Value>> {
    let schema = schema.as_object()?;
    let is_object = schema.get("type").is_some_and(|kind| kind == "object");
    let is_map = match schema.get("additionalProperties") {
        None => !schema.contains_key("properties"),
        Some(values) => values != &Value::Bool(false),
    };
    (is_object && !is_map).then_some(schema)
}

fn wire_keys(object: &Map<String, Value>) -> BTreeSet<&str> {
    let properties = object.get("properties").and_then(Value::as_object);
    let properties = properties.into_iter().flatten();
    properties.map(|(name, property)| wire_name(name, property)).collect()
}

fn warn_of_difference(
    name: &str,
    titled: &Map<String, Value>,
    inlined: &Map<String, Value>,
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let (titled, inlined) = (wire_keys(titled), wire_keys(inlined));
    let ignored: Vec<_> = inlined.difference(&titled).collect();
    if !ignored.is_empty() {
        report
            .warning("request-body-differs", &pointer.child("properties"))
            .found(format!("{}, which `{name}` does not have", listed(&ignored)))
            .expected(format!("the members of `{name}`, from which the input is made"))
            .remedy(format!("change `{name}`: the inlined copy is not read"));
    }
}

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
fn values(schema: &Value) -> Option<&Vec<Value>> {
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

fn reference_to(name: &str) -> Value {
    json!({"$ref": schema_pointer(name).to_string()})
}
