//! What each template sees: fragments, and questions with a yes or a no.
//!
//! A file here for each kind of generated file, and one for each part that several of them share.

mod client;
mod enumeration;
mod errors;
mod imports;
mod operation;
mod pagination;
mod root;
mod setter;
mod structure;
mod union;
mod waiter;

pub(super) use enumeration::EnumerationFile;
pub(super) use operation::Operation;
pub(super) use root::Root;
pub(super) use structure::StructureFile;
pub(super) use union::UnionFile;
pub(super) use waiter::WaiterFile;

use super::types;
use crate::rust::Field;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The input of an operation with what the caller has to give.
fn given_input<'a>(input: &Ident, arguments: impl IntoIterator<Item = &'a Field>) -> TokenStream {
    let names: Vec<&Ident> = arguments.into_iter().map(|field| &field.name).collect();
    match names.as_slice() {
        [] => quote!(operations::#input::default()),
        names => quote!(operations::#input::new(#(#names),*)),
    }
}

/// A field as a parameter of a function that takes its value.
fn parameter(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, types::parameter(field));
    quote!(#name: #ty)
}
