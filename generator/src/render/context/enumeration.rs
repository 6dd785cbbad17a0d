//! A file with one enum.

use crate::render::{Fragment, item, table};
use crate::rust;
use serde::Serialize;

/// A file with one enum.
#[derive(Serialize)]
pub(in crate::render) struct EnumerationFile {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    variants: Vec<Variant>,
    /// What each value is on the wire.
    table: Fragment,
}

#[derive(Serialize)]
struct Variant {
    docs: Fragment,
    name: Fragment,
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
                .map(|variant| Variant {
                    docs: item::docs(&variant.docs).into(),
                    name: (&variant.name).into(),
                })
                .collect(),
            table: table::of_enumeration(enumeration).into(),
        }
    }
}
