//! Files of enums and unions.

use super::fragment::{DocComment, Fragment, deprecated, enumeration_attributes, union_attributes};
use super::structure::Imports;
use super::table::{self, AlternativeRow, Table};
use super::types;
use crate::rust::{self, RustType};
use quote::quote;
use serde::Serialize;

/// A file with one enum.
#[derive(Serialize)]
pub(super) struct EnumerationFile {
    docs: DocComment,
    attributes: Fragment,
    name: Fragment,
    variants: Vec<Variant>,
    is_integer: bool,
}

#[derive(Serialize)]
struct Variant {
    docs: DocComment,
    name: Fragment,
    /// The value on the wire, as a literal.
    value: Fragment,
}

impl EnumerationFile {
    pub(super) fn new(enumeration: &rust::Enumeration) -> Self {
        Self {
            docs: DocComment::of(&enumeration.docs),
            attributes: enumeration_attributes(enumeration).into(),
            name: (&enumeration.name).into(),
            variants: enumeration
                .variants
                .iter()
                .map(|variant| Variant {
                    docs: DocComment::of(&variant.docs),
                    name: (&variant.name).into(),
                    value: match variant.value.parse() {
                        Ok(value) if enumeration.is_integer => {
                            let value = proc_macro2::Literal::i64_unsuffixed(value);
                            quote!(#value).into()
                        }
                        _ => {
                            let value = &variant.value;
                            quote!(#value).into()
                        }
                    },
                })
                .collect(),
            is_integer: enumeration.is_integer,
        }
    }
}

/// A file with one union.
#[derive(Serialize)]
pub(super) struct UnionFile {
    docs: DocComment,
    attributes: Fragment,
    name: Fragment,
    imports: Imports,
    members: Vec<UnionMember>,
    redacted: bool,
    /// Whether it implements `Validate`.
    checked: bool,
    #[serde(flatten)]
    table: Table,
}

#[derive(Serialize)]
struct UnionMember {
    docs: DocComment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
}

impl UnionFile {
    pub(super) fn new(union: &rust::Union) -> Self {
        Self {
            docs: DocComment::of(&union.docs),
            attributes: union_attributes(union).into(),
            name: (&union.name).into(),
            imports: Imports::of_fields(union.members.iter()).without_conversions(),
            members: union
                .members
                .iter()
                .map(|member| UnionMember {
                    docs: DocComment::of(&member.docs),
                    attributes: deprecated(member.deprecated).into(),
                    name: (&member.name).into(),
                    ty: types::field_ty(member).into(),
                })
                .collect(),
            redacted: union.redacted,
            checked: union.checked,
            table: Table::of_union(union),
        }
    }
}

/// A file with a value of one of several types.
#[derive(Serialize)]
pub(super) struct OneOfFile {
    #[serde(flatten)]
    union: UnionFile,
    /// The key of the member whose string names the alternative, as a literal.
    tag: Option<Fragment>,
    alternatives: Vec<AlternativeRow>,
    /// Conversions from arrays of pairs, of alternatives that are maps.
    conversions: Vec<Fragment>,
    /// Whether it implements `Display`.
    displayed: bool,
}

impl OneOfFile {
    pub(super) fn new(union: &rust::Union, one_of: &rust::OneOf) -> Self {
        Self {
            union: UnionFile::new(union),
            tag: one_of.tag.as_ref().map(|tag| quote!(#tag).into()),
            alternatives: table::alternatives(union, one_of),
            conversions: conversions(union, one_of),
            displayed: one_of.displayed,
        }
    }
}

/// The conversion from an array of pairs into the alternative that is a map, unless several are.
fn conversions(union: &rust::Union, one_of: &rust::OneOf) -> Vec<Fragment> {
    let name = &union.name;
    let alternatives = union.members.iter().zip(&one_of.alternatives);
    let maps = alternatives.filter_map(|(field, alternative)| match &field.ty {
        RustType::Map(value) if alternative.is_convertible => Some((&field.name, value)),
        _ => None,
    });
    let &[(variant, value)] = maps.collect::<Vec<_>>().as_slice() else {
        return Vec::new();
    };
    let value = types::ty(value);
    let conversion = quote! {
        impl<K: Into<String>, V: Into<#value>, const N: usize> From<[(K, V); N]> for #name {
            fn from(entries: [(K, V); N]) -> Self {
                Self::#variant(sdk_runtime::convert::map(entries))
            }
        }
    };
    vec![conversion.into()]
}
