//! Unions: from members to variants that hold data.

use super::model::{Presence, Union};
use super::{Context, naming, structure};
use crate::service::{Member, Shape};

/// A union of the service. Each variant has the name of its member and holds its value.
pub(super) fn lower(context: &Context<'_>, shape: &Shape, members: &[Member]) -> Union {
    let name = context.names.type_of(&shape.id);
    let renamed = (name != shape.id).then_some(&name);
    let names = naming::variants(members.iter().map(|member| member.name.as_str()));
    let mut variants = structure::fields(context, members, false);
    for ((field, member), name) in variants.iter_mut().zip(members).zip(names) {
        field.name = name;
        field.presence = Presence::Required;
        field.boxed = context.boxed.contains(&shape.id, &member.name);
        field.key.clone_from(&member.wire_name);
    }
    Union {
        source: shape.pointer.to_string(),
        docs: context
            .writer
            .shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        members: variants,
        written: context.sides.is_written(&shape.id),
        read: context.sides.is_read(&shape.id),
        redacted: shape.sensitive || members.iter().any(|member| member.sensitive),
        deprecated: shape.deprecated,
    }
}
