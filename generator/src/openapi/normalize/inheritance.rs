//! Schemas that others extend, with a discriminator: where one is referred to, a value may be any that extends it.
//!
//! `Pet` with the discriminator `kind`, which `Cat` and `Dog` extend by `allOf`, is referred to as `AnyPet`, which has
//! the alternatives `Cat`, `Dog` and `Pet`. Otherwise the members that the others add would be lost.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::components::{Schemas, reference_to, schema_name, section};
use crate::openapi::keywords::NodeKind;
use crate::openapi::walk;

/// Refers to the alternatives in place of each such schema.
pub(super) fn alternate(document: &mut Value) {
    let bases = bases(document);
    if bases.is_empty() {
        return;
    }
    let mut schemas = Schemas::of(document);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut added = Vec::new();
    for (base, alternatives) in bases {
        let name = schemas.reserve(&format!("Any{base}"));
        names.insert(reference_to(&base), reference_to(&name));
        added.push((name, alternatives));
    }
    walk::walk_mut(document, &mut |kind, value| {
        let new = walk::reference(value)
            .filter(|_| kind == NodeKind::Schema)
            .and_then(|reference| names.get(reference));
        if let Some(new) = new.cloned() {
            value["$ref"] = json!(new);
        }
    });
    if let Some(schemas) = section(document, "schemas") {
        schemas.extend(added);
    }
}

/// The schemas with a discriminator that others extend, each with the schema of its alternatives.
fn bases(document: &Value) -> Vec<(String, Value)> {
    let Some(schemas) = document.pointer("/components/schemas").and_then(Value::as_object) else {
        return Vec::new();
    };
    let extends = |schema: &Value| -> Vec<String> {
        let references = schema.get("x-extends").and_then(Value::as_array);
        let references = references.into_iter().flatten().filter_map(Value::as_str);
        references.filter_map(schema_name).collect()
    };
    let mut extending: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (name, schema) in schemas {
        for base in extends(schema) {
            extending.entry(base).or_default().push(name);
        }
    }
    let mut bases = Vec::new();
    for (base, schema) in schemas {
        let is_composed = ["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some());
        let discriminator = schema.get("discriminator").and_then(Value::as_object);
        let Some(discriminator) = discriminator.filter(|_| !is_composed) else {
            continue;
        };
        let descendants = descendants(base, &extending);
        let children: Vec<&String> =
            schemas.keys().filter(|name| *name != base && descendants.contains(name)).collect();
        if !children.is_empty() {
            bases.push((base.clone(), alternatives(schemas, base, &children, discriminator)));
        }
    }
    bases
}

/// The schemas that extend `base`, directly or through others.
fn descendants<'s>(
    base: &String,
    extending: &BTreeMap<String, Vec<&'s String>>,
) -> BTreeSet<&'s String> {
    let mut open = vec![base];
    let mut found = BTreeSet::new();
    while let Some(next) = open.pop() {
        for name in extending.get(next).into_iter().flatten() {
            if found.insert(*name) {
                open.push(name);
            }
        }
    }
    found
}

/// One of the children or the base, by the value of the discriminator.
fn alternatives(
    schemas: &Map<String, Value>,
    base: &str,
    children: &[&String],
    discriminator: &Map<String, Value>,
) -> Value {
    let mut discriminator = discriminator.clone();
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    if let Some(mapping) = mapping.as_object_mut() {
        // Azure's documents state the value beside each child.
        for child in children {
            let value =
                schemas.get(*child).and_then(|schema| schema.get("x-ms-discriminator-value"));
            if let Some(value) = value.and_then(Value::as_str) {
                mapping.entry(value).or_insert_with(|| json!(reference_to(child)));
            }
        }
    }
    let names = children.iter().map(|name| name.as_str()).chain([base]);
    let references: Vec<_> = names.map(|name| json!({"$ref": reference_to(name)})).collect();
    let mut whole = json!({"oneOf": references, "discriminator": discriminator});
    if let Some(description) = schemas.get(base).and_then(|schema| schema.get("description")) {
        whole["description"] = description.clone();
    }
    whole
}
