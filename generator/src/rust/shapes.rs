//! Structures, unions and enums: from members and values to fields and variants.

use super::Context;
use super::docs::Owner;
use super::model::{Enumeration, Field, Presence, RustType, Structure, Union, Variant};
use super::naming::{self, Names, Unique};
use crate::service::{Binding, EnumValue, Member, Shape, Type};

/// A structure of the service.
pub(super) fn structure(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Structure {
    let name = context.names.type_of(&shape.id);
    let renamed = (name != shape.id).then_some(&name);
    let written = context.sides.is_written(&shape.id);
    let read = context.sides.is_read(&shape.id);
    let mut fields = fields(context, Owner::Shape(&shape.id), members, !written);
    for (field, member) in fields.iter_mut().zip(members) {
        if context.boxed.contains(&shape.id, &member.name) {
            field.boxed = true;
            // A required member that closes a cycle has no default value.
            if read && field.presence == Presence::Required {
                field.presence = Presence::Optional;
            }
        }
    }
    redact(&mut fields, shape.sensitive);
    Structure {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        fields,
        written,
        read,
        hashable: context.unhashable.can_hash(members),
        checked: context.sides.is_input(&shape.id) && context.checked.contains(&shape.id),
        deprecated: shape.deprecated,
    }
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
            let ty = rust_type(&member.target, context.names);
            let collection = matches!(ty, RustType::Vec(_) | RustType::Map(_));
            Field {
                setter: setters.value,
                optional_setter: setters.optional,
                with: naming::prefixed("with", &name),
                presence: match member.required {
                    true => Presence::Required,
                    false if only_read && collection => Presence::EmptyWhenAbsent,
                    false => Presence::Optional,
                },
                boxed: false,
                check: context.checked.check(member),
                redacted: member.sensitive,
                in_body: member.binding == Binding::Body,
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
            let location = match member.binding {
                Binding::Path => "path",
                Binding::Query => "query",
                Binding::Header | Binding::PrefixHeaders => "header",
                Binding::Payload => "payload",
                Binding::Status => "status",
                Binding::Body => return member.wire_name.clone(),
            };
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
    let renamed = (name != shape.id).then_some(&name);
    let names = naming::variants(members.iter().map(|member| member.name.as_str()));
    let mut variants = named_fields(context, Owner::Shape(&shape.id), members, names, false);
    for (field, member) in variants.iter_mut().zip(members) {
        field.presence = Presence::Required;
        field.boxed = context.boxed.contains(&shape.id, &member.name);
        field.key.clone_from(&member.wire_name);
    }
    Union {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        members: variants,
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
    let renamed = (name != shape.id).then_some(&name);
    let names = naming::variants(values.iter().map(|value| value.value.as_str()));
    Enumeration {
        source: shape.pointer.to_string(),
        docs: context.writer.shape(&shape.id, shape.documentation.as_deref(), renamed),
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
        written: context.sides.is_written(&shape.id),
        read: context.sides.is_read(&shape.id),
        deprecated: shape.deprecated,
    }
}

/// The Rust type that holds a value.
pub(super) fn rust_type(target: &Type, names: &Names) -> RustType {
    let lower = |target: &Type| Box::new(rust_type(target, names));
    match target {
        Type::Named(id) => RustType::Named(names.type_of(id)),
        Type::String => RustType::String,
        Type::Secret => RustType::Secret,
        Type::Boolean => RustType::Bool,
        Type::Integer => RustType::I64,
        Type::Integer32 => RustType::I32,
        Type::Float => RustType::F32,
        Type::Double => RustType::F64,
        Type::Timestamp(format) => RustType::Timestamp(*format),
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
