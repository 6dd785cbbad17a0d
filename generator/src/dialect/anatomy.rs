//! Where in an OpenAPI document the parts stand that this stage cares about.
//!
//! One table serves every walk over the JSON value: the checks before openapiv3, its preparation,
//! and the search for the part that openapiv3 refuses.

use serde_json::{Map, Value};

use crate::document::Pointer;

/// What a value in the document is, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Root,
    Info,
    Components,
    PathItem,
    Operation,
    Parameter,
    RequestBody,
    Response,
    MediaType,
    Header,
    Schema,
    SecurityScheme,
}

impl Kind {
    /// What people call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Root => "the document",
            Self::Info => "`info`",
            Self::Components => "`components`",
            Self::PathItem => "a path",
            Self::Operation => "an operation",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::MediaType => "a media type",
            Self::Header => "a header",
            Self::Schema => "a schema",
            Self::SecurityScheme => "a security scheme",
        }
    }
}

/// The keys under which parts stand.
enum Slot {
    /// The value of the key is a part.
    One(&'static str, Kind),
    /// The value of the key is a map or a list of parts.
    Each(&'static str, Kind),
}

fn slots(kind: Kind) -> &'static [Slot] {
    use Slot::{Each, One};
    match kind {
        Kind::Root => &[
            One("info", Kind::Info),
            Each("paths", Kind::PathItem),
            One("components", Kind::Components),
        ],
        Kind::Components => &[
            Each("schemas", Kind::Schema),
            Each("parameters", Kind::Parameter),
            Each("responses", Kind::Response),
            Each("requestBodies", Kind::RequestBody),
            Each("headers", Kind::Header),
            Each("securitySchemes", Kind::SecurityScheme),
        ],
        Kind::PathItem => &[
            Each("parameters", Kind::Parameter),
            One("get", Kind::Operation),
            One("put", Kind::Operation),
            One("post", Kind::Operation),
            One("delete", Kind::Operation),
            One("options", Kind::Operation),
            One("head", Kind::Operation),
            One("patch", Kind::Operation),
            One("trace", Kind::Operation),
        ],
        Kind::Operation => &[
            Each("parameters", Kind::Parameter),
            One("requestBody", Kind::RequestBody),
            Each("responses", Kind::Response),
        ],
        Kind::Parameter | Kind::Header => &[
            One("schema", Kind::Schema),
            Each("content", Kind::MediaType),
        ],
        Kind::RequestBody => &[Each("content", Kind::MediaType)],
        Kind::Response => &[
            Each("headers", Kind::Header),
            Each("content", Kind::MediaType),
        ],
        Kind::MediaType => &[One("schema", Kind::Schema)],
        Kind::Schema => &[
            Each("properties", Kind::Schema),
            One("items", Kind::Schema),
            One("additionalProperties", Kind::Schema),
            One("x-key", Kind::Schema),
            Each("allOf", Kind::Schema),
            Each("oneOf", Kind::Schema),
            Each("anyOf", Kind::Schema),
            One("not", Kind::Schema),
        ],
        Kind::Info | Kind::SecurityScheme => &[],
    }
}

/// Calls `visit` for every part of the document, each part before the parts inside it. Nothing is
/// followed through a `$ref`.
pub(super) fn walk<'v>(document: &'v Value, visit: &mut dyn FnMut(&Pointer, Kind, &'v Value)) {
    walk_part(&mut Pointer::root(), Kind::Root, document, visit);
}

fn walk_part<'v>(
    pointer: &mut Pointer,
    kind: Kind,
    value: &'v Value,
    visit: &mut dyn FnMut(&Pointer, Kind, &'v Value),
) {
    visit(pointer, kind, value);
    let Value::Object(members) = value else {
        return;
    };
    if member(members, "$ref").is_some_and(Value::is_string) {
        return;
    }
    for slot in slots(kind) {
        match slot {
            Slot::One(key, part) => {
                if let Some(value) = member(members, key).filter(|value| is_part(key, value)) {
                    pointer.within(key, |pointer| walk_part(pointer, *part, value, visit));
                }
            }
            Slot::Each(key, part) => {
                let Some(values) = member(members, key) else {
                    continue;
                };
                pointer.within(key, |pointer| match values {
                    Value::Object(map) => {
                        for (name, value) in map.iter().filter(|(name, _)| is_name(key, name)) {
                            pointer.within(name, |pointer| walk_part(pointer, *part, value, visit));
                        }
                    }
                    Value::Array(list) => {
                        for (index, value) in list.iter().enumerate() {
                            pointer
                                .within(index, |pointer| walk_part(pointer, *part, value, visit));
                        }
                    }
                    _ => {}
                });
            }
        }
    }
}

/// What stands under a key. In the few members of most parts a look at each is faster than a hash, and
/// every walk asks for many keys that are not there.
fn member<'v>(members: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    match members.len() {
        0..=8 => members
            .iter()
            .find_map(|(name, value)| (name == key).then_some(value)),
        _ => members.get(key),
    }
}

/// Calls `change` for every part inside out, so that what it makes is not visited again.
pub(super) fn walk_mut(value: &mut Value, kind: Kind, change: &mut dyn FnMut(Kind, &mut Value)) {
    if reference(value).is_none() {
        for slot in slots(kind) {
            match slot {
                Slot::One(key, part) => {
                    if let Some(value) = value.get_mut(key).filter(|value| is_part(key, value)) {
                        walk_mut(value, *part, change);
                    }
                }
                Slot::Each(key, part) => match value.get_mut(key) {
                    Some(Value::Object(map)) => map
                        .iter_mut()
                        .filter(|(name, _)| is_name(key, name))
                        .for_each(|(_, value)| walk_mut(value, *part, change)),
                    Some(Value::Array(list)) => list
                        .iter_mut()
                        .for_each(|value| walk_mut(value, *part, change)),
                    _ => {}
                },
            }
        }
    }
    change(kind, value);
}

/// A copy of the part in which each part inside it is `stand_in`, so that it can be judged alone.
pub(super) fn shallow(kind: Kind, value: &Value, stand_in: &dyn Fn(Kind) -> Value) -> Value {
    let Value::Object(map) = value else {
        return value.clone();
    };
    if reference(value).is_some() {
        return value.clone();
    }
    let replaced = map.iter().map(|(key, value)| {
        let slot = slots(kind).iter().find(|slot| match slot {
            Slot::One(name, _) | Slot::Each(name, _) => name == key,
        });
        let value = match (slot, value) {
            (Some(Slot::One(key, part)), value) if is_part(key, value) => stand_in(*part),
            (Some(Slot::Each(key, part)), Value::Object(map)) => map
                .iter()
                .map(|(name, value)| {
                    let part = is_name(key, name).then(|| stand_in(*part));
                    (name.clone(), part.unwrap_or_else(|| value.clone()))
                })
                .collect(),
            (Some(Slot::Each(_, part)), Value::Array(list)) => {
                list.iter().map(|_| stand_in(*part)).collect()
            }
            (_, value) => value.clone(),
        };
        (key.clone(), value)
    });
    replaced.collect()
}

/// The text of the part's `$ref`, when it is one.
pub(super) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// `additionalProperties` may also be a boolean, which is no schema; whatever `x-key` holds besides an object,
/// its own rule reports.
fn is_part(key: &str, value: &Value) -> bool {
    match key {
        "additionalProperties" => !value.is_boolean(),
        "x-key" => value.is_object(),
        _ => true,
    }
}

/// The maps that OpenAPI lets extensions stand in.
fn is_name(slot: &str, name: &str) -> bool {
    !(matches!(slot, "paths" | "responses") && name.starts_with("x-"))
}
