//! The body of a request whose input has members elsewhere, too: a struct that borrows those of the
//! body, inside `encode`.

use super::{item, types};
use crate::rust::{Field, Presence, RustType, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// Declares `Body` and `body`.
pub(super) fn declaration(input: &Structure) -> TokenStream {
    let fields: Vec<&Field> = input.fields.iter().filter(|field| field.in_body).collect();
    let rename = item::rename_all(input).map(|rule| quote!(#[serde(#rule)]));
    let lifetime = fields
        .iter()
        .any(|field| is_borrowed(&field.ty))
        .then(|| quote!(<'a>));
    let declared = fields.iter().map(|field| {
        let (name, metas) = (&field.name, item::written_metas(field));
        let ty = ty(field);
        quote!(#(#[serde(#metas)])* #name: #ty)
    });
    let given = fields.iter().map(|field| {
        let (name, value) = (&field.name, value(field));
        quote!(#name: #value)
    });
    quote!(
        #[derive(serde::Serialize)]
        #rename
        struct Body #lifetime { #(#declared),* }
        let body = Body { #(#given),* };
    )
}

/// The type of a field of `Body`.
fn ty(field: &Field) -> TokenStream {
    let mut tokens = types::ty(&field.ty);
    if field.boxed {
        tokens = quote!(Box<#tokens>);
    }
    if is_borrowed(&field.ty) {
        tokens = quote!(&'a #tokens);
    }
    match field.presence {
        Presence::Optional => quote!(Option<#tokens>),
        Presence::Required | Presence::EmptyWhenAbsent => tokens,
    }
}

/// What it is filled with.
fn value(field: &Field) -> TokenStream {
    let name = &field.name;
    match (&field.ty, field.presence) {
        (ty, Presence::Optional) if is_borrowed(ty) => quote!(input.#name.as_ref()),
        (ty, _) if is_borrowed(ty) => quote!(&input.#name),
        (RustType::Vec(_) | RustType::Map(_) | RustType::JsonText, _) => {
            quote!(input.#name.clone())
        }
        _ => quote!(input.#name),
    }
}

/// Whether a field of that type is borrowed. What is small is copied, and what has a codec has to be:
/// codecs take no references.
fn is_borrowed(ty: &RustType) -> bool {
    let is_small = matches!(
        ty,
        RustType::Bool | RustType::I32 | RustType::I64 | RustType::F32 | RustType::F64
    );
    !is_small && types::codec(ty).is_none()
}
