//! Operations: the file of each, and the client's method.

use super::fragment::{Code, DocComment, Fragment, deprecated, feature};
use super::pagination::Pagination;
use super::security::alternatives;
use super::structure::{Imports, Setter, Structure};
use super::types::{self, parameter};
use super::{decode, encode};
use crate::rust::{
    EncodeStep, EventPlan, Field, OperationModule, Presence, RustType, member_lines,
};
use crate::service::{EventFormat, Signing};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde::Serialize;
use syn::ext::IdentExt as _;

/// A file with one operation.
#[derive(Serialize)]
pub(super) struct Operation {
    docs: DocComment,
    deprecated: Fragment,
    name: Fragment,
    meta: Fragment,
    imports: Imports,
    input: Structure,
    output: Structure,
    setters: Vec<SetterPair>,
    encode: Function,
    /// Whether the service is one of AWS, and the request has no body, so that a presigned URL can carry it.
    can_presign: bool,
    /// The body of `fill_idempotency_tokens`; absent if the input has no token.
    tokens: Option<Code>,
    decode: Function,
    /// The body of `attach_body`; absent unless the response is a stream.
    attach_body: Option<Code>,
    events: Option<Events>,
    pagination: Option<Pagination>,
}

/// A function of one parameter, whose name starts with `_` if the body does not use it.
#[derive(Serialize)]
struct Function {
    parameter: Fragment,
    body: Code,
}

impl Operation {
    /// The file of an operation; `example` are the lines of its example.
    pub(super) fn new(operation: &OperationModule, example: &[String], is_of_aws: bool) -> Self {
        let name = &operation.name;
        let optional = |field: &&Field| field.presence != Presence::Required;
        let mut input = Structure::new(&operation.input);
        for (shown, field) in input
            .fields
            .iter_mut()
            .zip(&operation.input.fields)
            .filter(|(_, field)| optional(field))
        {
            // The whole documentation is that of the setter, which callers use.
            let mut lines = field.summary.as_deref().map_or_else(Vec::new, member_lines);
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(format!("Set by [`{name}::{0}`].", field.setter.unraw()));
            shown.docs = DocComment::item(lines);
        }
        input.withs = Vec::new();
        Self {
            docs: DocComment::of(&operation.docs).followed_by(example),
            deprecated: deprecated(operation.deprecated).into(),
            name: name.into(),
            meta: meta(operation).into(),
            imports: Imports::of([&operation.input, &operation.output])
                .and(operation.events.as_ref().map(|events| &events.data)),
            setters: {
                let fields = operation.input.fields.iter().filter(optional);
                fields.map(|field| SetterPair::new(field, operation)).collect()
            },
            encode: Function {
                parameter: match operation.request.steps.iter().all(EncodeStep::is_constant) {
                    true => quote!(_input).into(),
                    false => quote!(input).into(),
                },
                body: encode::body(operation).into(),
            },
            can_presign: is_of_aws && !operation.request.has_body(),
            tokens: tokens(operation).map(Code::from),
            decode: Function {
                parameter: match decode::is_constant(operation) {
                    true => quote!(_response).into(),
                    false => quote!(response).into(),
                },
                body: decode::body(operation).into(),
            },
            attach_body: decode::attachment(operation).map(Code::from),
            events: operation.events.as_deref().map(Events::new),
            pagination: operation.pagination.as_deref().map(Pagination::new),
            output: Structure::new(&operation.output),
            input,
        }
    }
}

/// The setter of a member's value, and the one that takes an `Option`.
#[derive(Serialize)]
struct SetterPair {
    #[serde(flatten)]
    value: Setter,
    optional: Setter,
    /// The setter of `null`, if the member can be that as well as absent.
    null: Option<Setter>,
}

impl SetterPair {
    fn new(field: &Field, operation: &OperationModule) -> Self {
        let line = format!("Sets or clears [`{0}`](Self::{0}).", field.setter.unraw());
        let docs = DocComment::item(vec![line]);
        let is_switch = |plan: &&EventPlan| {
            plan.switch.as_ref().is_some_and(|switch| switch.name == field.name)
        };
        let switched =
            operation.events.as_deref().filter(is_switch).map_or_else(Vec::new, |plan| {
                let line = format!(
                    "Set by [`{0}`](Self::{0}); [`send`](Self::send) expects the whole response.",
                    plan.method.unraw()
                );
                vec![String::new(), line]
            });
        let limit = "Size of a page; `limit` of [`items`](Self::items) is the number of all items.";
        let pages = operation.pagination.as_ref().filter(|plan| {
            plan.has_limit() && plan.page_size.as_ref().is_some_and(|size| size.name == field.name)
        });
        let pages = pages.map_or_else(Vec::new, |_| vec![String::new(), limit.to_owned()]);
        let value_docs = DocComment::of(&field.docs).followed_by(&switched).followed_by(&pages);
        Self {
            value: Setter::new(field, &field.setter, value_docs),
            optional: Setter::optional(field, &field.optional_setter, docs),
            null: field.null_setter.as_ref().map(|setter| {
                let line = format!("Sets [`{0}`](Self::{0}) to `null`.", field.setter.unraw());
                Setter::null(field, setter, DocComment::item(vec![line]))
            }),
        }
    }
}

/// The constant with the properties of the operation.
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
    let security = operation.request.security.as_ref().map(|own| {
        let own = alternatives(own);
        quote!(.security(#own))
    });
    let server = operation.request.server.as_ref().map(|url| quote!(.server(#url)));
    let stream = decode::attachment(operation).map(|_| quote!(.streams_response()));
    let redirects = operation.redirects.then(|| quote!(.accepts_redirects()));
    let checksum = operation.request.checksum.then(|| quote!(.checksum()));
    let compression = operation.request.compression.then(|| quote!(.compression()));
    quote! {
        OperationMeta::new(#name) #read_only #idempotent #token #signing #security #server #stream #redirects #checksum #compression
    }
}

/// The body of `fill_idempotency_tokens`.
fn tokens(operation: &OperationModule) -> Option<TokenStream> {
    Some(match operation.request.tokens.as_slice() {
        [] => return None,
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
    })
}

/// The items of `EventOperation`.
#[derive(Serialize)]
struct Events {
    method: Fragment,
    /// The documentation of the method.
    docs: DocComment,
    event: Fragment,
    format: Fragment,
    media_type: Fragment,
    /// The expression that decodes an event, `raw`.
    decode: Fragment,
    /// The field of the input that requests a stream, and its value.
    switch: Option<(Fragment, Fragment)>,
}

impl Events {
    fn new(plan: &EventPlan) -> Self {
        let data = types::ty(&plan.data);
        let is_sse = plan.format == EventFormat::ServerSent;
        Self {
            method: (&plan.method).into(),
            docs: events_docs(plan),
            event: if is_sse { quote!(sdk_runtime::Event<#data>) } else { data }.into(),
            format: match plan.format {
                EventFormat::ServerSent => quote!(ServerSent),
                EventFormat::Lines => quote!(Lines),
                EventFormat::Sequence => quote!(Sequence),
            }
            .into(),
            media_type: {
                let media_type = &plan.media_type;
                quote!(#media_type).into()
            },
            decode: match plan.data {
                RustType::String if is_sse => quote!(raw.text()),
                _ if is_sse => quote!(raw.json()),
                _ => quote!(raw.value()),
            }
            .into(),
            switch: plan.switch.as_ref().map(|field| {
                let value = match (&field.ty, field.presence) {
                    (RustType::Nullable(_), _) => quote!(sdk_runtime::Nullable::Value(true)),
                    (RustType::Option(_), _) => quote!(Some(true)),
                    _ => quote!(true),
                };
                let value = match field.presence {
                    Presence::Optional => quote!(Some(#value)),
                    Presence::Required | Presence::EmptyWhenAbsent => value,
                };
                ((&field.name).into(), value.into())
            }),
        }
    }
}

/// The documentation of the method that returns a stream.
fn events_docs(plan: &EventPlan) -> DocComment {
    let data = shown_type(&plan.data);
    let (each, one, item) = match (plan.format, &plan.data) {
        (EventFormat::ServerSent, RustType::String) => {
            ("events", "event", "an [`Event`](crate::Event) with its data as a string".to_owned())
        }
        (EventFormat::ServerSent, _) => (
            "events",
            "event",
            format!("an [`Event`](crate::Event), whose `data` is an `Option` of {data}"),
        ),
        _ => ("values", "value", format!("of the type {data}")),
    };
    let mut lines = vec![
        format!(
            "Sends the request and returns the {each} of the response as they arrive: each {one} is"
        ),
        format!("{item}."),
    ];
    lines.push(String::new());
    if let Some(switch) = &plan.switch {
        let name = switch.name.unraw();
        let line = match switch.presence {
            Presence::Required => format!("Sets the argument `{name}` to `true`."),
            _ => format!("Sets [`{name}`](Self::{}) to `true`.", switch.setter.unraw()),
        };
        lines.extend([line, String::new()]);
    }
    lines.extend(
        [
            "It is sent when the first one is awaited; [`Events`](crate::Events) describes time-outs and",
            "reconnection.",
        ]
        .map(str::to_owned),
    );
    DocComment::item(lines)
}

/// A type in documentation, with a link if it is one of the service.
fn shown_type(ty: &RustType) -> String {
    match ty {
        RustType::Named(name) => format!("[`{0}`](crate::types::{0})", name.unraw()),
        ty => {
            let path = types::ty(ty).to_string().replace(' ', "");
            format!("`{}`", path.replace("sdk_runtime::", ""))
        }
    }
}

/// A method of the client that returns a request builder.
#[derive(Serialize)]
pub(super) struct ClientMethod {
    feature: Option<Fragment>,
    docs: DocComment,
    deprecated: Fragment,
    method: Fragment,
    name: Fragment,
    parameters: Vec<Fragment>,
    input: Fragment,
}

impl ClientMethod {
    pub(super) fn new(operation: &OperationModule) -> Self {
        let arguments: Vec<&Field> = operation.arguments().collect();
        let name = &operation.name;
        Self {
            feature: feature(&operation.feature),
            docs: DocComment::of(&operation.method_docs),
            deprecated: deprecated(operation.deprecated).into(),
            method: (&operation.method).into(),
            name: name.into(),
            parameters: arguments.iter().map(|field| parameter(field).into()).collect(),
            input: new_input(&operation.input.name, operation.input.has_default(), arguments)
                .into(),
        }
    }
}

/// The input of an operation, created from its arguments.
pub(super) fn new_input<'a>(
    input: &Ident,
    has_default: bool,
    arguments: impl IntoIterator<Item = &'a Field>,
) -> TokenStream {
    if has_default {
        return quote!(operations::#input::default());
    }
    let names = arguments.into_iter().map(|field| &field.name);
    quote!(operations::#input::new(#(#names),*))
}
