//! A file with one enum.

use crate::render::{Fragment, item};
use crate::rust;
use quote::quote;
use serde::Serialize;

/// A file with one enum.
#[derive(Serialize)]
pub(in crate::render) struct EnumerationFile {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    variants: Vec<Variant>,
    written: bool,
    read: bool,
}

#[derive(Serialize)]
struct Variant {
    docs: Fragment,
    name: Fragment,
    value: Fragment,
}

impl EnumerationFile {
    pub(in crate::render) fn new(enumeration: &rust::Enumeration) -> Self {
        Self {
            docs: item::docs(&enumeration.docs).into(),
            attributes: item::enumeration_attributes(enumeration).into(),
            name: (&enumeration.name).into(),
            variants: enumeration
                .variants
                .iter()
                .map(|variant| {
                    let value = &variant.value;
                    Variant {
                        docs: item::docs(&variant.docs).into(),
                        name: (&variant.name).into(),
                        value: quote!(#value).into(),
                    }
                })
                .collect(),
            written: enumeration.written,
            read: enumeration.read,
        }
    }
}
