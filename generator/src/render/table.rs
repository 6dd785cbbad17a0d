//! The tables by which the runtime reads and writes a type: what each member is called on the wire.

use super::types;
use crate::rust::{Enumeration, Field, Presence, Structure, Union};
use proc_macro2::TokenStream;
use quote::quote;

/// The table of a struct.
pub(super) fn of_structure(structure: &Structure) -> TokenStream {
    let name = &structure.name;
    let sides = sides(structure.written, structure.read);
    let (body, bound): (Vec<&Field>, Vec<&Field>) =
        structure.fields.iter().partition(|field| field.in_body);
    let required = required(structure);
    let body = body.into_iter().map(row);
    let bound = bound.into_iter().map(row);
    quote!(sdk_runtime::structure! { #name: #sides; #required #(#body;)* #(bound #bound;)* })
}

/// The table of a union.
pub(super) fn of_union(union: &Union) -> TokenStream {
    let name = &union.name;
    let sides = sides(union.written, union.read);
    let members = union.members.iter().map(row);
    quote!(sdk_runtime::union! { #name: #sides; #(#members;)* })
}

/// The table of an enum.
pub(super) fn of_enumeration(enumeration: &Enumeration) -> TokenStream {
    let name = &enumeration.name;
    let variants = enumeration.variants.iter().map(|variant| {
        let (name, value) = (&variant.name, &variant.value);
        quote!(#name => #value)
    });
    quote!(sdk_runtime::enumeration! { #name; #(#variants;)* })
}

fn row(field: &Field) -> TokenStream {
    let (key, name) = (&field.key, &field.name);
    let format = types::format(&field.ty).map(|format| quote!(as #format));
    quote!(#key => #name #format)
}

/// What calls do with the type. Anything else is for those who keep values by serde.
fn sides(written: bool, read: bool) -> TokenStream {
    match (written, read) {
        (true, true) => quote!(decode, encode),
        (true, false) => quote!(encode),
        (false, true) => quote!(decode),
        (false, false) => quote!(serde),
    }
}

/// The members without which an input cannot be read. An answer is read without.
fn required(structure: &Structure) -> Option<TokenStream> {
    let is_required = |field: &&Field| field.presence == Presence::Required;
    let keys: Vec<&String> = structure
        .fields
        .iter()
        .filter(is_required)
        .map(|field| &field.key)
        .collect();
    (!structure.read && !keys.is_empty()).then(|| quote!(required #(#keys),*;))
}
