//! Structures, unions and enums: from members and values to fields and variants.

use super::Context;
use super::docs::Owner;
use super::model::{
    Alternative, Enumeration, Field, Location, OneOf, Presence, RustType, Structure, Union, Variant,
};
use super::naming::{self, Form, Names, Unique};
use crate::service::{
    self, Access, Binding, EnumValue, IntegerValue, Member, Shape, ShapeKind, Type,
};
use std::collections::HashSet;

/// A structure of the service.
pub(super) fn structure(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Structure {
    let name = context.names.type_of(&shape.id);
    let written = context.sides.is_written(&shape.id);
    let read = context.sides.is_read(&shape.id);
    let mut fields = fields(context, Owner::Shape(&shape.id), members, !written);
    for (field, member) in fields.iter_mut().zip(members) {
        if written && member.access == Access::Read && field.location == Location::Body {
            field.location = Location::Received;
        }
        field.constant = context.constants.value_of(&shape.id, member);
        if context.boxed.contains(&shape.id, &member.name) {
            field.boxed = true;
            // A required member that closes a cycle has no default value.
            if read && field.presence == Presence::Required {
                field.presence = Presence::Optional;
            }
        }
    }
    redact(&mut fields, shape.sensitive);
    let rank = |at: &usize| shape.required.iter().position(|name| *name == members[*at].name);
    let mut arguments = argument_positions(&fields);
    arguments.sort_by_key(|at| rank(at).unwrap_or(usize::MAX));
    Structure {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(shape, name != shape.id),
        name,
        fields,
        arguments,
        written,
        read,
        hashable: context.unhashable.can_hash(members),
        checked: is_checked(context, shape),
        deprecated: shape.deprecated,
    }
}

/// Whether values of a shape can be validated: they are sent and have limits.
fn is_checked(context: &Context<'_>, shape: &Shape) -> bool {
    context.sides.is_input(&shape.id) && context.checked.contains(&shape.id)
}

/// The positions of the fields that constructors take as arguments.
pub(super) fn argument_positions(fields: &[Field]) -> Vec<usize> {
    (0..fields.len()).filter(|at| fields[*at].is_argument()).collect()
}

/// The fields of members. In an output (`only_read`) an absent list or map is empty; in an input absent and
/// empty collections differ, so that they are `Option`s.
pub(super) fn fields(
    context: &Context<'_>,
    owner: Owner<'_>,
    members: &[Member],
    only_read: bool,
) -> Vec<Field> {
    let names = naming::fields(members.iter().map(|member| member.name.as_str()));
    named_fields(context, owner, members, names, only_read)
}

fn named_fields(
    context: &Context<'_>,
    owner: Owner<'_>,
    members: &[Member],
    names: Vec<Unique>,
    only_read: bool,
) -> Vec<Field> {
    let setters = naming::setters(&names);
    members
        .iter()
        .zip(names)
        .zip(setters)
        .zip(keys(members))
        .map(|(((member, (name, collides)), setters), key)| {
            let (target, nullable) =
                (member.target.present(), matches!(member.target, Type::Nullable(_)));
            let ty = rust_type(target, context.names);
            let collection = matches!(ty, RustType::Vec(_) | RustType::Map(_));
            let location = location(member.binding);
            let presence = match member.required {
                // It can be absent, but not null.
                false if location == Location::OtherKeys => Presence::EmptyWhenAbsent,
                true if !nullable || !only_read => Presence::Required,
                _ if only_read && collection => Presence::EmptyWhenAbsent,
                _ => Presence::Optional,
            };
            // An output has no value in both cases.
            let ty = match (nullable && !only_read, presence) {
                (true, Presence::Required) => RustType::Option(Box::new(ty)),
                (true, Presence::Optional) => RustType::Nullable(Box::new(ty)),
                _ => ty,
            };
            let is_nullable = matches!(ty, RustType::Nullable(_));
            Field {
                null_setter: is_nullable.then_some(setters.null),
                writes_null: matches!(ty, RustType::Option(_)),
                setter: setters.value,
                optional_setter: setters.optional,
                with: naming::prefixed("with", &name),
                with_null: naming::prefixed("with_null", &name),
                presence,
                constant: None,
                boxed: false,
                check: context.checked.check(member).map(Box::new),
                redacted: member.sensitive,
                location,
                key,
                docs: context.writer.member(owner, member, collides),
                summary: None,
                deprecated: member.deprecated,
                name,
                ty,
            }
        })
        .collect()
}

fn location(binding: Binding) -> Location {
    match binding {
        Binding::Body => Location::Body,
        Binding::OtherKeys => Location::OtherKeys,
        _ => Location::OutsideBody,
    }
}

/// Redacts all fields if the structure is sensitive.
pub(super) fn redact(fields: &mut [Field], sensitive: bool) {
    for field in fields {
        field.redacted |= sensitive;
    }
}

/// The keys of members in a JSON object with all of them. Members of the body have their wire names; other
/// members too, unless the body or an earlier member has the same key.
fn keys(members: &[Member]) -> Vec<String> {
    let is_taken = |at: usize, key: &str| {
        members.iter().enumerate().any(|(other, member)| {
            let is_earlier = member.binding == Binding::Body || other < at;
            other != at && is_earlier && member.wire_name == key
        })
    };
    members
        .iter()
        .enumerate()
        .map(|(at, member)| {
            if matches!(member.binding, Binding::Body | Binding::OtherKeys) {
                return member.wire_name.clone();
            }
            let location = member.binding.location();
            match is_taken(at, &member.wire_name) {
                true => format!("{} ({location})", member.wire_name),
                false => member.wire_name.clone(),
            }
        })
        .collect()
}

/// A union of the service. Each variant has the name of its member and holds its value.
pub(super) fn union(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Union {
    let name = context.names.type_of(&shape.id);
    let names = naming::variants(members.iter().map(|member| member.name.as_str()));
    let mut variants = named_fields(context, Owner::Shape(&shape.id), members, names, false);
    for (field, member) in variants.iter_mut().zip(members) {
        field.presence = Presence::Required;
        field.boxed = context.boxed.contains(&shape.id, &member.name);
        field.key.clone_from(&member.wire_name);
    }
    Union {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(shape, name != shape.id),
        name,
        members: variants,
        one_of: None,
        checked: is_checked(context, shape),
        written: context.sides.is_written(&shape.id),
        read: context.sides.is_read(&shape.id),
        redacted: shape.sensitive || members.iter().any(|member| member.sensitive),
        deprecated: shape.deprecated,
    }
}

/// An enum of the service.
pub(super) fn enumeration(
    context: &Context<'_>,
    shape: &Shape,
    values: &[EnumValue],
) -> Enumeration {
    let name = context.names.type_of(&shape.id);
    let names = naming::variants(values.iter().map(EnumValue::name));
    Enumeration {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(shape, name != shape.id),
        name,
        variants: values
            .iter()
            .zip(names)
            .map(|(value, (name, collides))| Variant {
                name,
                docs: context.writer.variant(Owner::Shape(&shape.id), value, collides),
                value: value.value.clone(),
            })
            .collect(),
        is_integer: false,
        written: context.sides.is_written(&shape.id),
        read: context.sides.is_read(&shape.id),
        deprecated: shape.deprecated,
    }
}

/// An enum of integers of the service.
pub(super) fn integer_enumeration(
    context: &Context<'_>,
    shape: &Shape,
    values: &[IntegerValue],
) -> Enumeration {
    let mut known = HashSet::new();
    let values: Vec<EnumValue> = values
        .iter()
        .filter(|value| known.insert(value.value))
        .map(|value| EnumValue {
            value: value.value.to_string(),
            name: Some(value.name.clone()),
            documentation: value.documentation.clone(),
        })
        .collect();
    Enumeration { is_integer: true, ..enumeration(context, shape, &values) }
}

/// A value of one of several types. Each variant holds the value of an alternative.
pub(super) fn one_of(context: &Context<'_>, shape: &Shape, one_of: &service::OneOf) -> Union {
    let union = union(context, shape, &one_of.alternatives);
    let mut taken = HashSet::new();
    let mut method = |prefix: &str, field: &Field| {
        let mut name = naming::prefixed(prefix, &field.name);
        while !taken.insert(name.to_string()) {
            name = naming::suffixed(&name, "_");
        }
        name
    };
    let members = one_of.alternatives.iter().zip(&one_of.traits);
    let alternatives = union.members.iter().zip(members).map(|(field, (member, traits))| {
        let same = union.members.iter().filter(|other| is_same(&other.ty, &field.ty));
        Alternative {
            is: method("is", field),
            as_value: method("as", field),
            is_convertible: same.count() == 1,
            is_checked: context.checked.is_nested(&member.target),
            traits: traits.clone(),
        }
    });
    let alternatives = alternatives.collect();
    let mut targets = one_of.alternatives.iter().map(|member| &member.target);
    let displayed = !union.redacted && targets.all(|target| is_displayed(context, target));
    let one_of = OneOf { tag: one_of.tag.clone(), alternatives, displayed };
    Union { one_of: Some(one_of), ..union }
}

/// Whether a value is shown as on the wire.
fn is_displayed(context: &Context<'_>, target: &Type) -> bool {
    match target {
        Type::String | Type::Boolean | Type::Integer | Type::Integer32 | Type::Unsigned => true,
        Type::Named(id) => context.service.shapes.get(id).is_some_and(|shape| {
            matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntegerEnum(_))
        }),
        _ => false,
    }
}

/// Whether two types are one in Rust.
fn is_same(one: &RustType, other: &RustType) -> bool {
    match (one, other) {
        (RustType::Timestamp(_), RustType::Timestamp(_))
        | (RustType::Json | RustType::JsonString, RustType::Json | RustType::JsonString) => true,
        (RustType::Vec(one), RustType::Vec(other))
        | (RustType::Map(one), RustType::Map(other))
        | (RustType::Option(one), RustType::Option(other)) => is_same(one, other),
        _ => one == other,
    }
}

/// The Rust type that holds a value.
pub(super) fn rust_type(target: &Type, names: &Names) -> RustType {
    let lower = |target: &Type| Box::new(rust_type(target, names));
    match target {
        Type::Named(id) => match names.form(id) {
            Form::IntegerEnum => RustType::IntegerEnum(names.type_of(id)),
            Form::OneOf => RustType::OneOf(names.type_of(id)),
            Form::Other => RustType::Named(names.type_of(id)),
        },
        Type::String => RustType::String,
        Type::Secret => RustType::Secret,
        Type::Boolean => RustType::Bool,
        Type::Integer => RustType::I64,
        Type::Integer32 => RustType::I32,
        Type::Unsigned => RustType::U64,
        Type::Float => RustType::F32,
        Type::Double => RustType::F64,
        Type::Timestamp(format) => RustType::Timestamp(*format),
        Type::Date => RustType::Date,
        Type::Blob => RustType::Blob,
        Type::Stream | Type::SizedStream => RustType::Stream,
        Type::Json => RustType::Json,
        Type::JsonString => RustType::JsonString,
        Type::List(element) => RustType::Vec(lower(element)),
        Type::Map(value) => RustType::Map(lower(value)),
        Type::Nullable(value) => RustType::Option(lower(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::fixture;

    fn member(wire_name: &str, binding: Binding) -> Member {
        Member { required: false, ..fixture::bound(wire_name, binding) }
    }

    #[test]
    fn keys_are_unique_and_those_of_the_body_are_kept() {
        let members = [
            member("name", Binding::Query),
            member("name", Binding::Body),
            member("x", Binding::Header),
            member("x", Binding::Payload),
            member("x", Binding::Status),
        ];
        let expected = ["name (query)", "name", "x", "x (payload)", "x (status)"];
        assert_eq!(keys(&members), expected);
    }
}
