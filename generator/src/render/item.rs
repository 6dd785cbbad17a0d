//! Attributes and names of single items as tokens.

use crate::rust::{Docs, Enumeration, Structure, Union};
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
pub(super) fn structure_attributes(structure: &Structure) -> TokenStream {
    let deprecated = deprecated(structure.deprecated);
    let debug = (!is_redacted(structure)).then(|| quote!(Debug,));
    let default = structure.has_default().then(|| quote!(Default,));
    quote!(#deprecated #[derive(Clone, #debug #default PartialEq)] #[non_exhaustive])
}

/// Whether some field must not be shown, so that `Debug` cannot be derived.
pub(super) fn is_redacted(structure: &Structure) -> bool {
    structure.fields.iter().any(|field| field.redacted)
}

/// The attributes of a union.
pub(super) fn union_attributes(union: &Union) -> TokenStream {
    let deprecated = deprecated(union.deprecated);
    let debug = (!union.redacted).then(|| quote!(Debug,));
    quote!(#deprecated #[derive(Clone, #debug PartialEq)] #[non_exhaustive])
}

/// The attributes of an enum.
pub(super) fn enumeration_attributes(enumeration: &Enumeration) -> TokenStream {
    let deprecated = deprecated(enumeration.deprecated);
    quote!(#deprecated #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)] #[non_exhaustive])
}
