//! The way from an output to a value in it, as tokens.

use crate::rust::Access;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// What leads to a value.
pub(super) enum Lead {
    /// A place.
    Place(TokenStream),
    /// An `Option` of a reference.
    Option(TokenStream),
    /// An iterator of references.
    Many(TokenStream),
}

/// The way through fields, from `output` on.
pub(super) fn lead(path: &[Access]) -> Lead {
    let mut lead = Lead::Place(quote!(output));
    let mut it = format_ident!("output");
    for access in path {
        lead = enter(lead, &it, access);
        it = access.field.clone();
    }
    lead
}

/// Into a field, and into each element of the list that it holds if the way goes there.
fn enter(lead: Lead, it: &Ident, access: &Access) -> Lead {
    let field = &access.field;
    let borrowed = match access.boxed {
        true => quote!(as_deref()),
        false => quote!(as_ref()),
    };
    let entered = match (lead, access.optional) {
        (Lead::Place(place), true) => Lead::Option(quote!(#place.#field.#borrowed)),
        (Lead::Place(place), false) => Lead::Place(quote!(#place.#field)),
        (Lead::Option(value), true) => {
            Lead::Option(quote!(#value.and_then(|#it| #it.#field.#borrowed)))
        }
        (Lead::Option(value), false) => Lead::Option(quote!(#value.map(|#it| &#it.#field))),
        (Lead::Many(values), true) => {
            Lead::Many(quote!(#values.filter_map(|#it| #it.#field.#borrowed)))
        }
        (Lead::Many(values), false) if access.each => {
            let elements = quote!(#values.flat_map(|#it| &#it.#field));
            return without_nulls(elements, access);
        }
        (Lead::Many(values), false) => Lead::Many(quote!(#values.map(|#it| &#it.#field))),
    };
    match access.each {
        true => without_nulls(elements(entered), access),
        false => entered,
    }
}

fn elements(lead: Lead) -> TokenStream {
    match lead {
        Lead::Place(list) => quote!(#list.iter()),
        Lead::Option(list) => quote!(#list.into_iter().flatten()),
        Lead::Many(lists) => quote!(#lists.flatten()),
    }
}

fn without_nulls(elements: TokenStream, access: &Access) -> Lead {
    Lead::Many(match access.nullable {
        true => quote!(#elements.flatten()),
        false => elements,
    })
}
