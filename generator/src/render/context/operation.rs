//! A file with one operation.

use super::imports::Imports;
use super::pagination::Pagination;
use super::parameter;
use super::setter::Setter;
use super::structure::Structure;
use crate::render::{Fragment, decode, encode, item};
use crate::rust::{EncodeStep, Field, OperationModule, Presence};
use crate::service::Signing;
use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use syn::ext::IdentExt as _;

/// A file with one operation.
#[derive(Serialize)]
pub(in crate::render) struct Operation {
    docs: Fragment,
    /// The end of its documentation.
    example: Fragment,
    deprecated: Fragment,
    name: Fragment,
    meta: Fragment,
    imports: Imports,
    input: Structure,
    output: Structure,
    setters: Vec<Setter>,
    encode: Function,
    /// Whether the request has no body, so that a presigned URL can carry it.
    can_presign: bool,
    /// The body of `fill_idempotency_tokens`; empty when the input has no token.
    tokens: Fragment,
    decode: Function,
    /// The body of `attach_body`; empty when the answer is no stream.
    attach_body: Fragment,
    pagination: Option<Pagination>,
}

/// A function of one parameter, which is named `_like_this` when the body does not read it.
#[derive(Serialize)]
struct Function {
    parameter: Fragment,
    body: Fragment,
}

impl Operation {
    /// What is printed of an operation, with the lines of its example.
    pub(in crate::render) fn new(operation: &OperationModule, example: &[String]) -> Self {
        let name = &operation.name;
        let optional = |field: &&Field| field.presence != Presence::Required;
        let mut input = Structure::new(&operation.input);
        for (shown, field) in input
            .fields
            .iter_mut()
            .zip(&operation.input.fields)
            .filter(|(_, field)| optional(field))
        {
            // The setter carries the text: it is where callers meet it.
            let line = format!("Set by [`{name}::{0}`].", field.setter.unraw());
            shown.docs = item::doc_lines([line.as_str()].into_iter()).into();
        }
        input.withs = Vec::new();
        // In the order of the client's method, so that no two texts change places on the way.
        input.parameters = operation
            .arguments()
            .map(|field| parameter(field).into())
            .collect();
        Self {
            docs: item::docs(&operation.docs).into(),
            example: item::doc_lines(example.iter().map(String::as_str)).into(),
            deprecated: item::deprecated(operation.deprecated).into(),
            name: name.into(),
            meta: meta(operation).into(),
            imports: Imports::of([&operation.input, &operation.output]),
            setters: operation
                .input
                .fields
                .iter()
                .filter(optional)
                .map(|field| Setter::new(field, &field.setter, item::docs(&field.docs)))
                .collect(),
            encode: Function {
                parameter: match operation.request.steps.iter().all(EncodeStep::is_constant) {
                    true => quote!(_input).into(),
                    false => quote!(input).into(),
                },
                body: encode::body(operation).into(),
            },
            can_presign: !operation.request.has_body(),
            tokens: tokens(operation).into(),
            decode: Function {
                parameter: match decode::is_constant(operation) {
                    true => quote!(_response).into(),
                    false => quote!(response).into(),
                },
                body: decode::body(operation).into(),
            },
            attach_body: decode::attachment(operation).unwrap_or_default().into(),
            pagination: operation.pagination.as_ref().map(Pagination::new),
            output: Structure::new(&operation.output),
            input,
        }
    }
}

/// The constant that tells the runtime what kind of call it is.
fn meta(operation: &OperationModule) -> TokenStream {
    let name = &operation.wire_name;
    let read_only = operation.read_only.then(|| quote!(.read_only()));
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let token = (!operation.request.tokens.is_empty()).then(|| quote!(.idempotency_token()));
    let signing = match operation.request.signing {
        Signing::Signed => None,
        Signing::UnsignedPayload => Some(quote!(.unsigned_payload())),
        Signing::Unsigned => Some(quote!(.unsigned())),
    };
    let stream = decode::attachment(operation).map(|_| quote!(.streams_response()));
    quote!(OperationMeta::new(#name) #read_only #idempotent #token #signing #stream)
}

/// The body of `fill_idempotency_tokens`.
fn tokens(operation: &OperationModule) -> TokenStream {
    match operation.request.tokens.as_slice() {
        [] => TokenStream::new(),
        [token] => quote! {
            if input.#token.is_some() {
                return None;
            }
            let mut filled = input.clone();
            filled.#token = Some(new_token());
            Some(filled)
        },
        tokens => quote! {
            if #(input.#tokens.is_some())&&* {
                return None;
            }
            let mut filled = input.clone();
            #(filled.#tokens.get_or_insert_with(&mut *new_token);)*
            Some(filled)
        },
    }
}
