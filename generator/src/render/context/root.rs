//! The crate: what `lib.rs`, the client, the error and the lists of modules are printed from.

use super::client::Method;
use super::errors::{self, Error};
use crate::render::{Fragment, item, types};
use crate::rust::{RustCrate, RustType, TypeItem};
use proc_macro2::Ident;
use quote::quote;
use serde::Serialize;

/// The crate: what `lib.rs`, the client, the error and the lists of modules are printed from.
#[derive(Serialize)]
pub(in crate::render) struct Root {
    docs: Fragment,
    /// An example for the crate's page.
    first_call: Fragment,
    id: Fragment,
    title: Fragment,
    api_version: Fragment,
    endpoint_prefix: Fragment,
    signing_name: Fragment,
    has_secrets: bool,
    secrets: Fragment,
    has_pages: bool,
    /// Whether some call fits into a link.
    has_links: bool,
    maps_in_parameters: bool,
    types_in_parameters: bool,
    operations: Vec<Method>,
    modules: Vec<Module>,
    types: Vec<Module>,
    errors: Vec<Error>,
    error_headers: Fragment,
    /// Whether the status of some error is known.
    has_statuses: bool,
    /// Whether the runtime has to be told of some error.
    has_modeled_errors: bool,
    modeled_errors: Fragment,
    has_waiters: bool,
    waiters: Vec<Module>,
}

#[derive(Serialize)]
struct Module {
    module: Fragment,
    exports: Fragment,
}

impl Root {
    pub(in crate::render) fn new(krate: &RustCrate, first_call: &[String]) -> Self {
        let text = |text: &str| Fragment::from(quote!(#text));
        let any_argument = |asks: &dyn Fn(&RustType) -> bool| {
            let mut all = krate
                .operations
                .iter()
                .flat_map(|operation| operation.arguments());
            all.any(|field| asks(&field.ty))
        };
        let service = &krate.service;
        let modeled_errors = errors::modeled(&krate.errors);
        Self {
            docs: item::inner_docs(&krate.docs).into(),
            first_call: item::inner_doc_lines(first_call.iter().map(String::as_str)).into(),
            id: text(&service.id),
            title: text(&service.title),
            api_version: text(&service.api_version),
            endpoint_prefix: text(&service.endpoint_prefix),
            signing_name: text(&service.signing_name),
            has_secrets: !service.secrets.is_empty(),
            secrets: {
                let secrets = &service.secrets;
                quote!(&[#(#secrets),*]).into()
            },
            has_pages: krate
                .operations
                .iter()
                .any(|operation| operation.pagination.is_some()),
            has_links: krate
                .operations
                .iter()
                .any(|operation| !operation.request.has_body()),
            maps_in_parameters: any_argument(&types::has_inner_map),
            types_in_parameters: any_argument(&types::has_named),
            operations: krate.operations.iter().map(Method::new).collect(),
            modules: sorted(&krate.operations, |operation| &operation.module)
                .map(|operation| {
                    let (name, input, output) = (
                        &operation.name,
                        &operation.input.name,
                        &operation.output.name,
                    );
                    Module {
                        module: (&operation.module).into(),
                        exports: quote!({#name, #input, #output}).into(),
                    }
                })
                .collect(),
            types: sorted(&krate.types, |module| &module.module)
                .map(|module| Module {
                    module: (&module.module).into(),
                    exports: match &module.item {
                        TypeItem::Structure(item) => (&item.name).into(),
                        TypeItem::Enumeration(item) => (&item.name).into(),
                        TypeItem::Union(item) => (&item.name).into(),
                    },
                })
                .collect(),
            errors: krate.errors.iter().map(Error::new).collect(),
            error_headers: item::docs(&krate.error_headers).into(),
            has_statuses: krate.errors.iter().any(|error| error.status.is_some()),
            has_modeled_errors: modeled_errors.is_some(),
            modeled_errors: modeled_errors.unwrap_or_default().into(),
            has_waiters: !krate.waiters.is_empty(),
            waiters: sorted(&krate.waiters, |waiter| &waiter.module)
                .map(|waiter| Module {
                    module: (&waiter.module).into(),
                    exports: (&waiter.name).into(),
                })
                .collect(),
        }
    }
}

/// Items by name, as rustfmt orders modules.
fn sorted<T>(items: &[T], name: impl Fn(&T) -> &Ident) -> impl Iterator<Item = &T> {
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by_cached_key(|item| name(item).to_string());
    items.into_iter()
}
