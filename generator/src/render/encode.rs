//! The body of `encode`: a request, put together step by step.

use super::types::codec_module;
use super::{body, item};
use crate::rust::{EncodeStep, Field, OperationModule, Presence, RustType};
use crate::service::HttpMethod;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The statements of `encode`, of type `Result<Request, sdk_runtime::Error>`.
pub(super) fn body(operation: &OperationModule) -> TokenStream {
    let method = match operation.request.method {
        HttpMethod::Delete => quote!(DELETE),
        HttpMethod::Get => quote!(GET),
        HttpMethod::Head => quote!(HEAD),
        HttpMethod::Patch => quote!(PATCH),
        HttpMethod::Post => quote!(POST),
        HttpMethod::Put => quote!(PUT),
    };
    let field = |at: usize| operation.input.fields.get(at);
    let mut chain = quote!(Request::new(Method::#method));
    let mut statements = TokenStream::new();
    let mut result = None;
    let mut parts = TokenStream::new();
    for step in &operation.request.steps {
        match step {
            EncodeStep::Literal(text) => chain.extend(quote!(.literal(#text))),
            EncodeStep::Label { member, field: at } => {
                let Some(field) = field(*at) else { continue };
                let name = &field.name;
                let value = text_of(&field.ty, quote!(input.#name));
                chain.extend(quote!(.label(#member, #value)?));
            }
            EncodeStep::FixedQuery { key, value } => chain.extend(quote!(.query(#key, #value))),
            EncodeStep::Query { key, field: at } => {
                let Some(field) = field(*at) else { continue };
                statements.extend(each(field, &|ty, value| {
                    let value = text_of(ty, value);
                    quote!(request = request.query(#key, #value);)
                }));
            }
            EncodeStep::Header {
                key,
                member,
                field: at,
            } => {
                let Some(field) = field(*at) else { continue };
                statements.extend(each(field, &|ty, value| {
                    let value = text_of(ty, value);
                    quote!(request = request.header(#key, #member, #value)?;)
                }));
            }
            EncodeStep::JsonBody if item::is_body(&operation.input) => {
                result = Some(quote!(.json(input)));
            }
            EncodeStep::JsonBody => {
                parts = body::declaration(&operation.input);
                result = Some(quote!(.json(&body)));
            }
        }
    }
    let request = match (statements.is_empty(), result) {
        (true, Some(json)) => quote!(#chain #json),
        (true, None) => quote!(let request = #chain; Ok(request)),
        (false, Some(json)) => quote!(let mut request = #chain; #statements request #json),
        (false, None) => quote!(let mut request = #chain; #statements Ok(request)),
    };
    quote!(#parts #request)
}

/// Statements for each value of a field: none or one, or one for each element of a list.
fn each(field: &Field, statement: &dyn Fn(&RustType, TokenStream) -> TokenStream) -> TokenStream {
    let name = &field.name;
    let repeat = |source: TokenStream| match &field.ty {
        RustType::Vec(element) => {
            let inner = statement(element, quote!(value));
            quote!(for value in #source { #inner })
        }
        RustType::Map(value) => {
            let inner = map_entry(value);
            quote!(for (key, value) in #source { #inner })
        }
        ty => statement(ty, source),
    };
    match field.presence {
        Presence::Optional => {
            let binding = match field.ty {
                RustType::Vec(_) => format_ident!("values"),
                RustType::Map(_) => format_ident!("entries"),
                _ => format_ident!("value"),
            };
            let inner = repeat(quote!(#binding));
            quote!(if let Some(#binding) = &input.#name { #inner })
        }
        Presence::Required | Presence::EmptyWhenAbsent => match field.ty {
            RustType::Vec(_) | RustType::Map(_) => repeat(quote!(&input.#name)),
            _ => repeat(quote!(input.#name)),
        },
    }
}

/// A map in a query gives its own keys.
fn map_entry(value: &RustType) -> TokenStream {
    match value {
        RustType::Vec(element) => {
            let text = text_of(element, quote!(value));
            quote!(for value in value { request = request.query(key, #text); })
        }
        value => {
            let text = text_of(value, quote!(value));
            quote!(request = request.query(key, #text);)
        }
    }
}

/// A value as `&str`, the way it stands in a path, a query or a header.
fn text_of(ty: &RustType, value: TokenStream) -> TokenStream {
    match ty {
        RustType::String if value.to_string() == "value" => value,
        RustType::String => quote!(&#value),
        RustType::Named(_) => quote!(#value.as_str()),
        RustType::Secret => quote!(#value.expose()),
        RustType::Timestamp(codec) => {
            let codec = format_ident!("{}", codec_module(*codec));
            let value = if value.to_string() == "value" {
                quote!(*#value)
            } else {
                value
            };
            quote!(&sdk_runtime::codec::timestamp::#codec::format(#value))
        }
        _ => quote!(&#value.to_string()),
    }
}
