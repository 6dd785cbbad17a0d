//! A file with one structure, and structures wherever they stand.

use super::imports::Imports;
use super::parameter;
use super::setter::Setter;
use crate::render::{Fragment, checks, item, table, types};
use crate::rust::{self, Field, Presence};
use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;
use syn::ext::IdentExt as _;

/// A file with one structure.
#[derive(Serialize)]
pub(in crate::render) struct StructureFile {
    imports: Imports,
    structure: Structure,
}

impl StructureFile {
    pub(in crate::render) fn new(structure: &rust::Structure) -> Self {
        Self {
            imports: Imports::of([structure]),
            structure: Structure::new(structure),
        }
    }
}

/// A struct with public fields.
#[derive(Serialize)]
pub(super) struct Structure {
    pub(super) docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    pub(super) fields: Vec<StructureField>,
    /// The parameters of `new`, when some field is required.
    pub(super) parameters: Vec<Fragment>,
    /// The fields as `new` fills them.
    initial: Fragment,
    pub(super) withs: Vec<Setter>,
    /// Whether callers can compare it with the document's limits, and with any.
    checked: bool,
    has_visits: bool,
    visits: Fragment,
    /// The body of `Debug::fmt`, when it cannot be derived.
    debug: Fragment,
    /// What each member is called on the wire.
    table: Fragment,
}

#[derive(Serialize)]
pub(super) struct StructureField {
    pub(super) docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
}

impl Structure {
    pub(super) fn new(structure: &rust::Structure) -> Self {
        let (required, optional): (Vec<&Field>, Vec<&Field>) = structure
            .fields
            .iter()
            .partition(|field| field.presence == Presence::Required);
        let visits = checks::visits(structure);
        Self {
            docs: item::docs(&structure.docs).into(),
            attributes: item::structure_attributes(structure).into(),
            name: (&structure.name).into(),
            fields: structure
                .fields
                .iter()
                .map(|field| StructureField {
                    docs: item::docs(&field.docs).into(),
                    attributes: item::deprecated(field.deprecated).into(),
                    name: (&field.name).into(),
                    ty: types::field_ty(field).into(),
                })
                .collect(),
            parameters: required
                .iter()
                .map(|field| parameter(field).into())
                .collect(),
            checked: structure.checked,
            has_visits: visits.is_some(),
            visits: visits.unwrap_or_default().into(),
            initial: initial(structure, &required, &optional).into(),
            debug: debug(structure).into(),
            table: table::of_structure(structure).into(),
            withs: optional
                .iter()
                .map(|field| {
                    let line = format!("Sets [`{0}`](Self::{0}).", field.name.unraw());
                    let docs = item::doc_lines([line.as_str()].into_iter());
                    Setter::new(field, &field.with, docs)
                })
                .collect(),
        }
    }
}

/// The fields of a struct literal in `new`.
fn initial(structure: &rust::Structure, required: &[&Field], optional: &[&Field]) -> TokenStream {
    let given = required.iter().map(|field| {
        let (name, value) = (&field.name, types::converted(field, &field.name));
        if *name == value.to_string() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    if optional.is_empty() {
        return quote!(#(#given),*);
    }
    if structure.has_default() {
        return quote!(#(#given,)* ..Self::default());
    }
    let absent = optional.iter().map(|field| {
        let name = &field.name;
        match field.presence {
            Presence::Optional => quote!(#name: None),
            Presence::Required | Presence::EmptyWhenAbsent => quote!(#name: Default::default()),
        }
    });
    quote!(#(#given,)* #(#absent),*)
}

/// The body of `Debug::fmt` for a struct with fields that must not be shown.
fn debug(structure: &rust::Structure) -> TokenStream {
    if !item::is_redacted(structure) {
        return TokenStream::new();
    }
    let name = structure.name.unraw().to_string();
    let fields = structure.fields.iter().map(|field| {
        let (key, field_name) = (field.name.unraw().to_string(), &field.name);
        match field.redacted {
            true => quote!(.field(#key, &sdk_runtime::codec::Redacted)),
            false => quote!(.field(#key, &self.#field_name)),
        }
    });
    quote!(f.debug_struct(#name) #(#fields)* .finish())
}
