//! Structures: from members to fields.

use super::model::{Field, Presence, RenameRule, RustType, Structure};
use super::{Context, naming, types};
use crate::service::{Binding, Member, Shape};
use heck::{ToLowerCamelCase, ToUpperCamelCase};
use proc_macro2::Ident;

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
    let rename = choose_rename(&mut fields, members);
    Structure {
        source: shape.pointer.to_string(),
        docs: context
            .writer
            .shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        fields,
        written,
        read,
        rename,
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
        .map(|(member, name)| {
            let ty = types::lower(
                &member.target,
                context.names,
                context.service.timestamp_format,
            );
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
                in_body: member.binding == Binding::Body,
                rename: None,
                docs: context.writer.member(member),
                summary: context.writer.member_summary(member),
                deprecated: member.deprecated,
                name,
                ty,
            }
        })
        .collect()
}

/// Finds the rule that spares most fields a `rename`, and gives the others one.
pub(super) fn choose_rename(fields: &mut [Field], members: &[Member]) -> Option<RenameRule> {
    let rules = [
        None,
        Some(RenameRule::CamelCase),
        Some(RenameRule::PascalCase),
    ];
    let fits = |rule: Option<RenameRule>, field: &Field, member: &Member| {
        apply(rule, &field.name) == member.wire_name
    };
    let mut best = (0, None);
    for rule in rules {
        let fitting = fields
            .iter()
            .zip(members)
            .filter(|(field, member)| field.in_body && fits(rule, field, member))
            .count();
        // On a tie (`name` fits two rules) the one that most of the dialect's names follow.
        if fitting > best.0 || (fitting == best.0 && fitting > 0 && best.1.is_none()) {
            best = (fitting, rule);
        }
    }
    for (field, member) in fields.iter_mut().zip(members) {
        if field.in_body && !fits(best.1, field, member) {
            field.rename = Some(member.wire_name.clone());
        }
    }
    best.1
}

/// What serde makes of a field name under a rule.
fn apply(rule: Option<RenameRule>, field: &Ident) -> String {
    let name = naming::plain(field);
    match rule {
        None => name,
        Some(RenameRule::CamelCase) => serde_case(&name, name.to_lower_camel_case()),
        Some(RenameRule::PascalCase) => serde_case(&name, name.to_upper_camel_case()),
    }
}

/// serde and heck agree on plain snake case; on anything else no rule is said to fit.
fn serde_case(field: &str, cased: String) -> String {
    let plain = field.split('_').all(|word| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word
                .chars()
                .all(|each| each.is_ascii_lowercase() || each.is_ascii_digit())
    });
    if plain { cased } else { String::new() }
}
