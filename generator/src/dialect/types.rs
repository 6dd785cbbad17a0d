//! From schemas to types and shapes.
//!
//! Structures and enums are shapes with names; lists, maps and scalars are spelled out at each member
//! together with their limits, because their names in the document carry no meaning on the wire. A
//! shape is made once, when a member first needs it, so types may refer to themselves.

use std::collections::VecDeque;

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, ArrayType, NumberFormat, NumberType, ObjectType, Schema, SchemaData,
    SchemaKind, StringFormat, StringType, Type as SchemaType, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::document::Pointer;
use crate::service::{Binding, Constraints, EnumValue, Member, Shape, ShapeId, ShapeKind, Type};

use super::annotations::{self, SchemaRef};
use super::api::Api;
use super::documentation;
use super::enums;
use super::limits::{entry_limits, integer_limits, list_limits, number_limits, text_limits};
use super::references::MAX_CHAIN;

/// All shapes that have been needed so far.
pub(super) struct Types<'a> {
    api: Api<'a>,
    shapes: IndexMap<ShapeId, Shape>,
    /// Structures that are named already, but whose members are not made yet.
    waiting: VecDeque<(ShapeId, &'a ObjectType)>,
}

/// Where a schema stands, in case a shape there needs a name.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    /// The operation or structure.
    pub(super) owner: &'c str,
    /// Its member.
    pub(super) member: &'c str,
    /// Where the schema stands.
    pub(super) pointer: &'c Pointer,
    /// How many lists and maps are around it.
    pub(super) depth: usize,
}

/// Deeper than any document that passed the checks: [`MAX_CHAIN`] links, and lists inlined below.
const MAX_DEPTH: usize = 2 * MAX_CHAIN;

impl Context<'_> {
    fn deeper(self) -> Self {
        Self {
            depth: self.depth + 1,
            ..self
        }
    }
}

impl<'a> Types<'a> {
    pub(super) fn new(api: Api<'a>) -> Self {
        Self {
            api,
            shapes: IndexMap::new(),
            waiting: VecDeque::new(),
        }
    }

    /// All shapes, in the order of the document; those without a name there come last.
    pub(super) fn finish(mut self) -> IndexMap<ShapeId, Shape> {
        while let Some((id, object)) = self.waiting.pop_front() {
            let pointer = self.shapes[&id].pointer.clone();
            let members = self.members(object, &pointer, &id);
            self.shapes[&id].kind = ShapeKind::Structure(members);
        }
        let Self {
            api, mut shapes, ..
        } = self;
        shapes.sort_by_cached_key(|id, _| api.position(id).unwrap_or(usize::MAX));
        shapes
    }

    /// The properties of an object as members of a body.
    pub(super) fn members(
        &mut self,
        object: &'a ObjectType,
        pointer: &Pointer,
        owner: &str,
    ) -> Vec<Member> {
        let properties = pointer.child("properties");
        object
            .properties
            .iter()
            .map(|(name, schema)| {
                let pointer = properties.child(name);
                let annotated = annotations::read(schema.into());
                let context = Context {
                    owner,
                    member: name,
                    pointer: &pointer,
                    depth: 0,
                };
                let (target, mut constraints) = self.resolve(annotated.target, context);
                if let Some(pattern) = annotated.pattern {
                    constraints.pattern = Some(pattern.to_owned());
                }
                Member {
                    name: name.clone(),
                    wire_name: annotated.wire_name.unwrap_or(name).to_owned(),
                    pointer,
                    target,
                    required: object.required.contains(name),
                    binding: Binding::Body,
                    constraints,
                    documentation: annotated.documentation,
                    deprecated: annotated.deprecated,
                }
            })
            .collect()
    }

    /// What a schema stands for, and its limits.
    pub(super) fn resolve(
        &mut self,
        schema: SchemaRef<'a>,
        context: Context<'_>,
    ) -> (Type, Constraints) {
        if context.depth > MAX_DEPTH {
            // A list or map that is made of itself, reported as a circular reference.
            return (Type::Json, Constraints::default());
        }
        match schema {
            SchemaRef::Named(reference) => match self.api.schema(reference) {
                Some((name, schema)) => {
                    let components = Pointer::root().child("components").child("schemas");
                    let context = Context {
                        pointer: &components.child(name),
                        ..context
                    };
                    self.resolve_schema(schema, Some(name), context)
                }
                // Reported as a dangling or circular reference.
                None => (Type::Json, Constraints::default()),
            },
            SchemaRef::Inline(_) => match annotations::read(schema).target {
                SchemaRef::Named(reference) => self.resolve(SchemaRef::Named(reference), context),
                SchemaRef::Inline(schema) => self.resolve_schema(schema, None, context),
            },
        }
    }

    fn resolve_schema(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> (Type, Constraints) {
        let plain = |target| (target, Constraints::default());
        let SchemaKind::Type(kind) = &schema.schema_kind else {
            // `{}`: any JSON. Every other form has been reported.
            return plain(Type::Json);
        };
        match kind {
            SchemaType::Boolean(_) => plain(Type::Boolean),
            SchemaType::Integer(integer) => (Type::Integer, integer_limits(integer)),
            SchemaType::Number(number) => (number_type(number), number_limits(number)),
            SchemaType::String(text) if text.enumeration.is_empty() => {
                (string_type(text), text_limits(text))
            }
            SchemaType::String(text) => plain(self.enumeration(text, schema, name, context)),
            SchemaType::Array(list) => self.list(list, context),
            SchemaType::Object(object) => match &object.additional_properties {
                Some(AdditionalProperties::Schema(values)) => {
                    let (target, limits) = self.resolve(values.as_ref().into(), context.deeper());
                    (Type::Map(Box::new(target)), entry_limits(object, limits))
                }
                Some(AdditionalProperties::Any(true)) => {
                    let limits = entry_limits(object, Constraints::default());
                    (Type::Map(Box::new(Type::Json)), limits)
                }
                Some(AdditionalProperties::Any(false)) | None => {
                    plain(self.structure(object, schema, name, context))
                }
            },
        }
    }

    fn list(&mut self, list: &'a ArrayType, context: Context<'_>) -> (Type, Constraints) {
        let (target, element) = match &list.items {
            Some(items) => self.resolve(items.into(), context.deeper()),
            None => (Type::Json, Constraints::default()),
        };
        (Type::List(Box::new(target)), list_limits(list, element))
    }

    fn structure(
        &mut self,
        object: &'a ObjectType,
        schema: &Schema,
        name: Option<&str>,
        context: Context<'_>,
    ) -> Type {
        let id = name.map_or_else(|| self.free_name(context), str::to_owned);
        if !self.shapes.contains_key(&id) {
            self.insert(
                &id,
                ShapeKind::Structure(Vec::new()),
                schema,
                context.pointer,
            );
            self.waiting.push_back((id.clone(), object));
        }
        Type::Named(id)
    }

    fn enumeration(
        &mut self,
        text: &StringType,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Type {
        if name.is_none() {
            let known = enums::find(&self.api, &text.enumeration, context.owner, context.member);
            if let Some(known) = known {
                let pointer = Pointer::root()
                    .child("components")
                    .child("schemas")
                    .child(known);
                let reference = pointer.to_string();
                if let Some((known, schema)) = self.api.schema(&reference) {
                    let context = Context {
                        pointer: &pointer,
                        ..context
                    };
                    return self.resolve_schema(schema, Some(known), context).0;
                }
            }
        }
        let id = name.map_or_else(|| self.free_name(context), str::to_owned);
        if !self.shapes.contains_key(&id) {
            let values = values(text, &schema.schema_data);
            self.insert(&id, ShapeKind::Enum(values), schema, context.pointer);
        }
        Type::Named(id)
    }

    fn insert(&mut self, id: &str, kind: ShapeKind, schema: &Schema, pointer: &Pointer) {
        let shape = Shape {
            id: id.to_owned(),
            pointer: pointer.clone(),
            kind,
            documentation: documentation::text(schema.schema_data.description.as_deref()),
            deprecated: schema.schema_data.deprecated,
        };
        self.shapes.insert(id.to_owned(), shape);
    }

    /// A name for a shape without one, numbered if the document has taken it.
    fn free_name(&self, context: Context<'_>) -> ShapeId {
        let name = enums::name(context.owner, context.member);
        let taken =
            |name: &str| self.api.position(name).is_some() || self.shapes.contains_key(name);
        let numbered = (2_usize..).map(|number| format!("{name}{number}"));
        let mut candidates = std::iter::once(name.clone()).chain(numbered);
        candidates.find(|name| !taken(name)).unwrap_or(name)
    }
}

/// The schema's properties, if it is an object with known members.
pub(super) fn structure(schema: &Schema) -> Option<&ObjectType> {
    let SchemaKind::Type(SchemaType::Object(object)) = &schema.schema_kind else {
        return None;
    };
    let closed = matches!(
        object.additional_properties,
        None | Some(AdditionalProperties::Any(false))
    );
    closed.then_some(object)
}

/// The values of an enum, each with its text from `x-enumDescriptions`.
fn values(text: &StringType, data: &SchemaData) -> Vec<EnumValue> {
    let texts = data.extensions.get("x-enumDescriptions");
    let values = text.enumeration.iter().flatten();
    values
        .map(|value| EnumValue {
            value: value.clone(),
            documentation: documentation::text(
                texts
                    .and_then(|texts| texts.get(value))
                    .and_then(Value::as_str),
            ),
        })
        .collect()
}

fn string_type(text: &StringType) -> Type {
    match &text.format {
        VariantOrUnknownOrEmpty::Item(StringFormat::Password) => Type::Secret,
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Type::Timestamp,
        _ => Type::String,
    }
}

fn number_type(number: &NumberType) -> Type {
    match &number.format {
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Type::Float,
        _ => Type::Double,
    }
}
