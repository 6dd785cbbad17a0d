//! Shapes: structures, unions and enums, with a name of the document or with one from where they are used.

use std::collections::{HashMap, HashSet};

use openapiv3::{IntegerType, ObjectType, Schema, SchemaKind, StringType};
use serde_json::Value;

use super::{Context, Resolved, Types};
use crate::openapi::annotations::description;
use crate::openapi::extensions::Extensions;
use crate::pointer::Pointer;
use crate::service::folded;
use crate::service::{EnumValue, IntegerValue, Member, Shape, ShapeId, ShapeKind, Type};

impl<'a> Types<'a> {
    pub(super) fn structure(
        &mut self,
        object: &'a ObjectType,
        schema: &Schema,
        name: Option<&str>,
        extensions: &Extensions<'_>,
        context: Context<'_>,
    ) -> Resolved {
        let id = self.id(name, std::ptr::from_ref(object).cast(), context);
        if !self.shapes.contains_key(&id) {
            let kind = match extensions.union {
                true => ShapeKind::Union(Vec::new()),
                false => ShapeKind::Structure(Vec::new()),
            };
            self.insert(&id, kind, schema, extensions, context.pointer);
            self.waiting.push_back((id.clone(), vec![object.into()]));
        }
        Type::Named(id).into()
    }

    /// The name of a shape: that of its schema, or one from where it is used first.
    pub(super) fn id(
        &mut self,
        name: Option<&str>,
        address: *const (),
        context: Context<'_>,
    ) -> ShapeId {
        if let Some(name) = name {
            return name.to_owned();
        }
        if let Some(known) = self.unnamed.get(&address) {
            return known.clone();
        }
        let id = self.free_name(context);
        self.unnamed.insert(address, id.clone());
        id
    }

    /// An enum of integers.
    pub(super) fn integer_enumeration(
        &mut self,
        integer: &IntegerType,
        schema: &Schema,
        name: Option<&str>,
        extensions: &Extensions<'_>,
        context: Context<'_>,
    ) -> Resolved {
        let id = self.id(name, std::ptr::from_ref(integer).cast(), context);
        if !self.shapes.contains_key(&id) {
            let digits = integer.enumeration.iter().map(|value| Some(value.as_ref()?.to_string()));
            let names = names(schema, &digits.collect::<Vec<_>>());
            let values = integer.enumeration.iter().enumerate().filter_map(|(at, value)| {
                let value = (*value)?;
                let digits = value.to_string();
                let described = extensions.enum_descriptions.and_then(|each| each.get(&digits));
                Some(IntegerValue {
                    value,
                    name: names.get(at).cloned().flatten().unwrap_or(digits),
                    documentation: description(described.and_then(Value::as_str)),
                })
            });
            let kind = ShapeKind::IntegerEnum(values.collect());
            self.insert(&id, kind, schema, extensions, context.pointer);
        }
        Type::Named(id).into()
    }

    /// A union of the bodies of several statuses.
    pub(in crate::openapi) fn union_by_status(
        &mut self,
        members: Vec<Member>,
        context: Context<'_>,
    ) -> Type {
        let id = self.free_name(context);
        let shape = Shape {
            id: id.clone(),
            pointer: context.pointer.clone(),
            kind: ShapeKind::Union(members),
            sensitive: false,
            documentation: Some("The body of a response, by its status.".to_owned()),
            deprecated: false,
            required: Vec::new(),
        };
        self.shapes.insert(id.clone(), shape);
        Type::Named(id)
    }

    pub(super) fn enumeration(
        &mut self,
        string: &StringType,
        schema: &Schema,
        name: Option<&str>,
        extensions: &Extensions<'_>,
        context: Context<'_>,
    ) -> Resolved {
        let id = self.id(name, std::ptr::from_ref(string).cast(), context);
        if !self.shapes.contains_key(&id) {
            let values =
                values(string, &names(schema, &string.enumeration), extensions.enum_descriptions);
            self.insert(&id, ShapeKind::Enum(values), schema, extensions, context.pointer);
        }
        Type::Named(id).into()
    }

    pub(super) fn insert(
        &mut self,
        id: &str,
        kind: ShapeKind,
        schema: &Schema,
        extensions: &Extensions<'_>,
        pointer: &Pointer,
    ) {
        let shape = Shape {
            id: id.to_owned(),
            pointer: pointer.clone(),
            kind,
            sensitive: extensions.sensitive,
            documentation: description(schema.schema_data.description.as_deref()),
            deprecated: schema.schema_data.deprecated,
            required: match &schema.schema_kind {
                SchemaKind::Type(openapiv3::Type::Object(object)) => object.required.clone(),
                SchemaKind::Any(any) => any.required.clone(),
                _ => Vec::new(),
            },
        };
        self.shapes.insert(id.to_owned(), shape);
    }

    /// A name for a shape without one, numbered if the document has a name that is equal in Rust.
    fn free_name(&mut self, context: Context<'_>) -> ShapeId {
        let name = shape_name(context.owner, context.member);
        numbered(&name).find(|name| self.names.insert(folded(name))).unwrap_or(name)
    }
}

/// A name, and the same with a number: `name`, `name2`, `name3`, …
pub(crate) fn numbered(name: &str) -> impl Iterator<Item = String> + use<> {
    let name = name.to_owned();
    let first = name.clone();
    std::iter::once(first).chain((2_usize..).map(move |number| format!("{name}{number}")))
}

/// The name of a shape that has none in the document: its owner's and its member's, `ListStagesState`.
pub(crate) fn shape_name(owner: &str, member: &str) -> String {
    let mut name = owner.to_owned();
    for word in member.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut chars = word.chars();
        name.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        name.push_str(chars.as_str());
    }
    name
}

/// The values of an enum, each with its description.
fn values(
    string: &StringType,
    names: &[Option<String>],
    descriptions: Option<&Value>,
) -> Vec<EnumValue> {
    let describe = |value: &str| descriptions?.get(value)?.as_str();
    let values = string.enumeration.iter().enumerate();
    values
        .filter_map(|(at, value)| {
            let value = value.as_ref()?;
            Some(EnumValue {
                value: value.clone(),
                name: names.get(at).cloned().flatten(),
                documentation: description(describe(value)),
            })
        })
        .collect()
}

/// Extensions of other generators with the names of the values of an enum, in order.
pub(in crate::openapi) const VALUE_NAMES: [&str; 3] =
    ["x-enum-varnames", "x-enumNames", "x-enum-names"];

/// The names that other generators give to the values of an enum, in order: those that differ from one another and
/// from the other values.
fn names(schema: &Schema, values: &[Option<String>]) -> Vec<Option<String>> {
    let extensions = &schema.schema_data.extensions;
    let names = VALUE_NAMES.iter().find_map(|key| extensions.get(*key)?.as_array());
    let is_name = |name: &&str| name.contains(|c: char| c.is_ascii_alphanumeric());
    let names = names.into_iter().flatten();
    let names: Vec<_> = names.map(|name| name.as_str().filter(is_name)).collect();
    let mut positions: HashMap<&str, HashSet<usize>> = HashMap::new();
    let values = values.iter().map(Option::as_deref);
    for (at, name) in names.iter().copied().enumerate().chain(values.enumerate()) {
        positions.entry(name.unwrap_or_default()).or_default().insert(at);
    }
    let is_unique = |name: &&str| positions.get(name).is_none_or(|positions| positions.len() == 1);
    names.iter().map(|name| name.filter(is_unique).map(str::to_owned)).collect()
}
