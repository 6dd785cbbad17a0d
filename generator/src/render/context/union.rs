//! A file with one union.

use super::imports::Imports;
use crate::render::{Fragment, item, table, types};
use crate::rust;
use serde::Serialize;

/// A file with one union.
#[derive(Serialize)]
pub(in crate::render) struct UnionFile {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    imports: Imports,
    members: Vec<UnionMember>,
    redacted: bool,
    /// What each member is called on the wire.
    table: Fragment,
}

#[derive(Serialize)]
struct UnionMember {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
}

impl UnionFile {
    pub(in crate::render) fn new(union: &rust::Union) -> Self {
        Self {
            docs: item::docs(&union.docs).into(),
            attributes: item::union_attributes(union).into(),
            name: (&union.name).into(),
            imports: Imports::of_fields(union.members.iter()).without_conversions(),
            members: union
                .members
                .iter()
                .map(|member| UnionMember {
                    docs: item::docs(&member.docs).into(),
                    attributes: item::deprecated(member.deprecated).into(),
                    name: (&member.name).into(),
                    ty: types::field_ty(member).into(),
                })
                .collect(),
            redacted: union.redacted,
            table: table::of_union(union).into(),
        }
    }
}
