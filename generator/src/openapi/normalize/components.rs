//! Adds schemas to the components, named after where they stand.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use crate::openapi::components::{HOISTED, schema_pointer};
use crate::openapi::schemas::is_annotation;
use crate::openapi::types::{numbered, shape_name};
use crate::openapi::walk;
use crate::pointer::Pointer;
use crate::service::folded;

/// The named schemas of a document, to which others are added.
pub(super) struct Schemas {
    /// Their names, folded.
    names: HashSet<String>,
    added: Vec<(String, Value)>,
}

impl Schemas {
    /// The names that the document has.
    pub(super) fn of(document: &Value) -> Self {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
        let names = schemas.into_iter().flat_map(Map::keys).map(|name| folded(name)).collect();
        Self { names, added: Vec::new() }
    }

    /// Moves a schema to the components and leaves a reference to it.
    pub(super) fn hoist(&mut self, name: &str, schema: &mut Value) -> String {
        let name = self.free(name);
        let reference = reference_to(&name);
        let moved = std::mem::replace(schema, json!({"$ref": reference}));
        self.names.insert(folded(&name));
        self.added.push((name, moved));
        reference
    }

    /// A free name, which is taken from now on.
    pub(super) fn reserve(&mut self, name: &str) -> String {
        let name = self.free(name);
        self.names.insert(folded(&name));
        name
    }

    fn free(&self, name: &str) -> String {
        numbered(name).find(|name| !self.names.contains(&folded(name))).unwrap_or_default()
    }

    /// Adds what was hoisted to the document, which lists its names.
    pub(super) fn add_to(self, document: &mut Value) {
        if self.added.is_empty() {
            return;
        }
        if let Some(components) = components(document) {
            let hoisted = components.entry(HOISTED).or_insert_with(|| json!([]));
            if let Some(hoisted) = hoisted.as_array_mut() {
                hoisted.extend(self.added.iter().map(|(name, _)| json!(name)));
            }
        }
        if let Some(schemas) = section(document, "schemas") {
            schemas.extend(self.added);
        }
    }
}

/// A section of the components, which is added if the document has none.
pub(super) fn section<'d>(
    document: &'d mut Value,
    name: &str,
) -> Option<&'d mut Map<String, Value>> {
    components(document)?.entry(name).or_insert_with(|| json!({})).as_object_mut()
}

fn components(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let root = document.as_object_mut()?;
    root.entry("components").or_insert_with(|| json!({})).as_object_mut()
}

/// Whether a schema was hoisted, so that its name is not one of the document.
pub(super) fn is_hoisted(document: &Value, name: &str) -> bool {
    let hoisted = document.get("components").and_then(|components| components.get(HOISTED));
    hoisted.and_then(Value::as_array).is_some_and(|names| names.iter().any(|known| known == name))
}

/// A reference to the schema of that name.
pub(super) fn reference_to(name: &str) -> String {
    schema_pointer(name).to_string()
}

/// The name of the schema to which a reference of that form leads.
pub(super) fn schema_name(reference: &str) -> Option<String> {
    let pointer = Pointer::parse(reference)?;
    let tokens: Vec<_> = pointer.tokens().collect();
    match tokens.as_slice() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            Some(name.clone())
        }
        _ => None,
    }
}

/// Whether the schema is a reference with annotations.
pub(super) fn is_annotated_reference(schema: &Map<String, Value>) -> bool {
    let parts = schema.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let annotation = |part: &Value| {
        part.as_object().is_some_and(|part| part.keys().all(|key| is_annotation(key)))
    };
    let is_form = match parts {
        [target] => walk::reference(target).is_some(),
        [target, annotations] => walk::reference(target).is_some() && annotation(annotations),
        _ => false,
    };
    is_form && schema.keys().all(|key| key == "allOf" || is_annotation(key))
}

/// A name for what stands at that pointer: the named part or the operation around it, then its members.
///
/// `#/components/schemas/Pet/properties/owner` is `PetOwner`.
pub(super) fn name_of(document: &Value, pointer: &Pointer) -> String {
    let tokens: Vec<_> = pointer.tokens().collect();
    let (mut name, rest) = match tokens.as_slice() {
        [components, _, name, rest @ ..] if components == "components" => (name.clone(), rest),
        [paths, path, method, rest @ ..] if paths == "paths" => {
            let id = document
                .get("paths")
                .and_then(|paths| paths.get(path)?.get(method)?.get("operationId")?.as_str());
            let named = id.map(str::to_owned);
            (named.unwrap_or_else(|| shape_name(method, path)), rest)
        }
        rest => (String::new(), rest),
    };
    let is_media_type = |token: &str| token.contains('/');
    let mut is_index = false;
    for token in rest {
        // The parts of an `allOf` are one schema.
        if std::mem::replace(&mut is_index, token == "allOf") {
            continue;
        }
        let part = match token.as_str() {
            "properties" | "allOf" | "oneOf" | "anyOf" | "content" | "schema" | "parameters" => {
                continue;
            }
            "requestBody" => "request",
            "responses" => "response",
            "items" => "item",
            "additionalProperties" => "value",
            token if is_media_type(token) => continue,
            token => token,
        };
        name = shape_name(&name, part);
    }
    match name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        true => name,
        false => format!("Schema{name}"),
    }
}
