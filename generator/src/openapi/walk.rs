//! Walks over the parts of a document, by the keyword table.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::is_method;
use super::keywords::{Next, NodeKind};
use crate::pointer::Pointer;

/// The longest chain of references, lists and maps that is followed.
pub(crate) const MAX_CHAIN: usize = 64;

/// Calls `visit` for every part of the document, each part before the parts inside it. References are
/// not followed.
pub(crate) fn walk<'v>(document: &'v Value, visit: &mut dyn FnMut(&Pointer, NodeKind, &'v Value)) {
    walk_part(&mut Pointer::root(), NodeKind::Root, document, visit);
}

/// Calls `change` for every part of the document, each part after the parts inside it, so that what
/// `change` adds is not visited.
pub(crate) fn walk_mut(document: &mut Value, change: &mut dyn FnMut(NodeKind, &mut Value)) {
    walk_mut_in(NodeKind::Root, document, change);
}

/// [`walk_mut`] of one part.
pub(super) fn walk_mut_in(
    kind: NodeKind,
    part: &mut Value,
    change: &mut dyn FnMut(NodeKind, &mut Value),
) {
    walk_part_mut(&mut Pointer::root(), part, kind, &mut |_, kind, value| change(kind, value));
}

/// [`walk_mut`] with the pointer of each part.
pub(super) fn walk_mut_at(
    document: &mut Value,
    change: &mut dyn FnMut(&Pointer, NodeKind, &mut Value),
) {
    walk_part_mut(&mut Pointer::root(), document, NodeKind::Root, change);
}

/// A copy of the part in which `stand_in` replaces each part inside it, so that it can be read alone.
pub(super) fn shallow(
    kind: NodeKind,
    value: &Value,
    stand_in: &dyn Fn(NodeKind) -> Value,
) -> Value {
    let Value::Object(map) = value else {
        return value.clone();
    };
    if reference(value).is_some() {
        return value.clone();
    }
    let replaced = map.iter().map(|(key, value)| {
        let slot = slots(kind).iter().find(|slot| slot.key == key);
        let value = match (slot, value) {
            (Some(slot), value) if !slot.is_many && is_part(key, value) => stand_in(slot.part),
            (Some(slot), Value::Object(map)) if slot.is_many => map
                .iter()
                .map(|(name, value)| {
                    let part = slot.part.is_named(name).then(|| stand_in(slot.part));
                    (name.clone(), part.unwrap_or_else(|| value.clone()))
                })
                .collect(),
            (Some(slot), Value::Array(list)) if slot.is_many => {
                list.iter().map(|_| stand_in(slot.part)).collect()
            }
            (_, value) => value.clone(),
        };
        (key.clone(), value)
    });
    replaced.collect()
}

/// An operation of a document.
#[derive(Clone, Copy)]
pub(crate) struct PathOperation<'v> {
    pub(crate) path: &'v str,
    /// What stands at the path.
    pub(crate) item: &'v Value,
    pub(crate) method: &'v str,
    /// What stands at the method.
    pub(crate) value: &'v Value,
}

impl PathOperation<'_> {
    pub(crate) fn item_pointer(&self) -> Pointer {
        Pointer::root().child("paths").child(self.path)
    }

    pub(crate) fn pointer(&self) -> Pointer {
        self.item_pointer().child(self.method)
    }
}

/// The operations, in the order of the document. References are not followed.
pub(crate) fn operations(document: &Value) -> impl Iterator<Item = PathOperation<'_>> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten().filter(|(key, _)| is_method(key));
        methods.map(move |(method, value)| PathOperation { path, item, method, value })
    })
}

/// The `$ref` of the part, when it is a reference.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// The part itself, or the one that it refers to; none if there is no such part.
pub(crate) fn resolved<'v>(document: &'v Value, part: &'v Value) -> Option<&'v Value> {
    let mut part = part;
    for _ in 0..MAX_CHAIN {
        match reference(part) {
            Some(reference) => part = Pointer::parse(reference)?.resolve(document)?,
            None => return Some(part),
        }
    }
    None
}

/// A keyword under which parts stand that the walk visits.
struct Slot {
    key: &'static str,
    part: NodeKind,
    /// Whether the value of the keyword is a map or a list of parts.
    is_many: bool,
}

/// Whether parts that the walk visits stand under the keyword.
pub(super) fn holds_parts(kind: NodeKind, key: &str) -> bool {
    slots(kind).iter().any(|slot| slot.key == key)
}

fn slots(kind: NodeKind) -> &'static [Slot] {
    static SLOTS: LazyLock<[Vec<Slot>; NodeKind::ALL.len()]> = LazyLock::new(|| {
        NodeKind::ALL.map(|kind| {
            let slots = kind.keywords().iter().filter_map(|(key, _, next)| {
                let (part, is_many) = match next {
                    Next::Nothing => return None,
                    Next::One(part) => (*part, false),
                    Next::Each(part) => (*part, true),
                };
                part.is_walked().then_some(Slot { key, part, is_many })
            });
            slots.collect()
        })
    });
    &SLOTS[kind as usize]
}

fn walk_part<'v>(
    pointer: &mut Pointer,
    kind: NodeKind,
    value: &'v Value,
    visit: &mut dyn FnMut(&Pointer, NodeKind, &'v Value),
) {
    visit(pointer, kind, value);
    let Value::Object(members) = value else {
        return;
    };
    if member(members, "$ref").is_some_and(Value::is_string) {
        return;
    }
    for Slot { key, part, is_many } in slots(kind) {
        let Some(value) = member(members, key) else {
            continue;
        };
        pointer.within(key, |pointer| match value {
            Value::Object(map) if *is_many => {
                for (name, value) in map.iter().filter(|(name, _)| part.is_named(name)) {
                    pointer.within(name, |pointer| walk_part(pointer, *part, value, visit));
                }
            }
            Value::Array(list) if *is_many => {
                for (index, value) in list.iter().enumerate() {
                    pointer.within(index, |pointer| walk_part(pointer, *part, value, visit));
                }
            }
            _ if !is_many && is_part(key, value) => walk_part(pointer, *part, value, visit),
            _ => {}
        });
    }
}

fn walk_part_mut(
    pointer: &mut Pointer,
    value: &mut Value,
    kind: NodeKind,
    change: &mut dyn FnMut(&Pointer, NodeKind, &mut Value),
) {
    if reference(value).is_none() {
        for Slot { key, part, is_many } in slots(kind) {
            let Some(value) = value.get_mut(key) else {
                continue;
            };
            pointer.within(key, |pointer| match value {
                Value::Object(map) if *is_many => {
                    for (name, value) in map.iter_mut().filter(|(name, _)| part.is_named(name)) {
                        pointer
                            .within(name, |pointer| walk_part_mut(pointer, value, *part, change));
                    }
                }
                Value::Array(list) if *is_many => {
                    for (index, value) in list.iter_mut().enumerate() {
                        pointer
                            .within(index, |pointer| walk_part_mut(pointer, value, *part, change));
                    }
                }
                value if !is_many && is_part(key, value) => {
                    walk_part_mut(pointer, value, *part, change);
                }
                _ => {}
            });
        }
    }
    change(pointer, kind, value);
}

/// A member of an object. Most parts have few members, where comparing each is faster than a hash.
fn member<'v>(members: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    match members.len() {
        0..=8 => members.iter().find_map(|(name, value)| (name == key).then_some(value)),
        _ => members.get(key),
    }
}

/// `additionalProperties` and `items` may also be a boolean, which is not a schema. An `x-key` that is not an object
/// is reported with the extensions.
fn is_part(key: &str, value: &Value) -> bool {
    match key {
        "additionalProperties" | "items" => !value.is_boolean(),
        "x-key" => value.is_object(),
        _ => true,
    }
}
