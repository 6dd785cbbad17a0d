//! From schemas to types and shapes.
//!
//! Structures and enums are shapes with names; lists, maps and scalars are spelled out at each member
//! together with their limits, because their names in the document carry no meaning on the wire. A
//! shape is made once, when a member first needs it, so types may refer to themselves.

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;
use openapiv3::{
    ArrayType, ObjectType, Schema, SchemaData, SchemaKind, StringFormat, StringType,
    Type as SchemaType, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::document::Pointer;
use crate::service::{
    Binding, Constraints, EnumValue, Member, Shape, ShapeId, ShapeKind, TimestampFormat, Type,
};

use super::annotations::{self, Annotated, SchemaRef};
use super::api::Api;
use super::limits::{entry_limits, integer_limits, list_limits, number_limits, text_limits};
use super::marks::Extensions;
use super::references::MAX_CHAIN;
use super::{
    blobs, documentation, documents, enums, idempotency_tokens, json_values, lost_types, maps,
    numbers, output_headers, payloads, secrets, status_codes, streams, timestamps, unions,
};

/// All shapes that have been needed so far.
pub(super) struct Types<'a> {
    api: Api<'a>,
    /// How timestamps are written in bodies.
    times: TimestampFormat,
    shapes: IndexMap<ShapeId, Shape>,
    /// Structures that are named already, but whose members are not made yet.
    waiting: VecDeque<(ShapeId, &'a ObjectType)>,
    /// The names that were given to structures without one, by where these are in memory. A list
    /// with a name may hold such a structure, and be reached from many places, or from inside it.
    unnamed: HashMap<*const ObjectType, ShapeId>,
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
    /// How timestamps are written there.
    pub(super) times: TimestampFormat,
    /// How many lists and maps are around it.
    pub(super) depth: usize,
}

/// What a schema stands for.
pub(super) struct Resolved {
    /// What its values hold.
    pub(super) target: Type,
    /// Their limits.
    pub(super) constraints: Constraints,
    /// Whether they must not be shown, which their type does not say by itself.
    pub(super) sensitive: bool,
}

impl From<Type> for Resolved {
    fn from(target: Type) -> Self {
        (target, Constraints::default()).into()
    }
}

impl From<(Type, Constraints)> for Resolved {
    fn from((target, constraints): (Type, Constraints)) -> Self {
        Self {
            target,
            constraints,
            sensitive: false,
        }
    }
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
    pub(super) fn new(api: Api<'a>, times: TimestampFormat) -> Self {
        Self {
            api,
            times,
            shapes: IndexMap::new(),
            waiting: VecDeque::new(),
            unnamed: HashMap::new(),
        }
    }

    /// All shapes, in the order of the document; those without a name there come last.
    pub(super) fn finish(mut self) -> IndexMap<ShapeId, Shape> {
        while let Some((id, object)) = self.waiting.pop_front() {
            let pointer = self.shapes[&id].pointer.clone();
            let members = self.members(object, &pointer, &id);
            let kind = &mut self.shapes[&id].kind;
            *kind = match kind {
                ShapeKind::Union(_) => ShapeKind::Union(members),
                _ => ShapeKind::Structure(members),
            };
        }
        let Self {
            api, mut shapes, ..
        } = self;
        shapes.sort_by_cached_key(|id, _| api.position(id).unwrap_or(usize::MAX));
        shapes
    }

    /// How timestamps are written there, unless one says otherwise.
    pub(super) fn times_in(&self, binding: Binding) -> TimestampFormat {
        timestamps::by_place(binding, self.times)
    }

    /// The properties of an object as members, most of them of a body.
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
                let (binding, wire_name) = place(&annotated, name);
                let context = Context {
                    owner,
                    member: name,
                    pointer: &pointer,
                    times: self.times_in(binding),
                    depth: 0,
                };
                let resolved = self.annotated(&annotated, context);
                Member {
                    name: name.clone(),
                    wire_name: wire_name.to_owned(),
                    target: resolved.target,
                    required: object.required.contains(name),
                    binding,
                    sensitive: resolved.sensitive,
                    idempotency_token: false,
                    constraints: resolved.constraints,
                    documentation: annotated.documentation,
                    deprecated: annotated.deprecated,
                    pointer,
                }
            })
            .collect()
    }

    /// The properties of an object as members of an input.
    pub(super) fn input_members(
        &mut self,
        object: &'a ObjectType,
        pointer: &Pointer,
        owner: &str,
    ) -> Vec<Member> {
        let mut members = self.members(object, pointer, owner);
        for (member, (name, schema)) in members.iter_mut().zip(&object.properties) {
            let extensions = annotations::read(schema.into()).extensions;
            if idempotency_tokens::is_token(name, &member.target, &extensions) {
                member.idempotency_token = true;
                // Whoever gives none gets one.
                member.required = false;
            }
        }
        members
    }

    /// What a member stands for, with what is said about it alone.
    pub(super) fn annotated(&mut self, member: &Annotated<'a>, context: Context<'_>) -> Resolved {
        let times = member.find(timestamps::said).unwrap_or(context.times);
        let mut resolved = self.resolve(member.target, Context { times, ..context });
        if let Some(pattern) = member.pattern {
            resolved.constraints.pattern = Some(pattern.to_owned());
        }
        if member.is(json_values::is_json) {
            resolved.target = Type::JsonText;
        }
        if member.is(secrets::is_sensitive) && resolved.target == Type::String {
            resolved.target = Type::Secret;
        }
        resolved.sensitive |= member.is(secrets::is_sensitive) && resolved.target != Type::Secret;
        resolved
    }

    /// What a schema stands for.
    pub(super) fn resolve(&mut self, schema: SchemaRef<'a>, context: Context<'_>) -> Resolved {
        if context.depth > MAX_DEPTH {
            // A list or map that is made of itself, reported as a circular reference.
            return Type::Json.into();
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
                None => Type::Json.into(),
            },
            SchemaRef::Inline(_) => {
                let annotated = annotations::read(schema);
                match annotated.target {
                    SchemaRef::Named(_) => self.annotated(&annotated, context),
                    SchemaRef::Inline(schema) => self.resolve_schema(schema, None, context),
                }
            }
        }
    }

    fn resolve_schema(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Resolved {
        let extensions = &schema.schema_data.extensions;
        let times = timestamps::said(extensions).unwrap_or(context.times);
        let context = Context { times, ..context };
        let mut resolved = self.resolve_kind(schema, name, context);
        let has_own_guard = matches!(resolved.target, Type::Secret | Type::Named(_));
        resolved.sensitive |= secrets::is_sensitive(extensions) && !has_own_guard;
        resolved
    }

    fn resolve_kind(
        &mut self,
        schema: &'a Schema,
        name: Option<&'a str>,
        context: Context<'_>,
    ) -> Resolved {
        let extensions = &schema.schema_data.extensions;
        if streams::is_stream(extensions) {
            return Type::Stream.into();
        }
        if lost_types::is_anything(schema) || documents::is_document(extensions) {
            return Type::Json.into();
        }
        let SchemaKind::Type(kind) = &schema.schema_kind else {
            return Type::Json.into();
        };
        match kind {
            SchemaType::Boolean(_) => Type::Boolean.into(),
            SchemaType::Integer(integer) => {
                (numbers::integer(integer), integer_limits(integer)).into()
            }
            SchemaType::Number(number) => (numbers::number(number), number_limits(number)).into(),
            SchemaType::String(text) if text.enumeration.is_empty() => (
                string_type(text, extensions, context.times),
                text_limits(text),
            )
                .into(),
            SchemaType::String(text) => self.enumeration(text, schema, name, context).into(),
            SchemaType::Array(list) => self.list(list, context),
            SchemaType::Object(object) => match maps::values(object) {
                Some(values) => self.map(object, values, context),
                None => self.structure(object, schema, name, context).into(),
            },
        }
    }

    fn list(&mut self, list: &'a ArrayType, context: Context<'_>) -> Resolved {
        let element = match &list.items {
            Some(items) => self.resolve(items.into(), context.deeper()),
            None => Type::Json.into(),
        };
        Resolved {
            target: Type::List(Box::new(element.target)),
            constraints: list_limits(list, element.constraints),
            sensitive: element.sensitive,
        }
    }

    fn map(
        &mut self,
        object: &'a ObjectType,
        values: maps::Values<'a>,
        context: Context<'_>,
    ) -> Resolved {
        let value = match values {
            maps::Values::Of(schema) => self.resolve(schema.into(), context.deeper()),
            maps::Values::Any => Type::Json.into(),
        };
        Resolved {
            target: Type::Map(Box::new(value.target)),
            constraints: entry_limits(object, value.constraints),
            sensitive: value.sensitive,
        }
    }

    fn structure(
        &mut self,
        object: &'a ObjectType,
        schema: &Schema,
        name: Option<&str>,
        context: Context<'_>,
    ) -> Type {
        let known = self.unnamed.get(&std::ptr::from_ref(object)).cloned();
        let id = match (name, known) {
            (Some(name), _) => name.to_owned(),
            (None, Some(known)) => known,
            (None, None) => {
                let id = self.free_name(context);
                self.unnamed.insert(object, id.clone());
                id
            }
        };
        if !self.shapes.contains_key(&id) {
            let kind = match unions::is_union(&schema.schema_data.extensions) {
                true => ShapeKind::Union(Vec::new()),
                false => ShapeKind::Structure(Vec::new()),
            };
            self.insert(&id, kind, schema, context.pointer);
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
                    return self.resolve_schema(schema, Some(known), context).target;
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
            sensitive: secrets::is_sensitive(&schema.schema_data.extensions),
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
    maps::values(object).is_none().then_some(object)
}

/// Where a property travels, and under which name.
fn place<'a>(member: &Annotated<'a>, name: &'a str) -> (Binding, &'a str) {
    if let Some(place) = member.find(output_headers::read) {
        return place;
    }
    let binding = match () {
        () if member.is(payloads::is_payload) => Binding::Payload,
        () if member.is(status_codes::is_status) => Binding::Status,
        () => Binding::Body,
    };
    (binding, member.wire_name.unwrap_or(name))
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

fn string_type(text: &StringType, extensions: &Extensions, times: TimestampFormat) -> Type {
    if blobs::is_blob(text, extensions) {
        Type::Blob
    } else if secrets::is_secret(text, extensions) {
        Type::Secret
    } else if matches!(
        text.format,
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime)
    ) {
        Type::Timestamp(times)
    } else {
        Type::String
    }
}
