//! Attributes and names of single items as tokens.

use super::types;
use crate::rust::{Docs, Enumeration, Field, Presence, RenameRule, RustType, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// Documentation as one attribute a line, which is one `///` a line once printed.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    doc_lines(docs.lines().iter().map(String::as_str))
}

/// The same for the file or module itself (`//!`).
pub(super) fn inner_docs(docs: &Docs) -> TokenStream {
    let lines = docs.lines().iter().map(|line| spaced(line));
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
pub(super) fn structure_attributes(structure: &Structure) -> TokenStream {
    let deprecated = deprecated(structure.deprecated);
    let default = structure.has_default().then(|| quote!(Default,));
    let serialize = structure.written.then(|| quote!(serde::Serialize,));
    let deserialize = structure.read.then(|| quote!(serde::Deserialize,));
    let rename = structure
        .rename
        .filter(|_| structure.written || structure.read)
        .map(|rule| match rule {
            RenameRule::CamelCase => quote!(rename_all = "camelCase",),
            RenameRule::PascalCase => quote!(rename_all = "PascalCase",),
        });
    let fill = (structure.read && !structure.fields.is_empty()).then(|| quote!(default,));
    let serde = (rename.is_some() || fill.is_some()).then(|| trimmed(quote!(#rename #fill)));
    let serde = serde.map(|inner| quote!(#[serde(#inner)]));
    let derives = trimmed(quote!(Clone, Debug, #default PartialEq, #deserialize #serialize));
    quote!(#deprecated #[derive(#derives)] #serde #[non_exhaustive])
}

/// The attributes of a field.
pub(super) fn field_attributes(structure: &Structure, field: &Field) -> TokenStream {
    let deprecated = deprecated(field.deprecated);
    if structure.written && !field.in_body {
        return quote!(#deprecated #[serde(skip)]);
    }
    if !structure.written && !structure.read {
        return deprecated;
    }
    let rename = field
        .rename
        .as_ref()
        .map(|name| quote!(#[serde(rename = #name)]));
    let skip = (structure.written && field.presence == Presence::Optional)
        .then(|| quote!(#[serde(skip_serializing_if = "Option::is_none")]));
    let read = match types::timestamp_module(&field.ty) {
        Some(module) => Some(quote!(#[serde(with = #module)])),
        None if structure.read
            && field.presence != Presence::Optional
            && field.ty != RustType::Json =>
        {
            Some(quote!(#[serde(deserialize_with = "sdk_runtime::codec::null_as_default")]))
        }
        None => None,
    };
    quote!(#deprecated #rename #skip #read)
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
