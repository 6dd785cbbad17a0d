//! Attributes and names of single items as tokens.

use super::types;
use crate::rust::{Docs, Enumeration, Field, Presence, RenameRule, RustType, Structure, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// Documentation as one attribute a line, which is one `///` a line once printed.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    doc_lines(docs.lines().iter().map(String::as_str))
}

/// The same for the file or module itself (`//!`).
pub(super) fn inner_docs(docs: &Docs) -> TokenStream {
    inner_doc_lines(docs.lines().iter().map(String::as_str))
}

/// Lines of documentation of the file or module itself.
pub(super) fn inner_doc_lines<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(spaced);
    quote!(#(#![doc = #lines])*)
}

/// Lines of documentation.
pub(super) fn doc_lines<'a>(lines: impl Iterator<Item = &'a str>) -> TokenStream {
    let lines = lines.map(spaced);
    quote!(#(#[doc = #lines])*)
}

fn spaced(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}

/// `#[deprecated]`, or nothing.
pub(super) fn deprecated(deprecated: bool) -> TokenStream {
    if deprecated {
        quote!(#[deprecated])
    } else {
        TokenStream::new()
    }
}

/// The attributes of a struct.
///
/// What no request and no answer needs is derived under the feature `serde` only, so that a default
/// build does not pay for it.
pub(super) fn structure_attributes(structure: &Structure) -> TokenStream {
    let deprecated = deprecated(structure.deprecated);
    let default = structure.has_default().then(|| quote!(Default,));
    let (always, feature): (Vec<_>, Vec<_>) = [
        (structure.read, quote!(serde::Deserialize)),
        (is_body(structure), quote!(serde::Serialize)),
    ]
    .into_iter()
    .partition(|(needed, _)| *needed);
    let always = always.into_iter().map(|(_, derive)| derive);
    let feature: Vec<_> = feature.into_iter().map(|(_, derive)| derive).collect();
    let debug = (!is_redacted(structure)).then(|| quote!(Debug,));
    let derives = trimmed(quote!(Clone, #debug #default PartialEq, #(#always,)*));
    let metas = Vec::from_iter(
        rename_all(structure)
            .into_iter()
            .chain(has_container_default(structure).then(|| quote!(default))),
    );
    if !has_serde(structure) {
        let serde = (!metas.is_empty()).then(|| quote!(, serde(#(#metas),*)));
        return quote!(
            #deprecated #[derive(#derives)]
            #[cfg_attr(feature = "serde", derive(#(#feature),*) #serde)] #[non_exhaustive]
        );
    }
    let feature = (!feature.is_empty())
        .then(|| quote!(#[cfg_attr(feature = "serde", derive(#(#feature),*))]));
    let serde = (!metas.is_empty()).then(|| quote!(#[serde(#(#metas),*)]));
    quote!(#deprecated #[derive(#derives)] #feature #serde #[non_exhaustive])
}

/// Whether some field must not be shown, so that `Debug` cannot be derived.
pub(super) fn is_redacted(structure: &Structure) -> bool {
    structure.fields.iter().any(|field| field.redacted)
}

/// Whether the struct as it stands is a request's body, or a part of one.
pub(super) fn is_body(structure: &Structure) -> bool {
    structure.written && structure.fields.iter().all(|field| field.in_body)
}

/// Whether serde knows the struct without the feature `serde`.
fn has_serde(structure: &Structure) -> bool {
    structure.read || is_body(structure)
}

/// Whether an absent field of any kind is filled in on reading.
fn has_container_default(structure: &Structure) -> bool {
    structure.read && !structure.fields.is_empty()
}

/// The rule that turns field names into wire names.
pub(super) fn rename_all(structure: &Structure) -> Option<TokenStream> {
    structure.rename.map(|rule| match rule {
        RenameRule::CamelCase => quote!(rename_all = "camelCase"),
        RenameRule::PascalCase => quote!(rename_all = "PascalCase"),
    })
}

/// The attributes of a field.
pub(super) fn field_attributes(structure: &Structure, field: &Field) -> TokenStream {
    let deprecated = deprecated(field.deprecated);
    let mut metas = written_metas(field);
    let own_reader = types::codec(&field.ty).is_some();
    let reader = if own_reader || !structure.read {
        None
    } else {
        lenient_reader(field)
    };
    // Other options are absent by themselves; one that has a reader of its own is not.
    let needs_default = field.presence == Presence::Optional && !has_container_default(structure);
    if needs_default && (own_reader || reader.is_some()) {
        metas.push(quote!(default));
    }
    if let Some(reader) = reader {
        let path = format!("sdk_runtime::codec::{reader}");
        metas.push(quote!(deserialize_with = #path));
    }
    if metas.is_empty() {
        return deprecated;
    }
    if has_serde(structure) {
        quote!(#deprecated #(#[serde(#metas)])*)
    } else {
        quote!(#deprecated #(#[cfg_attr(feature = "serde", serde(#metas))])*)
    }
}

/// The function of the runtime's codec that reads a field so that a `null` does no harm.
fn lenient_reader(field: &Field) -> Option<&'static str> {
    match (&field.ty, field.presence) {
        (RustType::Json, _) => None,
        // There a `null` is a value.
        (RustType::Vec(inner) | RustType::Map(inner), Presence::Optional) if is_option(inner) => {
            None
        }
        (RustType::Vec(inner) | RustType::Map(inner), _) if is_option(inner) => {
            Some("null_as_default")
        }
        (RustType::Vec(_), Presence::Optional) => Some("optional_list"),
        (RustType::Vec(_), _) => Some("list"),
        (RustType::Map(_), Presence::Optional) => Some("optional_map"),
        (RustType::Map(_), _) => Some("map"),
        (_, Presence::Optional) => None,
        _ => Some("null_as_default"),
    }
}

fn is_option(ty: &RustType) -> bool {
    matches!(ty, RustType::Option(_))
}

/// What serde has to know to write a field.
pub(super) fn written_metas(field: &Field) -> Vec<TokenStream> {
    let rename = field.rename.as_ref().map(|name| quote!(rename = #name));
    let skip = (field.presence == Presence::Optional)
        .then(|| quote!(skip_serializing_if = "Option::is_none"));
    let with = types::codec(&field.ty).map(|module| quote!(with = #module));
    rename.into_iter().chain(skip).chain(with).collect()
}

/// The attributes of a union.
pub(super) fn union_attributes(union: &Union) -> TokenStream {
    let deprecated = deprecated(union.deprecated);
    let debug = (!union.redacted).then(|| quote!(Debug,));
    let serialize = match union.written {
        true => quote!(#[derive(Clone, #debug PartialEq, serde::Serialize)]),
        false => quote! {
            #[derive(Clone, #debug PartialEq)]
            #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        },
    };
    quote!(#deprecated #serialize #[non_exhaustive])
}

/// The attributes of a union's variant.
pub(super) fn variant_attributes(union: &Union, member: &Field) -> TokenStream {
    let deprecated = deprecated(member.deprecated);
    let metas = written_metas(member);
    match union.written {
        true => quote!(#deprecated #(#[serde(#metas)])*),
        false => quote!(#deprecated #(#[cfg_attr(feature = "serde", serde(#metas))])*),
    }
}

/// The expression that reads a union's member out of the JSON `value`.
pub(super) fn union_value(member: &Field) -> TokenStream {
    let module = types::codec(&member.ty);
    let imported = module
        .as_deref()
        .and_then(|path| path.strip_prefix("sdk_runtime::"));
    match imported.and_then(|path| path.parse::<TokenStream>().ok()) {
        Some(module) => quote!(#module::deserialize(value)?),
        None => quote!(union::value(value)?),
    }
}

/// The attributes of the variant for a member that the union does not know.
pub(super) fn unknown_attributes(union: &Union) -> TokenStream {
    let metas = quote!(
        untagged,
        serialize_with = "sdk_runtime::codec::union::unknown"
    );
    match union.written {
        true => quote!(#[serde(#metas)]),
        false => quote!(#[cfg_attr(feature = "serde", serde(#metas))]),
    }
}

/// The attributes of an enum.
pub(super) fn enumeration_attributes(enumeration: &Enumeration) -> TokenStream {
    let deprecated = deprecated(enumeration.deprecated);
    quote!(#deprecated #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)] #[non_exhaustive])
}

/// A list without its last comma.
fn trimmed(list: TokenStream) -> TokenStream {
    let mut tokens: Vec<proc_macro2::TokenTree> = list.into_iter().collect();
    if matches!(tokens.last(), Some(proc_macro2::TokenTree::Punct(last)) if last.as_char() == ',') {
        tokens.pop();
    }
    tokens.into_iter().collect()
}
