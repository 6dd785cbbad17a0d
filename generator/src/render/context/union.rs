//! A file with one union.

use super::imports::Imports;
use crate::render::{Fragment, item, types};
use crate::rust;
use quote::quote;
use serde::Serialize;

/// A file with one union.
#[derive(Serialize)]
pub(in crate::render) struct UnionFile {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    imports: Imports,
    /// Whether a member is read by a module of the runtime's codec.
    codec: bool,
    members: Vec<UnionMember>,
    unknown_attributes: Fragment,
    redacted: bool,
    read: bool,
}

#[derive(Serialize)]
struct UnionMember {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
    key: Fragment,
    /// The expression that reads the member out of `value`.
    value: Fragment,
}

impl UnionFile {
    pub(in crate::render) fn new(union: &rust::Union) -> Self {
        Self {
            docs: item::docs(&union.docs).into(),
            attributes: item::union_attributes(union).into(),
            name: (&union.name).into(),
            imports: Imports::of_fields(union.members.iter()).without_conversions(),
            codec: union
                .members
                .iter()
                .any(|member| types::codec(&member.ty).is_some()),
            members: union
                .members
                .iter()
                .map(|member| {
                    let key = member.rename.as_deref().unwrap_or_default();
                    UnionMember {
                        docs: item::docs(&member.docs).into(),
                        attributes: item::variant_attributes(union, member).into(),
                        name: (&member.name).into(),
                        ty: types::field_ty(member).into(),
                        key: quote!(#key).into(),
                        value: item::union_value(member).into(),
                    }
                })
                .collect(),
            unknown_attributes: item::unknown_attributes(union).into(),
            redacted: union.redacted,
            read: union.read,
        }
    }
}
