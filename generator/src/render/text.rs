//! Values as they stand outside of JSON: in a path, a query, a header, or as the whole body.

use super::types::codec_module;
use crate::rust::RustType;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// A value as `&str`. `value` is a place, or the name of a reference.
pub(super) fn text_of(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::String if is_reference(&value) => value,
        RustType::String => quote!(&#value),
        RustType::Named(_) => quote!(#value.as_str()),
        RustType::Secret => quote!(#value.expose()),
        ty => {
            let text = owned(ty, &value);
            quote!(&#text)
        }
    }
}

/// What makes the values of a list texts; nothing if they are texts already.
pub(super) fn texts_of(element: &RustType) -> TokenStream {
    match element {
        RustType::String => TokenStream::new(),
        RustType::Named(_) => quote!(.iter().map(|value| value.as_str())),
        RustType::Secret => quote!(.iter().map(|value| value.expose())),
        element => {
            let text = owned(element, &quote!(value));
            quote!(.iter().map(|value| #text))
        }
    }
}

/// A value as the bytes of a body, owned.
pub(super) fn bytes_of(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::String | RustType::Blob => quote!(#value.clone()),
        RustType::Named(_) => quote!(#value.as_str().to_owned()),
        RustType::Secret => quote!(#value.expose().to_owned()),
        ty => owned(ty, &value),
    }
}

/// A value as `String`.
fn owned(ty: &RustType, value: &TokenStream) -> TokenStream {
    match ty {
        RustType::Timestamp(codec) => {
            let codec = format_ident!("{}", codec_module(*codec));
            let value = match is_reference(value) {
                true => quote!(*#value),
                false => value.clone(),
            };
            quote!(sdk_runtime::codec::timestamp::#codec(#value))
        }
        RustType::Blob => quote!(#value.to_base64()),
        RustType::JsonString => {
            let value = match is_reference(value) {
                true => value.clone(),
                false => quote!(&#value),
            };
            quote!(sdk_runtime::codec::json_header(#value))
        }
        _ => quote!(#value.to_string()),
    }
}

/// Whether the tokens name a reference, as bindings in patterns and loops do.
fn is_reference(value: &TokenStream) -> bool {
    value.to_string() == "value"
}
