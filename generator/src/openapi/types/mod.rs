//! From schemas to types and shapes.
//!
//! Structures, unions and enums are shapes with names; lists, maps and scalars are spelled out at each
//! member together with their limits, because their names in the document have no meaning on the wire. A
//! shape is added once, when a member first refers to it, so types may refer to themselves.

mod limits;
mod one_of;
mod resolve;
mod shapes;

pub(super) use one_of::MAX_TITLE;
pub(super) use resolve::check_map_keys;
pub(super) use shapes::VALUE_NAMES;
pub(crate) use shapes::{numbered, shape_name};

use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ObjectType, ReferenceOr, Schema, SchemaKind,
    Type as SchemaType,
};

use crate::service::{
    Access, Binding, Constraints, Member, MemberConstraints, Shape, ShapeId, ShapeKind,
    TimestampFormat, Type,
};

use super::annotations::{self, Annotated};
use super::components::Components;
use crate::pointer::Pointer;
use crate::service::folded;

/// How timestamps are written, unless a schema states another format.
#[derive(Clone, Copy, Debug)]
pub(super) struct TimestampFormats {
    pub(super) bodies: TimestampFormat,
    pub(super) headers: TimestampFormat,
}

/// The shapes that members have referred to so far.
pub(super) struct Types<'a> {
    components: Components<'a>,
    timestamps: TimestampFormats,
    shapes: IndexMap<ShapeId, Shape>,
    /// Structures whose members are not read yet, with the parts that have them.
    waiting: VecDeque<(ShapeId, Vec<Fields<'a>>)>,
    /// The names that were given to shapes without one, by their address in memory. A list with a
    /// name may hold such a structure, and be reached from many members, or from inside it.
    unnamed: HashMap<*const (), ShapeId>,
    /// The names that are taken, folded.
    names: HashSet<String>,
    /// Alternatives that are being read.
    open: Vec<ShapeId>,
    /// Those among them that contain themselves.
    recursive: HashSet<ShapeId>,
    /// Shapes of alternatives one of which is `null`.
    nullable: HashSet<ShapeId>,
}

/// The members of an object.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    required: &'a [String],
    additional: Option<&'a AdditionalProperties>,
}

impl<'a> From<&'a ObjectType> for Fields<'a> {
    fn from(object: &'a ObjectType) -> Self {
        Self {
            properties: &object.properties,
            required: &object.required,
            additional: object.additional_properties.as_ref(),
        }
    }
}

impl<'a> From<&'a AnySchema> for Fields<'a> {
    fn from(any: &'a AnySchema) -> Self {
        Self {
            properties: &any.properties,
            required: &any.required,
            additional: any.additional_properties.as_ref(),
        }
    }
}

/// Where a schema is used, in case a shape there needs a name.
#[derive(Clone, Copy)]
pub(super) struct Context<'c> {
    /// The operation or structure.
    pub(super) owner: &'c str,
    /// Its member.
    pub(super) member: &'c str,
    /// Where the schema stands.
    pub(super) pointer: &'c Pointer,
    /// How timestamps are written there.
    pub(super) timestamp_format: TimestampFormat,
    /// How many lists and maps are around it.
    pub(super) depth: usize,
}

/// The type of a schema.
pub(super) struct Resolved {
    /// The type of its values.
    pub(super) target: Type,
    /// Their limits.
    pub(super) constraints: Constraints,
    /// Whether they are redacted although their type is not [`Type::Secret`].
    pub(super) sensitive: bool,
    /// Whether they can be `null`.
    pub(super) nullable: bool,
    /// The messages that contain them.
    pub(super) access: Access,
}

impl Resolved {
    /// The type with `null`, if the values can be that.
    fn with_null(self) -> Self {
        match self.nullable {
            true => Self { target: or_null(self.target), ..self },
            false => self,
        }
    }
}

impl From<Type> for Resolved {
    fn from(target: Type) -> Self {
        (target, Constraints::default()).into()
    }
}

impl From<(Type, Constraints)> for Resolved {
    fn from((target, constraints): (Type, Constraints)) -> Self {
        Self { target, constraints, sensitive: false, nullable: false, access: Access::Both }
    }
}

impl Context<'_> {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

impl<'a> Types<'a> {
    pub(super) fn new(components: Components<'a>, timestamps: TimestampFormats) -> Self {
        let schemas = components.model.components.iter().flat_map(|all| all.schemas.keys());
        let names = schemas.map(|name| folded(name)).collect();
        Self {
            components,
            timestamps,
            shapes: IndexMap::new(),
            waiting: VecDeque::new(),
            unnamed: HashMap::new(),
            names,
            open: Vec::new(),
            recursive: HashSet::new(),
            nullable: HashSet::new(),
        }
    }

    /// All shapes, in the order of the document; those without a name there come last.
    pub(super) fn finish(mut self) -> IndexMap<ShapeId, Shape> {
        self.read_members();
        self.tell_apart();
        let Self { components, mut shapes, .. } = self;
        shapes.sort_by_cached_key(|id, _| components.position(id).unwrap_or(usize::MAX));
        shapes
    }

    /// Reads the members of the structures so far.
    pub(super) fn read_members(&mut self) {
        while let Some((id, parts)) = self.waiting.pop_front() {
            let pointer = self.shapes[&id].pointer.clone();
            let mut members: Vec<Member> = Vec::new();
            for part in parts {
                for member in self.members(part, &pointer, &id) {
                    // Of members with one name, the later one describes the shape itself.
                    match members.iter_mut().find(|known| known.name == member.name) {
                        Some(known) => *known = member,
                        None => members.push(member),
                    }
                }
            }
            let kind = &mut self.shapes[&id].kind;
            *kind = match kind {
                ShapeKind::Union(_) => ShapeKind::Union(members),
                _ => ShapeKind::Structure(members),
            };
        }
    }

    /// The kind of a shape that a member has referred to. Members of a structure are read later.
    pub(super) fn kind(&self, id: &str) -> Option<&ShapeKind> {
        self.shapes.get(id).map(|shape| &shape.kind)
    }

    /// Whether values are strings: of any value, secret, or of an enum.
    pub(super) fn is_string(&self, target: &Type) -> bool {
        match target {
            Type::String | Type::Secret => true,
            Type::Named(id) => matches!(self.kind(id), Some(ShapeKind::Enum(_))),
            _ => false,
        }
    }

    /// How timestamps are written in that location, unless a schema states another format.
    pub(super) fn timestamp_format(&self, binding: Binding) -> TimestampFormat {
        match binding {
            Binding::Header | Binding::PrefixHeaders => self.timestamps.headers,
            Binding::Path | Binding::Query | Binding::Styled(_) => TimestampFormat::DateTime,
            Binding::Body | Binding::OtherKeys | Binding::Payload | Binding::Status => {
                self.timestamps.bodies
            }
        }
    }

    /// The properties of an object as members, most of them of a body, and its other entries as a member.
    pub(super) fn members(
        &mut self,
        object: impl Into<Fields<'a>>,
        pointer: &Pointer,
        owner: &str,
    ) -> Vec<Member> {
        let fields = object.into();
        let properties = pointer.child("properties");
        let mut members: Vec<Member> = fields
            .properties
            .iter()
            .map(|(name, schema)| {
                let required = fields.required.contains(name);
                self.member(name, schema, properties.child(name), required, owner)
            })
            .collect();
        members.extend(self.other_keys(fields, pointer, owner));
        members
    }

    fn member(
        &mut self,
        name: &str,
        schema: &'a ReferenceOr<Box<Schema>>,
        pointer: Pointer,
        required: bool,
        owner: &str,
    ) -> Member {
        let annotated = annotations::read(schema.into());
        let (binding, wire_name) = annotated.extensions.binding(name);
        let context = Context {
            owner,
            member: name,
            pointer: &pointer,
            timestamp_format: self.timestamp_format(binding),
            depth: 0,
        };
        let resolved = self.annotated(&annotated, context).with_null();
        Member {
            name: name.to_owned(),
            wire_name: wire_name.to_owned(),
            target: in_location(resolved.target, binding),
            required,
            binding,
            sensitive: resolved.sensitive,
            idempotency_token: false,
            access: resolved.access,
            constraints: resolved.constraints.into(),
            documentation: annotated.documentation,
            deprecated: annotated.deprecated,
            pointer,
        }
    }

    /// The member with the entries beside the properties of an object, if it may have others.
    fn other_keys(&mut self, fields: Fields<'a>, pointer: &Pointer, owner: &str) -> Option<Member> {
        const NAME: &str = "additionalProperties";
        if fields.properties.is_empty() {
            return None;
        }
        let name = numbered(NAME).find(|name| !fields.properties.contains_key(name))?;
        let pointer = pointer.child(NAME);
        let context = Context {
            owner,
            member: &name,
            pointer: &pointer,
            timestamp_format: self.timestamp_format(Binding::OtherKeys),
            depth: 1,
        };
        let value = match fields.additional? {
            AdditionalProperties::Schema(values) => {
                self.resolve((&**values).into(), context).with_null()
            }
            AdditionalProperties::Any(true) => Type::Json.into(),
            AdditionalProperties::Any(false) => return None,
        };
        Some(Member {
            wire_name: name.clone(),
            name,
            target: Type::Map(Box::new(value.target)),
            required: false,
            binding: Binding::OtherKeys,
            sensitive: value.sensitive,
            idempotency_token: false,
            access: Access::Both,
            constraints: MemberConstraints::default(),
            documentation: Some("The members without a field of their own.".to_owned()),
            deprecated: false,
            pointer,
        })
    }

    /// The properties of an object as members of an input.
    pub(super) fn input_members(
        &mut self,
        object: &'a ObjectType,
        pointer: &Pointer,
        owner: &str,
    ) -> Vec<Member> {
        let mut members = self.members(object, pointer, owner);
        for (member, (_, schema)) in members.iter_mut().zip(&object.properties) {
            let extensions = annotations::read(schema.into()).extensions;
            if extensions.idempotency_token == Some(true) && member.target == Type::String {
                member.idempotency_token = true;
                // The client makes one where the caller gives none.
                member.required = false;
            }
        }
        members
    }

    /// The type of a member, with its own annotations.
    pub(super) fn annotated(&mut self, member: &Annotated<'a>, context: Context<'_>) -> Resolved {
        let extensions = &member.extensions;
        let timestamp_format = extensions.timestamp_format.unwrap_or(context.timestamp_format);
        let context = Context { timestamp_format, ..context };
        let mut resolved = self.resolve(member.target, context);
        if extensions.sparse {
            resolved.target = with_nulls(resolved.target);
        }
        if let Some(pattern) = member.pattern {
            resolved.constraints.pattern = Some(pattern.to_owned());
        }
        if extensions.json_value {
            resolved.target = Type::JsonString;
        }
        if extensions.sensitive && resolved.target == Type::String {
            resolved.target = Type::Secret;
        }
        resolved.sensitive |= extensions.sensitive && resolved.target != Type::Secret;
        resolved.nullable |= member.nullable;
        if member.access != Access::Both {
            resolved.access = member.access;
        }
        if member.default.is_some() {
            resolved.constraints.default.clone_from(&member.default);
        }
        resolved
    }
}

/// What the values of a map are.
enum MapValues<'a> {
    /// Of this schema.
    Of(&'a ReferenceOr<Schema>),
    /// Any JSON.
    Any,
}

/// The values, if the object is a map and not a structure.
fn map_values(object: &ObjectType) -> Option<MapValues<'_>> {
    if !object.properties.is_empty() {
        return None;
    }
    match object.additional_properties.as_ref()? {
        AdditionalProperties::Schema(values) => Some(MapValues::Of(values)),
        AdditionalProperties::Any(true) => Some(MapValues::Any),
        AdditionalProperties::Any(false) => None,
    }
}

/// The schema's properties, if it is an object with known members.
pub(super) fn structure(schema: &Schema) -> Option<&ObjectType> {
    let SchemaKind::Type(SchemaType::Object(object)) = &schema.schema_kind else {
        return None;
    };
    map_values(object).is_none().then_some(object)
}

/// The type of a member in that location: only JSON has `null`.
pub(super) fn in_location(target: Type, binding: Binding) -> Type {
    match binding {
        Binding::Body | Binding::OtherKeys | Binding::Payload => target,
        _ => without_nulls(target),
    }
}

/// A list or map that may hold `null`.
fn with_nulls(target: Type) -> Type {
    match target {
        Type::List(element) => Type::List(Box::new(or_null(*element))),
        Type::Map(value) => Type::Map(Box::new(or_null(*value))),
        other => other,
    }
}

fn without_nulls(target: Type) -> Type {
    match target {
        Type::List(element) => Type::List(Box::new(without_nulls(*element))),
        Type::Map(value) => Type::Map(Box::new(without_nulls(*value))),
        Type::Nullable(value) => without_nulls(*value),
        other => other,
    }
}

/// A type whose values can be `null`.
pub(super) fn or_null(target: Type) -> Type {
    match target {
        // Any JSON includes `null` already.
        Type::Nullable(_) | Type::Json => target,
        _ => Type::Nullable(Box::new(target)),
    }
}
