//! The first call that a new user can make: one that only reads.

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;

use crate::render::Fragment;
use crate::rust::{Field, OperationModule, Presence, RustCrate, RustType};

/// What the template of the example sees.
#[derive(Serialize)]
pub(super) struct Example {
    module: Fragment,
    types: bool,
    body: Fragment,
}

impl Example {
    /// The example for a crate.
    pub(super) fn new(krate: &RustCrate) -> Self {
        let chosen = krate
            .operations
            .iter()
            .filter_map(|operation| Some((rank(operation)?, operation)))
            .min_by_key(|(rank, _)| *rank)
            .map(|(_, operation)| operation);
        let body = chosen.map_or_else(|| quote!(println!("{client:?}");), call);
        let types = chosen.is_some_and(|operation| {
            arguments(operation).any(|field| matches!(field.ty, RustType::Named(_)))
        });
        Self {
            module: Fragment::from(&krate.name),
            types,
            body: body.into(),
        }
    }
}

/// How well an operation serves as an example; the least is the best. `None` if it may change
/// something, or takes what cannot be written down in a word.
fn rank(operation: &OperationModule) -> Option<(usize, bool, bool)> {
    let reads = ["List", "Describe", "Get", "Search"];
    let name = operation.name.to_string();
    let reads = operation.read_only || reads.iter().any(|verb| name.starts_with(verb));
    let simple = arguments(operation).all(|field| value(field).is_some());
    let arguments = operation.arguments.len();
    (reads && simple && !operation.deprecated).then_some((
        arguments,
        operation
            .pagination
            .as_ref()
            .is_none_or(|plan| plan.items.is_none()),
        !name.starts_with("List"),
    ))
}

fn arguments(operation: &OperationModule) -> impl Iterator<Item = &Field> {
    let fields = operation.arguments.iter();
    fields.filter_map(|at| operation.input.fields.get(*at))
}

fn call(operation: &OperationModule) -> TokenStream {
    let method = &operation.method;
    let values = arguments(operation).filter_map(value);
    let call = quote!(client.#method(#(#values),*));
    match &operation.pagination {
        Some(plan) if plan.items.is_some() => quote! {
            let mut items = #call.items();
            while let Some(item) = items.next().await {
                let item = item?;
                println!("{item:?}");
            }
        },
        _ => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
    }
}

/// A value that stands for the one that the user has, if it can be written in a word.
fn value(field: &Field) -> Option<TokenStream> {
    if field.boxed || field.presence != Presence::Required {
        return None;
    }
    let placeholder = format!(
        "your-{}",
        field
            .name
            .to_string()
            .trim_start_matches("r#")
            .replace('_', "-")
    );
    Some(match &field.ty {
        RustType::String | RustType::Secret => quote!(#placeholder),
        RustType::Bool => quote!(true),
        RustType::I64 => quote!(1),
        RustType::Vec(element) if **element == RustType::String => quote!([#placeholder]),
        _ => return None,
    })
}
