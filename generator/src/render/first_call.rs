//! The first call that a new user can make, one that only reads: on the crate's page, and as a program.

use super::Fragment;
use super::format::{FormatError, statements};
use crate::rust::{Field, OperationModule, Presence, RustCrate, RustType};
use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;

/// What the template of the program sees.
#[derive(Serialize)]
pub(crate) struct FirstCall {
    module: Fragment,
    body: Fragment,
}

impl FirstCall {
    /// The program for a crate.
    pub(crate) fn new(krate: &RustCrate) -> Self {
        Self {
            module: Fragment::from(&krate.name),
            body: body(krate).into(),
        }
    }
}

/// The lines of the crate's page. As for other examples, what only makes it compile is hidden.
pub(super) fn lines(krate: &RustCrate) -> Result<Vec<String>, FormatError> {
    let body = body(krate);
    let code = statements(quote!(let client = Client::from_env().await?; #body))?;
    let head = [
        "".to_owned(),
        "```no_run".to_owned(),
        "# async fn example() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
        format!("use {}::Client;", krate.name),
        "".to_owned(),
    ];
    let tail = ["# Ok(())", "# }", "```"].map(str::to_owned);
    Ok(head.into_iter().chain(code).chain(tail).collect())
}

fn body(krate: &RustCrate) -> TokenStream {
    let operations = krate.operations.iter();
    let ranked = operations.filter_map(|operation| Some((rank(operation)?, operation)));
    let chosen = ranked.min_by_key(|(rank, _)| *rank);
    chosen.map_or_else(
        || quote!(println!("{client:?}");),
        |(_, operation)| call(operation),
    )
}

/// How well an operation serves as an example; the least is the best. `None` if it may change
/// something, or takes what cannot be written down in a word.
fn rank(operation: &OperationModule) -> Option<(usize, bool, bool)> {
    let reads = ["List", "Describe", "Get", "Search"];
    let name = operation.name.to_string();
    let reads = operation.read_only || reads.iter().any(|verb| name.starts_with(verb));
    let simple = operation.arguments().all(|field| value(field).is_some());
    let arguments = operation.arguments().count();
    (reads && simple && !operation.deprecated).then_some((
        arguments,
        operation
            .pagination
            .as_ref()
            .is_none_or(|plan| plan.items.is_none()),
        !name.starts_with("List"),
    ))
}

fn call(operation: &OperationModule) -> TokenStream {
    let method = &operation.method;
    let values = operation.arguments().filter_map(value);
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
