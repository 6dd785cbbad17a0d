//! From schemas to types and shapes.
//!
//! Structures and enums are shapes with names; lists, maps and scalars are spelled out at each member
//! together with their limits, because their names in the document carry no meaning on the wire. A
//! shape is made once, when a member first needs it, so types may refer to themselves.

mod resolve;
mod shapes;

use std::collections::{HashMap, VecDeque};

use indexmap::IndexMap;
use openapiv3::{ObjectType, Schema, SchemaKind, Type as SchemaType};

use crate::document::Pointer;
use crate::service::{
    Binding, Constraints, Member, Shape, ShapeId, ShapeKind, TimestampFormat, Type,
};

use super::annotations::{self, Annotated};
use super::api::Api;
use super::{
    idempotency_tokens, json_values, maps, output_headers, payloads, secrets, sparse, status_codes,
    timestamps,
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
                    target: sparse::in_place(resolved.target, binding),
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
        let times = member.find(timestamps::declared).unwrap_or(context.times);
        let mut resolved = self.resolve(member.target, Context { times, ..context });
        if member.is(sparse::is_sparse) {
            resolved.target = sparse::with_nulls(resolved.target);
        }
        if let Some(pattern) = member.pattern {
            resolved.constraints.pattern = Some(pattern.to_owned());
        }
        if member.is(json_values::is_json) {
            resolved.target = Type::JsonString;
        }
        if member.is(secrets::is_sensitive) && resolved.target == Type::String {
            resolved.target = Type::Secret;
        }
        resolved.sensitive |= member.is(secrets::is_sensitive) && resolved.target != Type::Secret;
        resolved
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
