//! Verifies that every `$ref` refers to a part of the same document, and that every chain of references ends.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::keywords::NodeKind;
use super::report::{Report, listed};
use super::walk::{self, MAX_CHAIN};
use crate::pointer::Pointer;

/// Reports dangling, foreign and circular references.
pub(super) fn check(document: &Value, report: &mut Report<'_>) {
    walk::walk(document, &mut |pointer, kind, value| {
        if let (Some(target), Some(section)) = (value.get("$ref"), section(kind)) {
            check_target(document, &pointer.child("$ref"), target, section, report);
        }
    });
    check_chains(document, report);
}

/// The section of `components` that holds parts of that kind.
pub(super) fn section(kind: NodeKind) -> Option<&'static str> {
    match kind {
        NodeKind::Parameter => Some("parameters"),
        NodeKind::RequestBody => Some("requestBodies"),
        NodeKind::Response => Some("responses"),
        NodeKind::Header => Some("headers"),
        NodeKind::Schema => Some("schemas"),
        NodeKind::MediaType => Some("mediaTypes"),
        NodeKind::SecurityScheme => Some("securitySchemes"),
        _ => None,
    }
}

fn check_target(
    document: &Value,
    pointer: &Pointer,
    target: &Value,
    section: &str,
    report: &mut Report<'_>,
) {
    let expected = format!("a reference of the form `#/components/{section}/NAME`");
    let Some(reference) = target.as_str() else {
        report
            .error("invalid-reference", pointer)
            .found(format!("the reference `{target}`"))
            .expected(expected)
            .remedy("write the reference as a string");
        return;
    };
    let named = document.get("components").and_then(|components| components.get(section));
    if !reference.starts_with('#') {
        if let Some(name) = component_of(reference, named) {
            report
                .error("invalid-reference", pointer)
                .found(format!("the reference `{reference}`"))
                .expected(expected)
                .remedy(format!("write `#/components/{section}/{name}`"));
            return;
        }
        report
            .error("external-reference", pointer)
            .found(format!("a reference to another document, `{reference}`"))
            .expected(expected)
            .remedy("bundle the documents into one first");
        return;
    }
    let tokens: Option<Vec<_>> = Pointer::parse(reference).map(|target| target.tokens().collect());
    let name = match tokens.as_deref() {
        Some([components, part, name]) if components == "components" && part == section => name,
        _ => {
            report
                .error("invalid-reference", pointer)
                .found(format!("the reference `{reference}`"))
                .expected(expected)
                .remedy(match component_of(reference, named) {
                    Some(name) => format!("write `#/components/{section}/{name}`"),
                    None => match schema_in(document, reference).filter(|_| section == "schemas") {
                        Some(schema) => format!("refer to the schema in it: `{schema}`"),
                        None => "give the target a name there, and refer to that".to_owned(),
                    },
                });
            return;
        }
    };
    if named.and_then(|named| named.get(name)).is_none() {
        let remedy = match nearest(name, named) {
            Some(nearest) => format!("define `{name}`, or refer to `{nearest}`"),
            None => format!("define `{name}`, or correct the reference"),
        };
        report
            .error("dangling-reference", pointer)
            .found(format!("a reference to `{name}`, which does not exist"))
            .expected(expected)
            .remedy(remedy);
    }
}

/// The reference to the schema of a parameter, a header, a body or a response, or to the first of several.
fn schema_in(document: &Value, reference: &str) -> Option<String> {
    let target = Pointer::parse(reference)?.resolve(document)?;
    if target.get("schema").is_some() {
        return Some(format!("{reference}/schema"));
    }
    let content = target.get("content")?.as_object()?;
    let (name, _) = content.iter().find(|(_, media)| media.get("schema").is_some())?;
    let media = Pointer::root().child("content").child(name).child("schema");
    Some(format!("{reference}{}", media.as_str()))
}

/// The component that a reference without its section is probably to: its last segment is the name of one. A reference
/// with a file or a host before it is to another document.
fn component_of<'r>(reference: &'r str, named: Option<&Value>) -> Option<&'r str> {
    let is_local = reference.starts_with('#') || !reference.contains(['#', ':']);
    let name = reference.rsplit(['/', '#']).next().filter(|_| is_local)?;
    named?.get(name).map(|_| name)
}

/// The nearest name: the same but for one letter, or for upper and lower case.
fn nearest<'v>(name: &str, named: Option<&'v Value>) -> Option<&'v str> {
    let known = || named.and_then(Value::as_object).into_iter().flatten().map(|(known, _)| known);
    known()
        .find(|known| known.eq_ignore_ascii_case(name))
        .or_else(|| known().find(|known| one_edit_apart(known, name)))
        .map(String::as_str)
}

fn one_edit_apart(left: &str, right: &str) -> bool {
    let (left, right): (Vec<_>, Vec<_>) = (left.chars().collect(), right.chars().collect());
    let same_start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let (left, right) = (&left[same_start..], &right[same_start..]);
    let same_end = left.iter().rev().zip(right.iter().rev()).take_while(|(a, b)| a == b).count();
    left.len().max(right.len()) - same_end <= 1
}

/// A chain of references that leads back to its start has no value. Structures may contain themselves, so they end
/// a chain, and so do lists and maps, which have been ended.
fn check_chains(document: &Value, report: &mut Report<'_>) {
    for section in
        ["schemas", "parameters", "requestBodies", "responses", "headers", "securitySchemes"]
    {
        let pointer = Pointer::root().child("components").child(section);
        if let Some(parts) = pointer.resolve(document).and_then(Value::as_object) {
            check_section(&pointer, parts, report);
        }
    }
}

fn check_section(pointer: &Pointer, parts: &Map<String, Value>, report: &mut Report<'_>) {
    // A part refers to at most one other, so each chain is a path, and each part is visited once.
    let next = |name: &str| {
        let (name, links) = alias(parts.get(name)?, 1)?;
        parts.get_key_value(&name).map(|(name, _)| (name, links))
    };
    let mut length_from: HashMap<&str, usize> = HashMap::new();
    for start in parts.keys() {
        let mut chain: Vec<&str> = Vec::new();
        let mut links_after = Vec::new();
        let mut current = Some(start);
        while let Some(name) = current.filter(|name| !length_from.contains_key(name.as_str())) {
            length_from.insert(name, 0);
            chain.push(name);
            let following = next(name);
            links_after.push(following.map_or(0, |(_, links)| links));
            current = following.map(|(name, _)| name);
        }
        if let Some(first) = chain.iter().position(|name| current.is_some_and(|end| end == name)) {
            let circle = &chain[first..];
            let shown: Vec<_> = circle.iter().chain(circle.first()).copied().collect();
            report
                .error("circular-reference", &pointer.child(circle[0]))
                .found(format!("a part that consists of itself alone: {}", shown.join(" -> ")))
                .expected("a chain of references that ends")
                .remedy(format!("break the chain at one of {}", listed(circle)));
            continue;
        }
        let mut length = current.map_or(0, |end| length_from[end.as_str()]);
        for (name, links) in chain.into_iter().zip(links_after).rev() {
            let within = length <= MAX_CHAIN;
            length += links;
            length_from.insert(name, length);
            if within && length > MAX_CHAIN {
                report
                    .error("long-reference", &pointer.child(name))
                    .found(format!("a chain of {length} references, lists and maps"))
                    .expected(format!("a chain of at most {MAX_CHAIN}"))
                    .remedy("refer to the end of the chain");
            }
        }
    }
}

/// The name to which a part without members refers, and the number of references, lists and maps
/// between.
fn alias(part: &Value, links: usize) -> Option<(String, usize)> {
    if let Some(reference) = walk::reference(part) {
        return Some((Pointer::parse(reference)?.key()?, links));
    }
    let inner = match part.get("allOf").and_then(Value::as_array) {
        Some(parts) => parts.first(),
        None => part
            .get("items")
            .or_else(|| part.get("additionalProperties"))
            .filter(|_| part.get("properties").is_none()),
    };
    alias(inner?, links + 1)
}
