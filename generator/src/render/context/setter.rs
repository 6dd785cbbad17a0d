//! Methods that set a field.

use crate::render::{Fragment, item, types};
use crate::rust::Field;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;

/// A method that sets a field.
#[derive(Serialize)]
pub(super) struct Setter {
    docs: Fragment,
    deprecated: Fragment,
    name: Fragment,
    parameter: Fragment,
    field: Fragment,
    value: Fragment,
}

impl Setter {
    /// The method `name`, with the lines of its documentation.
    pub(super) fn new(field: &Field, name: &Ident, docs: TokenStream) -> Self {
        Self {
            docs: docs.into(),
            deprecated: item::deprecated(field.deprecated).into(),
            name: name.into(),
            parameter: {
                let ty = types::parameter(field);
                quote!(value: #ty).into()
            },
            field: (&field.name).into(),
            value: types::converted(field, &format_ident!("value")).into(),
        }
    }
}
