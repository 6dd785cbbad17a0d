//! The crate: data of `lib.rs`, the client, the error type and the modules.

use super::decode;
use super::fragment::{Code, DocComment, Fragment, feature};
use super::guide::Guide;
use super::operation::ClientMethod;
use super::{security, types};
use crate::rust::{self, ErrorDetails, ErrorVariant, RustCrate, RustType, StatusRow};
use crate::service::{AwsService, BodyFormat, ErrorRetry};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde::Serialize;
use syn::ext::IdentExt as _;

/// The data of `lib.rs`, the client, the error type and the modules.
#[derive(Serialize)]
pub(super) struct Root<'a> {
    docs: DocComment,
    has_concepts: bool,
    concepts: DocComment,
    guide: &'a Guide,
    /// The operations by task, as a list.
    tasks: DocComment,
    /// An example for the crate's page.
    first_call: DocComment,
    /// Whether there is an example of a fake.
    has_fake: bool,
    /// An example for the page of the module `testing`.
    fake_example: DocComment,
    id: Fragment,
    title: Fragment,
    api_version: Fragment,
    endpoint_prefix: Fragment,
    signing_name: Fragment,
    base_url: Option<Fragment>,
    /// The name and version of the crate, unless the service is AWS's.
    user_agent: Option<Fragment>,
    has_servers: bool,
    has_events: bool,
    /// The Cargo feature that is on by default, in Markdown, if there is a feature for each tag.
    default_feature: Option<String>,
    security: Option<Fragment>,
    has_secrets: bool,
    secrets: Fragment,
    has_pages: bool,
    /// Whether any operation can be presigned.
    has_links: bool,
    maps_in_parameters: bool,
    types_in_parameters: bool,
    operations: Vec<ClientMethod>,
    modules: Vec<Module>,
    types: Vec<Module>,
    errors: Vec<Error>,
    error_headers: DocComment,
    status_errors: StatusErrors,
    /// Whether the status of any error is known.
    has_statuses: bool,
    /// Whether any error has properties that the runtime needs.
    has_modeled_errors: bool,
    modeled_errors: Fragment,
    has_waiters: bool,
    waiters: Vec<Module>,
}

#[derive(Serialize)]
struct Module {
    feature: Option<Fragment>,
    module: Fragment,
    exports: Fragment,
}

impl<'a> Root<'a> {
    pub(super) fn new(
        krate: &RustCrate,
        first_call: &[String],
        fake: &[String],
        guide: &'a Guide,
    ) -> Self {
        let literal = |value: &str| Fragment::from(quote!(#value));
        let any_argument = |matches: &dyn Fn(&RustType) -> bool| {
            let mut all = krate.operations.iter().flat_map(|operation| operation.arguments());
            all.any(|field| matches(&field.ty))
        };
        let service = &krate.service;
        let aws =
            |part: fn(&AwsService) -> &String| service.aws.as_ref().map_or("", |aws| part(aws));
        let modeled_errors = modeled(&krate.errors);
        Self {
            docs: DocComment::module(krate.docs.lines().to_vec()),
            has_concepts: !krate.concepts.lines().is_empty(),
            concepts: DocComment::module(krate.concepts.lines().to_vec()),
            guide,
            tasks: DocComment::module(tasks(krate)),
            first_call: DocComment::module(first_call.to_vec()),
            has_fake: !fake.is_empty(),
            fake_example: DocComment::module(fake.to_vec()),
            id: literal(&service.id),
            title: literal(&service.title),
            api_version: literal(&service.api_version),
            endpoint_prefix: literal(aws(|aws| &aws.endpoint_prefix)),
            signing_name: literal(aws(|aws| &aws.signing_name)),
            base_url: service.base_url.as_deref().map(literal),
            user_agent: service.aws.is_none().then(|| {
                quote!(concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"))).into()
            }),
            has_servers: !krate.servers.is_empty(),
            has_events: krate.operations.iter().any(|operation| operation.events.is_some()),
            default_feature: krate
                .features
                .as_ref()
                .map(|features| format!("`{}`", features.default)),
            security: security::constant(&service.security).map(Fragment::from),
            has_secrets: !service.secrets.is_empty(),
            secrets: {
                let secrets = &service.secrets;
                quote!(&[#(#secrets),*]).into()
            },
            has_pages: krate.operations.iter().any(|operation| operation.pagination.is_some()),
            has_links: krate.operations.iter().any(|operation| !operation.request.has_body()),
            maps_in_parameters: any_argument(&types::has_inner_map),
            types_in_parameters: any_argument(&types::has_named),
            operations: krate.operations.iter().map(ClientMethod::new).collect(),
            modules: sorted(&krate.operations, |operation| &operation.module)
                .map(|operation| {
                    let (name, input, output) =
                        (&operation.name, &operation.input.name, &operation.output.name);
                    Module {
                        feature: feature(&operation.feature),
                        module: (&operation.module).into(),
                        exports: quote!({#name, #input, #output}).into(),
                    }
                })
                .collect(),
            types: sorted(&krate.types, |module| &module.module)
                .map(|module| Module {
                    feature: feature(&module.feature),
                    module: (&module.module).into(),
                    exports: module.item.name().into(),
                })
                .collect(),
            errors: krate.errors.iter().map(Error::new).collect(),
            error_headers: DocComment::of(&krate.error_headers),
            status_errors: StatusErrors::new(&krate.status_errors),
            has_statuses: krate.errors.iter().any(|error| error.status.is_some()),
            has_modeled_errors: modeled_errors.is_some(),
            modeled_errors: modeled_errors.unwrap_or_default().into(),
            has_waiters: !krate.waiters.is_empty(),
            waiters: sorted(&krate.waiters, |waiter| &waiter.module)
                .map(|waiter| Module {
                    feature: feature(&waiter.feature),
                    module: (&waiter.module).into(),
                    exports: (&waiter.name).into(),
                })
                .collect(),
        }
    }
}

/// The operations by tag or task: an item for each, with a link for each operation.
fn tasks(krate: &RustCrate) -> Vec<String> {
    let mut lines = Vec::new();
    for (heading, calls) in &krate.guide.tasks {
        for (at, call) in calls.iter().enumerate() {
            let method = krate.operations[*call].method.unraw();
            let start = match at {
                0 => format!("- {heading}:"),
                _ => " ".to_owned(),
            };
            let end = if at + 1 == calls.len() { "" } else { "," };
            lines.push(format!("{start} [`{method}`](Client::{method}){end}"));
        }
    }
    lines
}

/// Items in the order of their names, as rustfmt orders modules.
fn sorted<T>(items: &[T], name: impl Fn(&T) -> &Ident) -> impl Iterator<Item = &T> {
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by_cached_key(|item| name(item).to_string());
    items.into_iter()
}

/// An error of the service: a variant of `ErrorCode` and a predicate of `Error`.
#[derive(Serialize)]
struct Error {
    docs: DocComment,
    variant: Fragment,
    code: Fragment,
    predicate: Fragment,
    predicate_docs: DocComment,
    /// The status as an expression of type `Option<u16>`.
    status: Fragment,
    details: Option<Details>,
}

/// The errors that are identified by their status.
#[derive(Serialize)]
struct StatusErrors {
    /// Whether a body has a type of the module `types`, or is a map.
    has_named: bool,
    has_maps: bool,
    bodies: Vec<ErrorBody>,
    /// The table of the bodies by operation and status.
    table: Fragment,
    predicates: Vec<StatusPredicate>,
}

/// A variant of `ErrorBody`.
#[derive(Serialize)]
struct ErrorBody {
    docs: DocComment,
    name: Fragment,
    ty: Fragment,
    /// The condition under which a response has it; none if any body can have its form.
    condition: Option<Fragment>,
    /// The expression of its value, with an `Option` in a `Result`.
    value: Fragment,
    is_repeated: bool,
}

/// A predicate of `Error` for a status.
#[derive(Serialize)]
struct StatusPredicate {
    method: Fragment,
    status: u16,
}

impl StatusErrors {
    fn new(errors: &rust::StatusErrors) -> Self {
        let rows = errors.rows.iter().map(|StatusRow { operations, statuses }| {
            let statuses = statuses.iter().map(|(status, media_type, body)| {
                let status = Literal::u16_unsuffixed(*status);
                let body = Literal::usize_unsuffixed(*body);
                quote!((#status, #media_type, #body))
            });
            quote!((&[#(#operations),*], &[#(#statuses),*]))
        });
        let bodies = errors.bodies.iter();
        let predicates = errors.predicates.iter();
        Self {
            table: quote!(&[#(#rows),*]).into(),
            has_named: bodies.clone().any(|body| types::has_named(&body.ty)),
            has_maps: bodies.clone().any(|body| types::has_map(&body.ty)),
            bodies: bodies
                .map(|body| ErrorBody {
                    docs: DocComment::of(&body.docs),
                    name: (&body.variant).into(),
                    ty: types::ty(&body.ty).into(),
                    condition: (!body.required.is_empty()).then(|| {
                        let required = &body.required;
                        quote!(response.has_any_member(&[#(#required),*])).into()
                    }),
                    value: match body.format {
                        BodyFormat::Text => quote!(response.text_payload()),
                        BodyFormat::JsonOrText => quote!(response.string_payload()),
                        _ => quote!(response.json_payload()),
                    }
                    .into(),
                    is_repeated: body.is_repeated,
                })
                .collect(),
            predicates: predicates
                .map(|(method, status)| StatusPredicate { method: method.into(), status: *status })
                .collect(),
        }
    }
}

/// The method that returns the members of an error.
#[derive(Serialize)]
struct Details {
    docs: DocComment,
    method: Fragment,
    ty: Fragment,
    decode: Code,
}

impl Details {
    fn new(details: &ErrorDetails) -> Self {
        let name = &details.structure.name;
        let ty = quote!(crate::types::#name);
        Self {
            docs: DocComment::of(&details.docs),
            method: (&details.method).into(),
            decode: decode::decoded(ty.clone(), &details.structure.fields, &details.response)
                .into(),
            ty: ty.into(),
        }
    }
}

impl Error {
    fn new(error: &ErrorVariant) -> Self {
        let code = &error.code;
        Self {
            docs: DocComment::of(&error.docs),
            variant: (&error.variant).into(),
            code: quote!(#code).into(),
            predicate: (&error.predicate).into(),
            predicate_docs: DocComment::of(&error.predicate_docs),
            status: match error.status.map(Literal::u16_unsuffixed) {
                Some(status) => quote!(Some(#status)).into(),
                None => quote!(None).into(),
            },
            details: error.details.as_ref().map(Details::new),
        }
    }
}

/// The modeled errors: their codes, and the properties that the runtime does not know. None if there are none.
fn modeled(errors: &[ErrorVariant]) -> Option<TokenStream> {
    let modeled: Vec<_> = errors
        .iter()
        .map(|error| {
            let code = &error.code;
            let message = error.message.as_ref().map(|key| quote!(.message(#key)));
            let retry = error.retry.map(|retry| match retry {
                ErrorRetry::Transient => quote!(.retryable()),
                ErrorRetry::Throttling => quote!(.throttling()),
            });
            quote!(ModeledError::new(#code) #message #retry)
        })
        .collect();
    (!modeled.is_empty()).then(|| quote!(&[#(#modeled),*]))
}
