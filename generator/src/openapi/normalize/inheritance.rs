//! Schemas that others extend, with a discriminator: where one is referred to, a value may be any that extends it.
//!
//! `Pet` with the discriminator `kind`, which `Cat` and `Dog` extend by `allOf`, is referred to as `AnyPet`, which has
//! the alternatives `Cat`, `Dog` and `Pet`. Otherwise the members that the others add would be lost. The discriminator
//! holds for all levels: `Cat`, which `Lion` extends, is referred to as `AnyCat`.
//!
//! A schema that only refers to its base is a type of its own if the discriminator has a value for it, or if only
//! compositions refer to it; otherwise it is another name of the base.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde_json::{Map, Value, json};

use super::components::{Schemas, is_annotated_reference, reference_to, schema_name, section};
use crate::openapi::keywords::NodeKind;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Makes types of schemas that only refer to their base, where they can be told apart.
pub(super) fn separate_subtypes(document: &mut Value) -> bool {
    let Some(hierarchy) = Hierarchy::of(document) else {
        return false;
    };
    let references: Vec<&String> = hierarchy
        .schemas
        .iter()
        .filter(|(_, schema)| is_other_name(schema))
        .map(|(name, _)| name)
        .filter(|name| hierarchy.owner(name).is_some())
        .collect();
    if references.is_empty() {
        return false;
    }
    let mut used: HashSet<String> = HashSet::new();
    walk::walk(document, &mut |pointer, kind, value| {
        let is_part = || {
            let list = pointer.parent().and_then(|list| list.key());
            matches!(list.as_deref(), Some("allOf" | "oneOf" | "anyOf"))
        };
        if kind == NodeKind::Schema
            && let Some(reference) = walk::reference(value)
            && !is_part()
        {
            used.extend(schema_name(reference));
        }
    });
    let subtypes = references.into_iter().filter(|name| {
        let is_unused = || hierarchy.allows_names(name) && !used.contains(*name);
        hierarchy.has_value(name) || is_unused()
    });
    let subtypes: Vec<String> = subtypes.cloned().collect();
    let schemas = section(document, "schemas");
    for (_, schema) in schemas.into_iter().flatten().filter(|(name, _)| subtypes.contains(name)) {
        schema["properties"] = json!({});
    }
    !subtypes.is_empty()
}

/// Refers to the alternatives in place of each such schema.
pub(super) fn alternate(document: &mut Value) {
    let bases = bases(document);
    if bases.is_empty() {
        return;
    }
    let mut schemas = Schemas::of(document);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let listed = listed(document, &bases);
    let mut added = Vec::new();
    for Base { name, alternatives, .. } in bases {
        let mut letters = name.chars();
        let initial = letters.next().map(|letter| letter.to_ascii_uppercase());
        let any = format!("Any{}{}", String::from_iter(initial), letters.as_str());
        let any = schemas.reserve(&any);
        names.insert(reference_to(&name), reference_to(&any));
        added.push((any, alternatives));
    }
    walk::walk_mut(document, &mut |kind, value| {
        let new = walk::reference(value)
            .filter(|_| kind == NodeKind::Schema)
            .and_then(|reference| names.get(reference));
        if let Some(new) = new.cloned() {
            value["$ref"] = json!(new);
        }
    });
    for (pointer, reference) in listed {
        if let Some(value) = document.pointer_mut(pointer.as_str()) {
            value["$ref"] = json!(reference);
        }
    }
    if let Some(schemas) = section(document, "schemas") {
        schemas.extend(added);
    }
}

/// A schema with a discriminator that others extend.
struct Base {
    name: String,
    /// The names of those that extend it.
    children: Vec<String>,
    /// One of the children or the schema.
    alternatives: Value,
}

/// The schemas with a discriminator, of their own or of one that they extend, that others extend.
fn bases(document: &Value) -> Vec<Base> {
    let Some(hierarchy) = Hierarchy::of(document) else {
        return Vec::new();
    };
    let bases = hierarchy.schemas.iter().filter_map(|(name, schema)| {
        if is_composed(schema) || is_other_name(schema) {
            return None;
        }
        let discriminator = hierarchy.discriminator(name)?;
        let descendants = hierarchy.descendants(name);
        let children: Vec<&String> = hierarchy
            .schemas
            .iter()
            .filter(|(other, _)| *other != name && descendants.contains(other.as_str()))
            .filter(|(_, schema)| !is_other_name(schema))
            .map(|(child, _)| child)
            .collect();
        // A discriminator with other values than the names of schemas tells nothing apart.
        let can_differ = schema.get("discriminator").is_some()
            || children
                .iter()
                .any(|child| hierarchy.has_value(child) || hierarchy.allows_names(child));
        (!children.is_empty() && can_differ).then(|| Base {
            name: name.clone(),
            children: children.iter().map(|child| (*child).clone()).collect(),
            alternatives: hierarchy.alternatives(name, &children, discriminator),
        })
    });
    bases.collect()
}

/// The references in lists of alternatives that mean the schema alone: the list has all that extend it too, or a
/// discriminator with a value for it.
fn listed(document: &Value, bases: &[Base]) -> Vec<(Pointer, String)> {
    let bases: BTreeMap<String, &Base> =
        bases.iter().map(|base| (reference_to(&base.name), base)).collect();
    let mut found = Vec::new();
    walk::walk(document, &mut |pointer, kind, value| {
        if kind != NodeKind::Schema {
            return;
        }
        let mapping = value.pointer("/discriminator/mapping").and_then(Value::as_object);
        for keyword in ["oneOf", "anyOf"] {
            let parts = value.get(keyword).and_then(Value::as_array).into_iter().flatten();
            let references = parts.map(walk::reference);
            let references: Vec<Option<&str>> = references.collect();
            let has = |name: &String| references.contains(&Some(reference_to(name).as_str()));
            for (at, reference) in references.iter().enumerate() {
                let Some((reference, base)) =
                    reference.and_then(|reference| bases.get_key_value(reference))
                else {
                    continue;
                };
                let is_mapped = mapping.is_some_and(|mapping| {
                    mapping.values().any(|target| *target == **reference || *target == *base.name)
                });
                if is_mapped || base.children.iter().all(has) {
                    found.push((pointer.child(keyword).child(at), reference.clone()));
                }
            }
        }
    });
    found
}

/// Whether the schema is another name of the one that it refers to.
fn is_other_name(schema: &Value) -> bool {
    schema.as_object().is_some_and(is_annotated_reference)
}

fn is_composed(schema: &Value) -> bool {
    ["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some())
}

/// Which schemas extend which.
struct Hierarchy<'d> {
    document: &'d Value,
    schemas: &'d Map<String, Value>,
    /// The schemas that each one extends directly.
    bases: BTreeMap<&'d str, Vec<String>>,
    /// Those that extend it directly.
    children: BTreeMap<String, Vec<&'d str>>,
}

impl<'d> Hierarchy<'d> {
    fn of(document: &'d Value) -> Option<Self> {
        let schemas = document.pointer("/components/schemas").and_then(Value::as_object)?;
        let mut bases: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut children: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (name, schema) in schemas {
            let merged = schema.get("x-extends").and_then(Value::as_array).into_iter().flatten();
            let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            let references =
                merged.filter_map(Value::as_str).chain(parts.filter_map(walk::reference));
            for base in references.filter_map(schema_name) {
                children.entry(base.clone()).or_default().push(name);
                bases.entry(name).or_default().push(base);
            }
        }
        Some(Self { document, schemas, bases, children })
    }

    /// The nearest schema with a discriminator and without alternatives of its own: this one or one that it extends.
    fn owner(&self, name: &str) -> Option<&'d str> {
        let mut open = vec![name.to_owned()];
        let mut seen = HashSet::new();
        while !open.is_empty() {
            let known = open.iter().filter_map(|name| self.schemas.get_key_value(name));
            let owns = |schema: &Value| {
                schema.get("discriminator").is_some_and(Value::is_object) && !is_composed(schema)
            };
            let mut owners = known.filter(|(_, schema)| owns(schema));
            if let Some((owner, _)) = owners.next() {
                return Some(owner);
            }
            let next = open.iter().filter_map(|name| self.bases.get(name.as_str())).flatten();
            open = next.filter(|name| seen.insert((*name).clone())).cloned().collect();
        }
        None
    }

    fn discriminator(&self, name: &str) -> Option<&'d Map<String, Value>> {
        self.schemas.get(self.owner(name)?)?.get("discriminator")?.as_object()
    }

    /// The schemas that extend one, directly or through others.
    fn descendants(&self, name: &str) -> BTreeSet<&'d str> {
        let mut open = vec![name];
        let mut found = BTreeSet::new();
        while let Some(next) = open.pop() {
            for name in self.children.get(next).into_iter().flatten() {
                if found.insert(*name) {
                    open.push(name);
                }
            }
        }
        found
    }

    /// Whether the document states a value of the discriminator for a schema.
    fn has_value(&self, name: &str) -> bool {
        let Some(discriminator) = self.discriminator(name) else {
            return false;
        };
        let reference = reference_to(name);
        let mut targets = discriminator
            .get("mapping")
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values);
        targets.any(|target| *target == *reference || *target == *name)
            || self.schemas.get(name).is_some_and(|it| it.get(AZURE_VALUE).is_some())
            || matches!(self.values(name).as_slice(), values
                if values.len() == 1 || values.iter().any(|value| **value == *name))
    }

    /// Whether the name of a schema can be a value of the discriminator, which states no others.
    fn allows_names(&self, name: &str) -> bool {
        let mapping = self.discriminator(name).and_then(|it| it.get("mapping")?.as_object());
        mapping.is_none_or(Map::is_empty) && self.values(name).is_empty()
    }

    /// The values that the member of the discriminator can have: of the schema itself or of the nearest that states some.
    fn values(&self, name: &str) -> Vec<&'d Value> {
        let Some(tag) = self.discriminator(name).and_then(|it| it.get("propertyName")?.as_str())
        else {
            return Vec::new();
        };
        let mut open = vec![name.to_owned()];
        let mut seen = HashSet::new();
        while let Some(next) = open.pop() {
            let Some(schema) = self.schemas.get(&next).filter(|_| seen.insert(next.clone())) else {
                continue;
            };
            let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
            let member = [schema].into_iter().chain(parts).find_map(|part| {
                let member = part.get("properties")?.get(tag)?;
                walk::resolved(self.document, member)?.get("enum")?.as_array()
            });
            if let Some(values) = member {
                return values.iter().collect();
            }
            open.extend(self.bases.get(next.as_str()).into_iter().flatten().cloned());
        }
        Vec::new()
    }

    /// One of the children or the base, by the value of the discriminator.
    fn alternatives(
        &self,
        base: &str,
        children: &[&String],
        discriminator: &Map<String, Value>,
    ) -> Value {
        let mut discriminator = discriminator.clone();
        let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
        if let Some(mapping) = mapping.as_object_mut() {
            // Azure's documents state the value beside each schema.
            for name in children.iter().map(|name| name.as_str()).chain([base]) {
                let value = self.schemas.get(name).and_then(|schema| schema.get(AZURE_VALUE));
                if let Some(value) = value.and_then(Value::as_str) {
                    mapping.entry(value).or_insert_with(|| json!(reference_to(name)));
                }
            }
        }
        let names = children.iter().map(|name| name.as_str()).chain([base]);
        let references: Vec<_> = names.map(|name| json!({"$ref": reference_to(name)})).collect();
        let mut whole = json!({"oneOf": references, "discriminator": discriminator});
        let description = self.schemas.get(base).and_then(|schema| schema.get("description"));
        if let Some(description) = description {
            whole["description"] = description.clone();
        }
        whole
    }
}

/// The value of the discriminator for a schema, in documents of Azure.
const AZURE_VALUE: &str = "x-ms-discriminator-value";
