//! References by a pointer into another part of the document.
//!
//! `#/paths/~1pets/get/responses/200/content/application~1json/schema` names a schema that has no name. It becomes
//! a component that is named after where it stands, to which both places refer. Parameters, responses and the like
//! are copied.
//!
//! Lists and maps have no name in Rust, so that one that consists of itself has no type: what it holds where the
//! circle closes becomes any JSON.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use super::components::{Schemas, name_of, schema_name, section};
use crate::openapi::components::schema_pointer;
use crate::openapi::keywords::NodeKind;
use crate::openapi::losses::{Loss, Losses};
use crate::openapi::references::section as section_of;
use crate::openapi::types::numbered;
use crate::openapi::walk;
use crate::openapi::walk::MAX_CHAIN;
use crate::pointer::Pointer;

/// Gives each part that is referred to by such a pointer a name. Returns whether there was any.
pub(super) fn hoist(document: &mut Value) -> bool {
    let mut found: BTreeMap<Pointer, &'static str> = BTreeMap::new();
    walk::walk(document, &mut |_, kind, value| {
        if let Some((target, section)) = target(document, kind, value) {
            found.insert(target, section);
        }
    });
    if found.is_empty() {
        return false;
    }
    // A part of another kind, such as a parameter in place of a schema, stays where it is, and the reference to it is
    // reported.
    walk::walk(document, &mut |pointer, kind, _| {
        if found.get(pointer).is_some_and(|section| section_of(kind) != Some(*section)) {
            found.remove(pointer);
        }
    });
    if found.is_empty() {
        return false;
    }
    // Inner parts first, so that what holds them is moved with the references to them.
    let mut targets: Vec<_> = found.into_iter().collect();
    targets.sort_by_key(|(pointer, _)| std::cmp::Reverse(pointer.tokens().count()));
    // The places that refer, before anything moves.
    let mut references: BTreeMap<Pointer, String> = BTreeMap::new();
    let mut schemas = Schemas::of(document);
    let mut copies: Vec<(&'static str, String, Value)> = Vec::new();
    for (pointer, section) in targets {
        let name = name_of(document, &pointer);
        let reference = match section {
            "schemas" => match document.pointer_mut(pointer.as_str()) {
                Some(schema) => schemas.hoist(&name, schema),
                None => continue,
            },
            section => {
                let Some(part) = pointer.resolve(document) else {
                    continue;
                };
                let at = Pointer::root().child("components").child(section);
                let taken = |name: &str| {
                    at.child(name).resolve(document).is_some()
                        || copies.iter().any(|(of, other, _)| *of == section && other == name)
                };
                let free = numbered(&name).find(|name| !taken(name)).unwrap_or(name);
                copies.push((section, free.clone(), part.clone()));
                at.child(free).to_string()
            }
        };
        references.insert(pointer, reference);
    }
    schemas.add_to(document);
    for (name, free, part) in copies {
        if let Some(section) = section(document, name) {
            section.insert(free, part);
        }
    }
    let resolved = |reference: &str| {
        let pointer = Pointer::parse(reference)?;
        references.get(&pointer).cloned()
    };
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    walk::walk(document, &mut |_, kind, value| {
        let Some(reference) = walk::reference(value).filter(|_| section_of(kind).is_some()) else {
            return;
        };
        let direct = resolved(reference);
        let through = || {
            let pointer = follow(document, &Pointer::parse(reference)?)?;
            references.get(&pointer).cloned().or_else(|| {
                // The place itself is now a reference.
                let at = pointer.resolve(document)?;
                walk::reference(at).filter(|_| pointer.tokens().count() > 3).map(str::to_owned)
            })
        };
        if let Some(new) = direct.or_else(through)
            && new != reference
        {
            aliases.insert(reference.to_owned(), new);
        }
    });
    walk::walk_mut(document, &mut |kind, value| {
        let new = walk::reference(value)
            .filter(|_| section_of(kind).is_some())
            .and_then(|reference| aliases.get(reference).cloned());
        if let Some(new) = new {
            value["$ref"] = json!(new);
        }
    });
    true
}

/// The part to which a reference leads that is not a component, and the section where it should stand.
fn target(document: &Value, kind: NodeKind, value: &Value) -> Option<(Pointer, &'static str)> {
    let section = section_of(kind)?;
    let pointer = Pointer::parse(walk::reference(value).filter(|text| text.starts_with('#'))?)?;
    if is_component(&pointer) {
        return None;
    }
    let pointer = follow(document, &pointer)?;
    let is_part = pointer.resolve(document)?.is_object() && pointer != Pointer::root();
    (!is_component(&pointer) && is_part).then_some((pointer, section))
}

/// Whether a pointer leads to a component.
fn is_component(pointer: &Pointer) -> bool {
    let mut tokens = pointer.tokens();
    tokens.next().is_some_and(|first| first == "components") && tokens.count() == 2
}

/// The pointer with the references on its way followed. `None` if it leads nowhere.
fn follow(document: &Value, pointer: &Pointer) -> Option<Pointer> {
    let mut at = Pointer::root();
    for token in pointer.tokens() {
        for _ in 0..MAX_CHAIN {
            let value = at.resolve(document)?;
            match walk::reference(value) {
                Some(reference) if value.get(&token).is_none() => at = Pointer::parse(reference)?,
                _ => break,
            }
        }
        at = at.child(token);
    }
    at.resolve(document).map(|_| at.clone())
}

/// Ends circles of schemas that lead through a list or a map.
pub(super) fn end_circles(document: &mut Value, losses: &mut Losses) {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    for (name, closing) in schemas.map(closing_schemas).unwrap_or_default() {
        losses.add(Loss::Circle, &schema_pointer(&name), &name);
        if let Some(schema) = document.pointer_mut(closing.as_str()) {
            *schema = json!({});
        }
    }
}

/// For each circle the last schema that is a list or a map, and where the schema of its values is.
fn closing_schemas(schemas: &Map<String, Value>) -> Vec<(String, Pointer)> {
    let mut found = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    for start in schemas.keys() {
        let mut chain: Vec<(&str, Option<Pointer>)> = Vec::new();
        let mut current = Some(start.as_str());
        while let Some(name) = current.filter(|name| seen.insert(name)) {
            let link = schemas.get(name).and_then(|schema| link(schema, schema_pointer(name)));
            let (next, values) = link.unzip();
            chain.push((name, values.flatten()));
            let next = next.and_then(|next: String| schemas.get_key_value(&next));
            current = next.map(|(name, _)| name.as_str());
        }
        let is_end = |(name, _): &(&str, _)| current == Some(*name);
        let circle = chain.iter().position(is_end).map_or(&[][..], |first| &chain[first..]);
        let mut closing = circle.iter().rev();
        found
            .extend(closing.find_map(|(name, values)| Some(((*name).to_owned(), values.clone()?))));
    }
    found
}

/// The schema that one without members consists of, and where the values of the innermost list or map between are.
fn link(schema: &Value, at: Pointer) -> Option<(String, Option<Pointer>)> {
    if let Some(reference) = walk::reference(schema) {
        return Some((schema_name(reference)?, None));
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        return link(parts.first()?, at.child("allOf").child(0));
    }
    let is_structure = schema.get("properties").is_some();
    let mut keys = ["items", "additionalProperties"].into_iter().filter(|_| !is_structure);
    let (key, values) = keys.find_map(|key| Some((key, schema.get(key)?)))?;
    let at = at.child(key);
    let (name, inner) = link(values, at.clone())?;
    Some((name, inner.or(Some(at))))
}
