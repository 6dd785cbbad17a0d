//! How an operation asks for the next page.

use crate::render::{Fragment, types};
use crate::rust::PaginationPlan;
use quote::quote;
use serde::Serialize;

/// What is printed of an operation whose answers come in pages: names of members.
#[derive(Serialize)]
pub(super) struct Pagination {
    input_token: Fragment,
    output_token: Fragment,
    page_size: Option<Fragment>,
    /// The type of the items and where they are; nothing if the pages themselves are the items.
    items: Fragment,
}

impl Pagination {
    pub(super) fn new(plan: &PaginationPlan) -> Self {
        Self {
            input_token: (&plan.input_token).into(),
            output_token: (&plan.output_token).into(),
            page_size: plan.page_size.as_ref().map(Fragment::from),
            items: match &plan.items {
                Some((field, element)) => {
                    let element = types::ty(element);
                    quote!(: Vec<#element> = output.#field).into()
                }
                None => Fragment::default(),
            },
        }
    }
}
