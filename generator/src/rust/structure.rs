//! Structures: from members to fields.

use super::model::{Field, Presence, RustType, Structure};
use super::{Context, naming, types};
use crate::service::{Binding, Member, Shape};

/// A structure of the service.
pub(super) fn lower(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Structure {
    let name = context.names.type_of(&shape.id);
    let renamed = (name != shape.id).then_some(&name);
    let written = context.sides.is_written(&shape.id);
    let read = context.sides.is_read(&shape.id);
    let mut fields = fields(context, members, !written);
    for (field, member) in fields.iter_mut().zip(members) {
        if context.boxed.contains(&shape.id, &member.name) {
            field.boxed = true;
            // A required member that closes a cycle has no value to stand in for it.
            if read && field.presence == Presence::Required {
                field.presence = Presence::Optional;
            }
        }
    }
    redact(&mut fields, shape.sensitive);
    Structure {
        source: shape.pointer.to_string(),
        docs: context
            .writer
            .shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        fields,
        written,
        read,
        checked: context.sides.is_given(&shape.id) && context.checked.contains(&shape.id),
        deprecated: shape.deprecated,
    }
}

/// The fields for members. In an answer (`only_read`) an absent list or map reads as empty; in what is
/// sent, absent and empty differ, and both can be said.
pub(super) fn fields(context: &Context<'_>, members: &[Member], only_read: bool) -> Vec<Field> {
    let names = naming::fields(members.iter().map(|member| member.name.as_str()));
    members
        .iter()
        .zip(names)
        .zip(keys(members))
        .map(|((member, name), key)| {
            let ty = types::lower(&member.target, context.names);
            let collection = matches!(ty, RustType::Vec(_) | RustType::Map(_));
            Field {
                setter: naming::setter(&name),
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
                docs: context.writer.member(member),
                summary: context.writer.member_summary(member),
                deprecated: member.deprecated,
                name,
                ty,
            }
        })
        .collect()
}

/// Keeps all fields from sight, if the whole is sensitive.
pub(super) fn redact(fields: &mut [Field], sensitive: bool) {
    for field in fields {
        field.redacted |= sensitive;
    }
}

/// The keys of members in a JSON object that holds them all. A body's keys are the wire's; any other
/// member has its wire name, too, unless the body or a member before it has that key.
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
            let place = match member.binding {
                Binding::Path => "path",
                Binding::Query => "query",
                Binding::Header | Binding::PrefixHeaders => "header",
                Binding::Payload => "payload",
                Binding::Status => "status",
                Binding::Body => return member.wire_name.clone(),
            };
            match is_taken(at, &member.wire_name) {
                true => format!("{} ({place})", member.wire_name),
                false => member.wire_name.clone(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{Constraints, Type};

    fn member(wire_name: &str, binding: Binding) -> Member {
        Member {
            name: "m".to_owned(),
            wire_name: wire_name.to_owned(),
            pointer: Default::default(),
            target: Type::String,
            required: false,
            binding,
            sensitive: false,
            idempotency_token: false,
            constraints: Constraints::default(),
            documentation: None,
            deprecated: false,
        }
    }

    #[test]
    fn each_key_is_there_once_and_the_body_has_its_own() {
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
