//! The pagination of an operation.

use crate::render::{Fragment, types};
use crate::rust::{Field, PaginationPlan, Presence, RustType};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde::Serialize;

/// The bodies of the methods of `Paginated` and `PageSized`.
#[derive(Serialize)]
pub(super) struct Pagination {
    /// The type of the items; the output itself if the items are pages.
    item: Fragment,
    has_items: bool,
    input_token: Fragment,
    input_token_field: Fragment,
    new_token: Fragment,
    output_token: Fragment,
    items: Fragment,
    page_size: Option<Fragment>,
    page_size_value: Fragment,
}

impl Pagination {
    pub(super) fn new(plan: &PaginationPlan) -> Self {
        let value = |field: &Field, name: &str| types::converted(field, &format_ident!("{name}"));
        let page_size = plan.page_size.as_ref();
        Self {
            item: match &plan.items {
                Some((_, element)) => types::ty(element).into(),
                None => quote!(Self::Output).into(),
            },
            has_items: plan.items.is_some(),
            input_token: token(&plan.input_token, quote!(input)).into(),
            input_token_field: (&plan.input_token.name).into(),
            new_token: match plan.input_token.ty {
                // A `String` needs no conversion from `String`.
                RustType::String if plan.input_token.presence == Presence::Optional => {
                    quote!(Some(token)).into()
                }
                RustType::String => quote!(token).into(),
                _ => value(&plan.input_token, "token").into(),
            },
            output_token: token(&plan.output_token, quote!(output)).into(),
            items: match &plan.items {
                Some((field, _)) => quote!(output.#field).into(),
                None => quote!(vec![output]).into(),
            },
            page_size: page_size.map(|field| Fragment::from(&field.name)),
            page_size_value: page_size
                .map(|field| value(field, "number"))
                .unwrap_or_default()
                .into(),
        }
    }
}

/// The token in a field of `owner`, as `Option<&str>`.
fn token(field: &Field, owner: TokenStream) -> TokenStream {
    let name = &field.name;
    match (&field.ty, field.presence) {
        (RustType::Secret, Presence::Optional) => {
            quote!(#owner.#name.as_ref().map(sdk_runtime::Secret::expose))
        }
        (RustType::Secret, _) => quote!(Some(#owner.#name.expose())),
        (_, Presence::Optional) => quote!(#owner.#name.as_deref()),
        _ => quote!(Some(&#owner.#name)),
    }
}
