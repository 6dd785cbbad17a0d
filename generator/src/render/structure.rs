//! Structures: fields, constructors, setters and validation.

use super::fragment::{Code, DocComment, Fragment, deprecated, is_redacted, structure_attributes};
use super::table::Table;
use super::types::{self, parameter};
use crate::rust::{self, Field, Presence, RustType};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;
use syn::ext::IdentExt as _;

/// A file with one structure.
#[derive(Serialize)]
pub(super) struct StructureFile {
    imports: Imports,
    structure: Structure,
}

impl StructureFile {
    /// The file of a structure; `example` are the lines of its example.
    pub(super) fn new(structure: &rust::Structure, example: &[String]) -> Self {
        let imports = Imports::of([structure]);
        let structure = Structure::new(structure);
        let docs = structure.docs.followed_by(example);
        Self { imports, structure: Structure { docs, ..structure } }
    }
}

/// A struct with public fields.
#[derive(Serialize)]
pub(super) struct Structure {
    pub(super) docs: DocComment,
    attributes: Fragment,
    name: Fragment,
    pub(super) fields: Vec<StructureField>,
    /// Whether there is `new`, because some field is required.
    has_new: bool,
    /// The parameters of `new`.
    pub(super) parameters: Vec<Fragment>,
    /// The fields as `new` fills them.
    initial: Fragment,
    pub(super) withs: Vec<Setter>,
    /// Whether it implements `Validate`.
    checked: bool,
    /// The body of `Debug::fmt`, when it cannot be derived.
    debug: Code,
    #[serde(flatten)]
    table: Table,
}

#[derive(Serialize)]
pub(super) struct StructureField {
    pub(super) docs: DocComment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
}

impl Structure {
    pub(super) fn new(structure: &rust::Structure) -> Self {
        let (required, optional): (Vec<&Field>, Vec<&Field>) =
            structure.fields.iter().partition(|field| field.presence == Presence::Required);
        Self {
            docs: DocComment::of(&structure.docs),
            attributes: structure_attributes(structure).into(),
            name: (&structure.name).into(),
            fields: structure
                .fields
                .iter()
                .map(|field| StructureField {
                    docs: DocComment::of(&field.docs),
                    attributes: deprecated(field.deprecated).into(),
                    name: (&field.name).into(),
                    ty: types::field_ty(field).into(),
                })
                .collect(),
            has_new: !required.is_empty(),
            parameters: structure.arguments().map(|field| parameter(field).into()).collect(),
            checked: structure.checked,
            initial: initial(structure, &required, &optional).into(),
            debug: debug(structure).into(),
            table: Table::of_structure(structure),
            withs: optional
                .iter()
                .flat_map(|field| {
                    let line = format!("Sets [`{0}`](Self::{0}).", field.name.unraw());
                    let docs = DocComment::item(vec![line]);
                    let null = field.null_setter.as_ref().map(|_| {
                        let line =
                            format!("Sets [`{0}`](Self::{0}) to `null`.", field.name.unraw());
                        Setter::null(field, &field.with_null, DocComment::item(vec![line]))
                    });
                    [Some(Setter::new(field, &field.with, docs)), null].into_iter().flatten()
                })
                .collect(),
        }
    }
}

/// The fields of a struct literal in `new`.
fn initial(structure: &rust::Structure, required: &[&Field], optional: &[&Field]) -> TokenStream {
    let required = required.iter().map(|field| {
        let name = &field.name;
        if let Some(constant) = &field.constant {
            return quote!(#name: #constant.into());
        }
        let value = types::converted(field, name);
        if *name == value.to_string() { quote!(#name) } else { quote!(#name: #value) }
    });
    if optional.is_empty() {
        return quote!(#(#required),*);
    }
    if structure.has_default() {
        return quote!(#(#required,)* ..Self::default());
    }
    let absent = optional.iter().map(|field| {
        let name = &field.name;
        match field.presence {
            Presence::Optional => quote!(#name: None),
            Presence::Required | Presence::EmptyWhenAbsent => quote!(#name: Default::default()),
        }
    });
    quote!(#(#required,)* #(#absent),*)
}

/// The body of `Debug::fmt` for a struct with redacted fields.
fn debug(structure: &rust::Structure) -> TokenStream {
    if !is_redacted(structure) {
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

/// A method that sets a field.
#[derive(Serialize)]
pub(super) struct Setter {
    docs: DocComment,
    deprecated: Fragment,
    name: Fragment,
    parameter: Fragment,
    field: Fragment,
    value: Fragment,
}

impl Setter {
    /// The method `name`, with the lines of its documentation.
    pub(super) fn new(field: &Field, name: &Ident, docs: DocComment) -> Self {
        Self {
            docs,
            deprecated: deprecated(field.deprecated).into(),
            name: name.into(),
            parameter: {
                let ty = types::parameter_ty(field);
                quote!(value: #ty).into()
            },
            field: (&field.name).into(),
            value: types::converted(field, &format_ident!("value")).into(),
        }
    }

    /// The method `name`, which sets `null`.
    pub(super) fn null(field: &Field, name: &Ident, docs: DocComment) -> Self {
        Self {
            parameter: Fragment::default(),
            value: types::null(field).into(),
            ..Self::new(field, name, docs)
        }
    }

    /// The method `name`, which takes an `Option`.
    pub(super) fn optional(field: &Field, name: &Ident, docs: DocComment) -> Self {
        let ty = types::option_ty(field);
        Self {
            parameter: quote!(value: Option<#ty>).into(),
            value: types::converted_option(field, &format_ident!("value")).into(),
            ..Self::new(field, name, docs)
        }
    }
}

/// The imports that depend on the types in a file.
#[derive(Serialize)]
pub(super) struct Imports {
    convert: bool,
    maps: bool,
    types: bool,
}

impl Imports {
    pub(super) fn of<const N: usize>(structures: [&rust::Structure; N]) -> Self {
        Self::of_fields(structures.into_iter().flat_map(|structure| &structure.fields))
    }

    pub(super) fn of_fields<'f>(fields: impl Iterator<Item = &'f Field> + Clone) -> Self {
        let any =
            |matches: &dyn Fn(&RustType) -> bool| fields.clone().any(|field| matches(&field.ty));
        Self {
            convert: any(&types::is_converted),
            maps: any(&types::has_map),
            types: any(&types::has_named),
        }
    }

    /// The same with a type that is neither a field nor a parameter.
    pub(super) fn and(self, ty: Option<&RustType>) -> Self {
        Self {
            maps: self.maps || ty.is_some_and(types::has_map),
            types: self.types || ty.is_some_and(types::has_named),
            ..self
        }
    }

    /// The same for a file without setters.
    pub(super) fn without_conversions(self) -> Self {
        Self { convert: false, ..self }
    }
}
