//! `allOf`, and alternatives that are none.
//!
//! An `allOf` of one reference and annotations stays a reference. Any other is merged into one schema: members and
//! required names of all parts, of other keywords those of the later part. A schema without a name whose `allOf`
//! has references becomes a component first, so that merging ends where schemas refer to themselves; so do the
//! structures inside of a schema that others extend, so that all have the same types. `x-extends` lists the schemas
//! that were merged.
//!
//! `oneOf` and `anyOf` of one schema are that schema, and those of constants of one type an enum, whose values have
//! the titles as names. Alternatives that only require members are no types, and are dropped. Other alternatives are
//! left for the reader.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::components::{Schemas, is_annotated_reference, is_hoisted, name_of, schema_name};
use super::inheritance;
use crate::openapi::components::schema_pointer;
use crate::openapi::keywords::{NodeKind, is_of_other_type};
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::schemas::is_annotation;
use crate::openapi::types::MAX_TITLE;
use crate::openapi::walk;
use crate::pointer::Pointer;

/// Merges every composition.
pub(super) fn merge(document: &mut Value, losses: &mut Losses) {
    let mut has_merges = false;
    walk::walk_mut(document, &mut |kind, value| {
        if kind == NodeKind::Schema
            && let Some(schema) = value.as_object_mut()
            && !schema.contains_key("$ref")
        {
            simplify_alternatives(schema);
            simplify_parts(schema);
            has_merges |= schema.contains_key("allOf") && !is_annotated_reference(schema);
        }
    });
    has_merges |= inheritance::separate_subtypes(document);
    // Members that parts refine are compositions themselves.
    for _ in 0..walk::MAX_CHAIN {
        if !has_merges {
            break;
        }
        has_merges = merge_named(document, losses);
    }
}

/// Merges the compositions so far. Whether the result has others.
fn merge_named(document: &mut Value, losses: &mut Losses) -> bool {
    name_inline_compositions(document);
    let named = name_inherited_structures(document);
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    let empty = Map::new();
    let mut merger = Merger {
        schemas: schemas.unwrap_or(&empty),
        merged: HashMap::new(),
        path: Vec::new(),
        conflicts: HashSet::new(),
        members: Members { schemas, named, refined: Vec::new() },
    };
    let names: Vec<_> = merger
        .schemas
        .iter()
        .filter(|(_, schema)| needs_merge(schema))
        .map(|(name, _)| name)
        .collect();
    let merged: Vec<_> =
        names.into_iter().map(|name| (name.clone(), merger.component(name))).collect();
    let Merger { conflicts, members: Members { refined, .. }, .. } = merger;
    let mut has_others = false;
    for (name, schema) in merged {
        has_others |= schema.values().any(holds_merge);
        if conflicts.contains(&name) {
            losses.add(Loss::Conflict, &schema_pointer(&name), &name);
        }
        if let Some(schemas) =
            document.pointer_mut("/components/schemas").and_then(Value::as_object_mut)
        {
            schemas.insert(name, Value::Object(schema));
        }
    }
    for (name, base) in refined {
        let schema = document.pointer_mut(schema_pointer(&name).as_str());
        if let Some(schema) = schema.and_then(Value::as_object_mut) {
            schema.entry("allOf").or_insert_with(|| json!([base]));
            has_others = true;
        }
    }
    has_others
}

/// Whether there is a composition in a part of a schema.
fn holds_merge(value: &Value) -> bool {
    match value {
        Value::Object(members) => needs_merge(value) || members.values().any(holds_merge),
        Value::Array(items) => items.iter().any(holds_merge),
        _ => false,
    }
}

fn needs_merge(schema: &Value) -> bool {
    schema
        .as_object()
        .is_some_and(|schema| schema.contains_key("allOf") && !is_annotated_reference(schema))
}

/// Alternatives that are no types, or one.
fn simplify_alternatives(schema: &mut Map<String, Value>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Value::Array(alternatives)) = schema.get_mut(key) else {
            continue;
        };
        let count = alternatives.len();
        let is_null = |alternative: &Value| {
            alternative.as_object().is_some_and(|alternative| {
                alternative.get("nullable") == Some(&json!(true))
                    && alternative
                        .keys()
                        .all(|key| key == "nullable" || key == "description" || key == "title")
            })
        };
        let had_null = alternatives.iter().any(is_null);
        alternatives.retain(|alternative| !is_null(alternative));
        let mut seen = HashSet::new();
        alternatives.retain(|alternative| seen.insert(alternative.to_string()));
        if alternatives.len() == 1 {
            let one = alternatives.remove(0);
            schema.shift_remove(key);
            let parts = schema.entry("allOf").or_insert_with(|| json!([]));
            if let Some(parts) = parts.as_array_mut() {
                parts.push(one);
            }
        } else if count > 0 && (alternatives.is_empty() || alternatives.iter().all(is_limit)) {
            schema.shift_remove(key);
        }
        if had_null {
            schema.insert("nullable".to_owned(), json!(true));
        }
        if !schema.contains_key("properties")
            && let Some(values) = schema.get(key).and_then(enum_of_constants)
        {
            schema.shift_remove(key);
            schema.extend(values);
        }
    }
    // The alternatives state the types.
    let has_alternatives = schema.contains_key("oneOf") || schema.contains_key("anyOf");
    if has_alternatives && !schema.contains_key("properties") {
        schema.shift_remove("type");
    }
    if !has_alternatives
        && schema.contains_key("discriminator")
        && !schema.contains_key("properties")
        && !schema.contains_key("allOf")
    {
        schema.shift_remove("discriminator");
    }
}

/// The keywords of an enum whose values are the alternatives: each is a constant of the same type, with annotations.
/// Titles become names, descriptions those of the values.
fn enum_of_constants(alternatives: &Value) -> Option<Map<String, Value>> {
    const KEYWORDS: [&str; 5] = ["type", "enum", "format", "nullable", "default"];
    let alternatives = alternatives.as_array()?.iter().map(Value::as_object);
    let alternatives: Vec<_> = alternatives.collect::<Option<_>>()?;
    let mut found = Map::new();
    let (mut values, mut names) = (Vec::new(), Vec::new());
    let mut descriptions = Map::new();
    for alternative in alternatives {
        let is_bare = |key: &String| KEYWORDS.contains(&key.as_str()) || is_annotation(key);
        let [value] = alternative.get("enum")?.as_array()?.as_slice() else {
            return None;
        };
        let name = alternative.get("type")?;
        if !alternative.keys().all(is_bare) || found.get("type").is_some_and(|known| known != name)
        {
            return None;
        }
        found.insert("type".to_owned(), name.clone());
        if alternative.get("nullable") == Some(&json!(true)) {
            found.insert("nullable".to_owned(), json!(true));
        }
        if values.contains(value) {
            continue;
        }
        values.push(value.clone());
        let text = |key: &str| alternative.get(key).and_then(Value::as_str);
        let title = text("title").filter(|title| title.len() <= MAX_TITLE);
        names.push(title.map_or(Value::Null, Into::into));
        if let Some(description) = text("description") {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            descriptions.insert(value, description.into());
        }
    }
    found.insert("enum".to_owned(), Value::Array(values));
    if names.iter().any(Value::is_string) {
        found.insert("x-enum-varnames".to_owned(), Value::Array(names));
    }
    if !descriptions.is_empty() {
        found.insert("x-enumDescriptions".to_owned(), Value::Object(descriptions));
    }
    Some(found)
}

/// Whether the alternative only requires or forbids members.
fn is_limit(alternative: &Value) -> bool {
    const LIMITS: [&str; 8] = [
        "required",
        "not",
        "title",
        "description",
        "minProperties",
        "maxProperties",
        "type",
        "additionalProperties",
    ];
    alternative.as_object().is_some_and(|alternative| {
        let only = |key: &String| LIMITS.contains(&key.as_str()) || key.starts_with("x-");
        let is_of_object = alternative.get("type").is_none_or(|name| name == "object");
        is_of_object
            && alternative.keys().all(only)
            && (alternative.contains_key("required") || !alternative.contains_key("type"))
    })
}

/// Parts of an `allOf` that need no reference: they are merged into the schema.
fn simplify_parts(schema: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = schema.shift_remove("allOf") else {
        return;
    };
    let mut references: Vec<Value> = Vec::new();
    let mut inline: Vec<Map<String, Value>> = Vec::new();
    let mut is_mixed = false;
    for part in parts {
        if walk::reference(&part).is_some() {
            if !references.contains(&part) {
                references.push(part);
            }
        } else if let Value::Object(part) = part {
            is_mixed |= part.contains_key("allOf")
                || part.contains_key("oneOf")
                || part.contains_key("anyOf");
            inline.push(part);
        }
    }
    let is_annotation_only = |part: &Map<String, Value>| part.keys().all(|key| is_annotation(key));
    if references.is_empty() && !is_mixed {
        let own = std::mem::take(schema);
        let mut conflict = false;
        for part in inline.into_iter().chain([own]) {
            conflict |= !absorb(schema, part, Origin::Own, &mut Members::default());
        }
        if conflict {
            make_any(schema);
        }
        return;
    }
    if references.len() == 1 && inline.iter().all(is_annotation_only) {
        // Keywords of the value are those of the reference, but a constant.
        const OF_MEMBERS: [&str; 6] =
            ["properties", "required", "additionalProperties", "oneOf", "anyOf", "items"];
        let has_members = OF_MEMBERS.iter().any(|key| match schema.get(*key) {
            Some(Value::Object(map)) => !map.is_empty(),
            Some(Value::Bool(_)) | None => false,
            Some(_) => true,
        });
        let values = schema.get("enum").and_then(Value::as_array);
        if !has_members && values.is_none_or(|values| values.len() != 1) {
            schema.retain(|key, _| is_annotation(key));
            let mut parts = references;
            let mut annotations = Map::new();
            inline.into_iter().for_each(|part| annotations.extend(part));
            if !annotations.is_empty() {
                parts.push(Value::Object(annotations));
            }
            schema.shift_insert(0, "allOf".to_owned(), Value::Array(parts));
            return;
        }
    }
    inline.retain(|part| !part.is_empty());
    let parts: Vec<_> =
        references.into_iter().chain(inline.into_iter().map(Value::Object)).collect();
    if !parts.is_empty() {
        schema.insert("allOf".to_owned(), Value::Array(parts));
    }
}

/// Gives names to schemas that have to be merged and have none.
fn name_inline_compositions(document: &mut Value) {
    let mut found: Vec<Pointer> = Vec::new();
    walk::walk(document, &mut |pointer, kind, value| {
        let is_part =
            || pointer.parent().and_then(|parent| parent.key()).as_deref() == Some("allOf");
        if kind == NodeKind::Schema && needs_merge(value) && !is_component(pointer) && !is_part() {
            found.push(pointer.clone());
        }
    });
    let refined = refined_alternatives(document, &found);
    hoist_all(document, found);
    for (pointer, base) in refined {
        map_to_refined(document, &pointer, &base);
    }
}

/// The alternatives, of those with a discriminator, that add to one named schema, which no other alternative does: its
/// pointer, and the reference to that schema.
fn refined_alternatives(document: &Value, found: &[Pointer]) -> Vec<(Pointer, String)> {
    let bases = |alternative: &Value| -> Vec<String> {
        let parts = alternative.get("allOf").and_then(Value::as_array);
        let parts = parts.into_iter().flatten().chain([alternative]);
        parts.filter_map(walk::reference).map(str::to_owned).collect()
    };
    let refined = found.iter().filter_map(|pointer| {
        let list = pointer.parent()?;
        if !matches!(list.key()?.as_str(), "oneOf" | "anyOf") {
            return None;
        }
        list.parent()?.resolve(document)?.get("discriminator")?;
        let [base] = <[String; 1]>::try_from(bases(pointer.resolve(document)?)).ok()?;
        let alternatives = list.resolve(document)?.as_array()?;
        let users = alternatives.iter().filter(|each| bases(each).contains(&base)).count();
        (users == 1).then(|| (pointer.clone(), base))
    });
    refined.collect()
}

/// Lets the values of a discriminator for a schema stand for the alternative that adds to it, which has a name of its own
/// now. Without such values that is the name of the schema, if it has one in the document.
fn map_to_refined(document: &mut Value, alternative: &Pointer, base: &str) {
    let name = schema_name(base);
    let value = name.clone().filter(|name| !is_hoisted(document, name));
    let reference = alternative.resolve(document).and_then(walk::reference).map(str::to_owned);
    let owner = alternative.parent().and_then(|list| list.parent());
    let owner = owner.and_then(|owner| document.pointer_mut(owner.as_str()));
    let discriminator = owner.and_then(|owner| owner.get_mut("discriminator"));
    let Some((reference, discriminator)) =
        reference.zip(discriminator.and_then(Value::as_object_mut))
    else {
        return;
    };
    let mapping = discriminator.entry("mapping").or_insert_with(|| json!({}));
    let mut is_mapped = false;
    for target in mapping.as_object_mut().into_iter().flat_map(Map::values_mut) {
        if target.as_str().is_some_and(|target| target == base || Some(target) == name.as_deref()) {
            *target = json!(reference);
            is_mapped = true;
        }
    }
    if let (Some(mapping), Some(value), false) = (mapping.as_object_mut(), value, is_mapped) {
        mapping.insert(value, json!(reference));
    }
}

/// Gives names to the structures and enums inside of schemas that others extend, and returns them.
fn name_inherited_structures(document: &mut Value) -> HashSet<String> {
    let mut bases: HashSet<String> = HashSet::new();
    walk::walk(document, &mut |_, kind, value| {
        if kind == NodeKind::Schema && needs_merge(value) {
            let parts = value.get("allOf").and_then(Value::as_array).into_iter().flatten();
            bases.extend(parts.filter_map(walk::reference).filter_map(schema_name));
        }
    });
    let mut found: Vec<Pointer> = Vec::new();
    walk::walk(document, &mut |pointer, kind, value| {
        if kind != NodeKind::Schema || is_component(pointer) || walk::reference(value).is_some() {
            return;
        }
        let mut tokens = pointer.tokens();
        let is_in_base = tokens.next().as_deref() == Some("components")
            && tokens.next().as_deref() == Some("schemas")
            && tokens.next().is_some_and(|name| bases.contains(&name));
        let is_part = || {
            let parent = pointer.parent().and_then(|parent| parent.key());
            matches!(parent.as_deref(), Some("allOf" | "oneOf" | "anyOf"))
        };
        let is_type = value.get("properties").is_some()
            || value.get("enum").is_some()
                && value.get("type").is_some_and(|name| name == "string");
        if is_in_base && is_type && !is_part() {
            found.push(pointer.clone());
        }
    });
    hoist_all(document, found)
}

fn is_component(pointer: &Pointer) -> bool {
    pointer.as_str().starts_with("/components/schemas/") && pointer.tokens().count() == 3
}

/// Hoists the schemas at these pointers, of which a walk found the outer ones first.
fn hoist_all(document: &mut Value, found: Vec<Pointer>) -> HashSet<String> {
    if found.is_empty() {
        return HashSet::new();
    }
    let mut names = HashSet::new();
    let mut schemas = Schemas::of(document);
    let mut found: Vec<_> = found
        .into_iter()
        .map(|pointer| {
            let name = name_of(document, &pointer);
            (pointer, name)
        })
        .collect();
    found.reverse();
    for (pointer, name) in found {
        if let Some(schema) = document.pointer_mut(pointer.as_str()) {
            names.extend(schema_name(&schemas.hoist(&name, schema)));
        }
    }
    schemas.add_to(document);
    names
}

/// Merges named schemas, each once.
struct Merger<'d> {
    schemas: &'d Map<String, Value>,
    merged: HashMap<String, Map<String, Value>>,
    /// The schemas that are being merged.
    path: Vec<String>,
    /// Schemas with parts that contradict each other.
    conflicts: HashSet<String>,
    members: Members<'d>,
}

impl Merger<'_> {
    /// The schema of that name without `allOf`.
    fn component(&mut self, name: &str) -> Map<String, Value> {
        if let Some(known) = self.merged.get(name) {
            return known.clone();
        }
        let Some(schema) = self.schemas.get(name).and_then(Value::as_object) else {
            return Map::new();
        };
        if self.path.iter().any(|open| open == name) {
            return Map::new();
        }
        self.path.push(name.to_owned());
        let merged = self.flat(schema);
        self.path.pop();
        if self.path.is_empty() || schema.contains_key("allOf") {
            self.merged.insert(name.to_owned(), merged.clone());
        }
        merged
    }

    fn flat(&mut self, schema: &Map<String, Value>) -> Map<String, Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return schema_name(reference).map(|name| self.component(&name)).unwrap_or_default();
        }
        let Some(parts) = schema.get("allOf").and_then(Value::as_array) else {
            return schema.clone();
        };
        let mut merged = Map::new();
        let mut extends: Vec<Value> = Vec::new();
        let mut fits = true;
        for part in parts.iter().filter_map(Value::as_object) {
            let origin = match part.get("$ref") {
                Some(reference) => {
                    extends.push(reference.clone());
                    Origin::Reference
                }
                None => Origin::Own,
            };
            let flat = self.flat(part);
            fits &= absorb(&mut merged, flat, origin, &mut self.members);
        }
        let mut own = schema.clone();
        own.shift_remove("allOf");
        fits &= absorb(&mut merged, own, Origin::Own, &mut self.members);
        if !fits {
            self.conflicts.extend(self.path.last().cloned());
            make_any(&mut merged);
        }
        if !extends.is_empty() {
            merged.insert("x-extends".to_owned(), Value::Array(extends));
        }
        merged
    }
}

/// Any JSON, with the annotations of the schema.
fn make_any(schema: &mut Map<String, Value>) {
    schema.retain(|key, _| {
        matches!(key.as_str(), "description" | "title" | "deprecated" | "nullable")
    });
}

/// What the members of compositions refer to.
#[derive(Default)]
struct Members<'d> {
    schemas: Option<&'d Map<String, Value>>,
    /// The names of structures that had none.
    named: HashSet<String>,
    /// Those among them that have the members of others too, with the references to these.
    refined: Vec<(String, Value)>,
}

impl Members<'_> {
    /// Whether a schema is a reference to one with members, or several.
    fn has_structure(&self, schema: &Value) -> bool {
        if needs_merge(schema) {
            return true;
        }
        let name = walk::reference(schema).and_then(schema_name);
        let target = name.and_then(|name| self.schemas?.get(&name));
        target.is_some_and(|target| target.get("properties").is_some())
    }

    /// Whether a schema is a reference to a structure that had no name.
    fn was_inline(&self, schema: &Value) -> bool {
        let name = walk::reference(schema).and_then(schema_name);
        name.is_some_and(|name| self.named.contains(&name)) && self.has_structure(schema)
    }
}

/// Where the keywords of a part are from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The schema itself.
    Own,
    /// A schema that it refers to, whose annotations are its own.
    Reference,
}

/// Adds a part to a schema. `false` if no value fits both. `members` are those that it has.
fn absorb(
    schema: &mut Map<String, Value>,
    part: Map<String, Value>,
    origin: Origin,
    members: &mut Members<'_>,
) -> bool {
    const OF_REFERENCE: [&str; 9] = [
        "description",
        "title",
        "example",
        "examples",
        "deprecated",
        "discriminator",
        "xml",
        "externalDocs",
        "x-extends",
    ];
    let mut fits = true;
    for (key, value) in part {
        if origin == Origin::Reference && OF_REFERENCE.contains(&key.as_str()) {
            continue;
        }
        match schema.get_mut(&key) {
            None => drop(schema.insert(key, value)),
            Some(known) if *known == value => {}
            Some(known) => match (key.as_str(), known, value) {
                ("properties", Value::Object(known), Value::Object(properties)) => {
                    for (name, property) in properties {
                        match known.get_mut(&name) {
                            Some(first) => refine(first, property, origin, members),
                            None => drop(known.insert(name, property)),
                        }
                    }
                }
                ("required", Value::Array(known), Value::Array(names)) => {
                    for name in names {
                        if !known.contains(&name) {
                            known.push(name);
                        }
                    }
                }
                ("type", known, value) => {
                    let integer = json!("integer");
                    let is_number = |name: &Value| name == "number" || name == "integer";
                    match is_number(known) && is_number(&value) {
                        true => *known = integer,
                        false => fits = false,
                    }
                }
                ("enum", Value::Array(known), Value::Array(values)) => {
                    let both: Vec<_> =
                        values.iter().filter(|value| known.contains(value)).cloned().collect();
                    *known = if both.is_empty() { values } else { both };
                }
                ("oneOf" | "anyOf", ..) => fits = false,
                // Closed parts do not close the whole.
                ("additionalProperties", known, value) => {
                    if *known == json!(false) || known.as_object().is_none() && value.is_object() {
                        *known = value;
                    }
                }
                ("items", known, value) => refine(known, value, origin, members),
                (_, known, value) => *known = value,
            },
        }
    }
    fits
}

/// A property that two parts describe: the later one, with what only the first one states.
fn refine(first: &mut Value, later: Value, origin: Origin, members: &mut Members<'_>) {
    let states_nothing = |schema: &Value| {
        schema
            .as_object()
            .is_some_and(|schema| schema.keys().all(|key| is_annotation(key) || key == "default"))
    };
    if states_nothing(&later) {
        let Value::Object(annotations) = later else {
            return;
        };
        if let Some(reference) = walk::reference(first).filter(|_| !annotations.is_empty()) {
            let mut annotated = annotations;
            annotated.insert("allOf".to_owned(), json!([{"$ref": reference}]));
            *first = Value::Object(annotated);
        } else if let Some(first) = first.as_object_mut() {
            first.extend(annotations);
        }
        return;
    }
    let type_of = |schema: &Value| schema.get("type").and_then(Value::as_str).map(str::to_owned);
    match (&mut *first, later) {
        (Value::Object(known), Value::Object(part))
            if known.contains_key("properties") && part.contains_key("properties") =>
        {
            absorb(known, part, origin, members);
        }
        (known, later) if *known == later => {}
        // A structure with a name has other users; one with the members of both is merged from them.
        (known, later)
            if members.has_structure(known)
                && (later.get("properties").is_some()
                    || origin == Origin::Reference && members.was_inline(&later)) =>
        {
            *known = json!({"allOf": [known.take(), later]});
        }
        (known, later) if members.has_structure(known) && members.was_inline(&later) => {
            let base = std::mem::replace(known, later.clone());
            let name = walk::reference(&later).and_then(schema_name);
            members.refined.extend(name.map(|name| (name, base)));
        }
        // Limits alone, of values of any type.
        (Value::Object(known), Value::Object(part))
            if known.contains_key("type") && is_without_type(&part) =>
        {
            let name = known.get("type").and_then(Value::as_str).map(str::to_owned);
            let mut part = part;
            part.retain(|key, _| !is_of_other_type(key, name.as_deref()));
            absorb(known, part, origin, members);
        }
        (known, later) => match (type_of(known), type_of(&later)) {
            (Some(one), Some(other))
                if one != other && !(one == "number" && other == "integer") =>
            {
                let mut any = known.as_object().cloned().unwrap_or_default();
                make_any(&mut any);
                *known = Value::Object(any);
            }
            _ => *known = later,
        },
    }
}

/// Whether a schema states no type, and has no parts that do.
fn is_without_type(schema: &Map<String, Value>) -> bool {
    const TYPES: [&str; 5] = ["$ref", "type", "allOf", "oneOf", "anyOf"];
    !TYPES.iter().any(|key| schema.contains_key(*key))
}
