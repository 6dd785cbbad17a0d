//! The service's errors.

use crate::render::{Fragment, item};
use crate::rust::ErrorVariant;
use crate::service::ErrorRetry;
use proc_macro2::{Literal, TokenStream};
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
    /// The status as an expression of type `Option<u16>`.
    status: Fragment,
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
            status: match error.status.map(Literal::u16_unsuffixed) {
                Some(status) => quote!(Some(#status)).into(),
                None => quote!(None).into(),
            },
        }
    }
}

/// What the runtime has to be told of the errors; nothing if it knows all of it.
pub(super) fn modeled(errors: &[ErrorVariant]) -> Option<TokenStream> {
    let modeled = errors.iter().filter(|error| error.is_modeled());
    let modeled: Vec<_> = modeled
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
