//! How an operation asks for the next page.

use crate::render::{Fragment, types};
use crate::rust::PaginationPlan;
use quote::quote;
use serde::Serialize;

/// What is printed of an operation whose answers come in pages.
#[derive(Serialize)]
pub(super) struct Pagination {
    input_token: Fragment,
    token: Fragment,
    set_token: Fragment,
    page_size: Option<PageSize>,
    next_token: Fragment,
    has_items: bool,
    item: Fragment,
    items: Fragment,
}

/// How the size of a page is set.
#[derive(Serialize)]
struct PageSize {
    field: Fragment,
    value: Fragment,
}

impl Pagination {
    pub(super) fn new(plan: &PaginationPlan) -> Self {
        let (input_token, token) = (&plan.input_token, &plan.output_token);
        let (required, secret) = (plan.output_token_required, plan.output_token_secret);
        Pagination {
            input_token: input_token.into(),
            token: match plan.input_token_secret {
                true => quote! {
                    input.#input_token.as_ref().map(|token| token.expose())
                }
                .into(),
                false => quote!(input.#input_token.as_deref()).into(),
            },
            set_token: match plan.input_token_secret {
                true => quote!(Some(token.into())).into(),
                false => quote!(Some(token)).into(),
            },
            page_size: plan
                .page_size
                .as_ref()
                .map(|(field, is_optional)| PageSize {
                    field: field.into(),
                    value: match is_optional {
                        true => quote!(Some(number)).into(),
                        false => quote!(number).into(),
                    },
                }),
            next_token: match (required, secret) {
                (true, false) => quote!(Some(output.#token.as_str())).into(),
                (true, true) => quote!(Some(output.#token.expose())).into(),
                (false, false) => quote!(output.#token.as_deref()).into(),
                (false, true) => quote! {
                    output.#token.as_ref().map(|token| token.expose())
                }
                .into(),
            },
            has_items: plan.items.is_some(),
            item: match &plan.items {
                Some((_, element)) => types::ty(element).into(),
                None => quote!(Self::Output).into(),
            },
            items: match &plan.items {
                Some((field, _)) => quote!(output.#field).into(),
                None => quote!(vec![output]).into(),
            },
        }
    }
}
