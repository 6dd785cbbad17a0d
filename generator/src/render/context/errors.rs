//! The service's errors.

use crate::render::{Fragment, item};
use crate::rust::ErrorVariant;
use quote::quote;
use serde::Serialize;

/// An error of the service: a variant of the error codes, and the method that asks for it.
#[derive(Serialize)]
pub(super) struct Error {
    docs: Fragment,
    variant: Fragment,
    code: Fragment,
    predicate: Fragment,
    predicate_docs: Fragment,
}

impl Error {
    pub(super) fn new(error: &ErrorVariant) -> Self {
        let code = &error.code;
        Self {
            docs: item::docs(&error.docs).into(),
            variant: (&error.variant).into(),
            code: quote!(#code).into(),
            predicate: (&error.predicate).into(),
            predicate_docs: item::docs(&error.predicate_docs).into(),
        }
    }
}
