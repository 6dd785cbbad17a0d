//! What each template sees: fragments, and questions with a yes or a no.

use super::fragment::Fragment;
use super::{checks, decode, encode, item, types};
use crate::rust::{
    Docs, EncodeStep, ErrorVariant, Field, OperationModule, Presence, RustCrate, RustType, TypeItem,
};
use crate::service::Signing;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;
use syn::ext::IdentExt as _;

/// The crate: what `lib.rs`, the client, the error and the lists of modules are printed from.
#[derive(Serialize)]
pub(super) struct Root {
    docs: Fragment,
    id: Fragment,
    title: Fragment,
    api_version: Fragment,
    endpoint_prefix: Fragment,
    signing_name: Fragment,
    has_secrets: bool,
    secrets: Fragment,
    has_pages: bool,
    maps_in_parameters: bool,
    types_in_parameters: bool,
    operations: Vec<Method>,
    modules: Vec<Module>,
    types: Vec<Module>,
    errors: Vec<Error>,
    has_waiters: bool,
    waiters: Vec<Module>,
}

#[derive(Serialize)]
struct Method {
    docs: Fragment,
    deprecated: Fragment,
    method: Fragment,
    name: Fragment,
    parameters: Vec<Fragment>,
    input: Fragment,
}

#[derive(Serialize)]
struct Module {
    module: Fragment,
    exports: Fragment,
}

#[derive(Serialize)]
struct Error {
    docs: Fragment,
    variant: Fragment,
    code: Fragment,
    predicate: Fragment,
    predicate_docs: Fragment,
}

impl Root {
    pub(super) fn new(krate: &RustCrate) -> Self {
        let text = |text: &str| Fragment::from(quote!(#text));
        let any_argument = |asks: &dyn Fn(&RustType) -> bool| {
            let mut all = krate.operations.iter().flat_map(arguments);
            all.any(|field| asks(&field.ty))
        };
        let service = &krate.service;
        Self {
            docs: item::inner_docs(&krate.docs).into(),
            id: text(&service.id),
            title: text(&service.title),
            api_version: text(&service.api_version),
            endpoint_prefix: text(&service.endpoint_prefix),
            signing_name: text(&service.signing_name),
            has_secrets: !service.secrets.is_empty(),
            secrets: {
                let secrets = &service.secrets;
                quote!(&[#(#secrets),*]).into()
            },
            has_pages: krate
                .operations
                .iter()
                .any(|operation| operation.pagination.is_some()),
            maps_in_parameters: any_argument(&types::has_inner_map),
            types_in_parameters: any_argument(&types::has_named),
            operations: krate.operations.iter().map(Method::new).collect(),
            modules: sorted(&krate.operations, |operation| &operation.module)
                .map(|operation| {
                    let (name, input, output) = (
                        &operation.name,
                        &operation.input.name,
                        &operation.output.name,
                    );
                    Module {
                        module: (&operation.module).into(),
                        exports: quote!({#name, #input, #output}).into(),
                    }
                })
                .collect(),
            types: sorted(&krate.types, |module| &module.module)
                .map(|module| Module {
                    module: (&module.module).into(),
                    exports: match &module.item {
                        TypeItem::Structure(item) => (&item.name).into(),
                        TypeItem::Enumeration(item) => (&item.name).into(),
                        TypeItem::Union(item) => (&item.name).into(),
                    },
                })
                .collect(),
            errors: krate.errors.iter().map(Error::new).collect(),
            has_waiters: !krate.waiters.is_empty(),
            waiters: sorted(&krate.waiters, |waiter| &waiter.module)
                .map(|waiter| Module {
                    module: (&waiter.module).into(),
                    exports: (&waiter.name).into(),
                })
                .collect(),
        }
    }
}

/// Items by name, as rustfmt orders modules.
fn sorted<T>(items: &[T], name: impl Fn(&T) -> &Ident) -> impl Iterator<Item = &T> {
    let mut items: Vec<&T> = items.iter().collect();
    items.sort_by_cached_key(|item| name(item).to_string());
    items.into_iter()
}

/// The fields that the client's method for an operation takes as arguments.
fn arguments(operation: &OperationModule) -> impl Iterator<Item = &Field> {
    let fields = operation.arguments.iter();
    fields.filter_map(|at| operation.input.fields.get(*at))
}

impl Method {
    fn new(operation: &OperationModule) -> Self {
        let arguments: Vec<&Field> = arguments(operation).collect();
        let name = &operation.name;
        Self {
            docs: item::docs(&operation.method_docs).into(),
            deprecated: item::deprecated(operation.deprecated).into(),
            method: (&operation.method).into(),
            name: name.into(),
            parameters: arguments
                .iter()
                .map(|field| parameter(field).into())
                .collect(),
            input: given_input(&operation.input.name, arguments).into(),
        }
    }
}

/// The input of an operation with what the caller has to give.
pub(super) fn given_input<'a>(
    input: &Ident,
    arguments: impl IntoIterator<Item = &'a Field>,
) -> TokenStream {
    let names: Vec<&Ident> = arguments.into_iter().map(|field| &field.name).collect();
    match names.as_slice() {
        [] => quote!(operations::#input::default()),
        names => quote!(operations::#input::new(#(#names),*)),
    }
}

impl Error {
    fn new(error: &ErrorVariant) -> Self {
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

/// A file with one operation.
#[derive(Serialize)]
pub(super) struct Operation {
    docs: Fragment,
    deprecated: Fragment,
    name: Fragment,
    meta: Fragment,
    imports: Imports,
    input: Structure,
    output: Structure,
    setters: Vec<Setter>,
    encode: Function,
    has_body: bool,
    /// The body of `fill_tokens`; empty when the input has no token.
    tokens: Fragment,
    decode: Function,
    /// The body of `attach`; empty when the answer is no stream.
    attach: Fragment,
    pagination: Option<Pagination>,
}

/// A function of one parameter, which is named `_like_this` when the body does not read it.
#[derive(Serialize)]
struct Function {
    parameter: Fragment,
    body: Fragment,
}

/// A method that sets a field.
#[derive(Serialize)]
struct Setter {
    docs: Fragment,
    deprecated: Fragment,
    name: Fragment,
    parameter: Fragment,
    field: Fragment,
    value: Fragment,
}

#[derive(Serialize)]
struct Pagination {
    input_token: Fragment,
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

impl Operation {
    pub(super) fn new(operation: &OperationModule) -> Self {
        let name = &operation.name;
        let optional = |field: &&Field| field.presence != Presence::Required;
        let mut input = Structure::new(&operation.input);
        for (shown, field) in input
            .fields
            .iter_mut()
            .zip(&operation.input.fields)
            .filter(|(_, field)| optional(field))
        {
            // The setter carries the text: it is where callers meet it.
            let line = format!("Set by [`{name}::{0}`].", field.setter.unraw());
            shown.docs = item::doc_lines([line.as_str()].into_iter()).into();
        }
        input.withs = Vec::new();
        // In the order of the client's method, so that no two texts change places on the way.
        input.parameters = arguments(operation)
            .map(|field| parameter(field).into())
            .collect();
        Self {
            docs: item::docs(&operation.docs).into(),
            deprecated: item::deprecated(operation.deprecated).into(),
            name: name.into(),
            meta: {
                let name = &operation.wire_name;
                let read_only = operation.read_only.then(|| quote!(.read_only()));
                let token =
                    (!operation.request.tokens.is_empty()).then(|| quote!(.idempotency_token()));
                let signing = match operation.request.signing {
                    Signing::Whole => None,
                    Signing::WithoutBody => Some(quote!(.unsigned_payload())),
                    Signing::None => Some(quote!(.unsigned())),
                };
                let stream = decode::attachment(operation).map(|_| quote!(.streams_response()));
                quote!(OperationMeta::new(#name) #read_only #token #signing #stream).into()
            },
            imports: Imports::of([&operation.input, &operation.output]),
            setters: operation
                .input
                .fields
                .iter()
                .filter(optional)
                .map(|field| Setter::new(field, &field.setter, &field.docs))
                .collect(),
            encode: Function {
                parameter: match operation.request.steps.iter().all(EncodeStep::is_constant) {
                    true => quote!(_input).into(),
                    false => quote!(input).into(),
                },
                body: encode::body(operation).into(),
            },
            has_body: operation
                .request
                .steps
                .iter()
                .any(|step| matches!(step, EncodeStep::JsonBody | EncodeStep::Payload { .. })),
            tokens: tokens(operation).into(),
            decode: Function {
                parameter: match decode::is_constant(operation) {
                    true => quote!(_response).into(),
                    false => quote!(response).into(),
                },
                body: decode::body(operation).into(),
            },
            attach: decode::attachment(operation).unwrap_or_default().into(),
            pagination: operation.pagination.as_ref().map(|plan| {
                let token = &plan.output_token;
                let (required, secret) = (plan.output_token_required, plan.output_token_secret);
                Pagination {
                    input_token: (&plan.input_token).into(),
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
            }),
            output: Structure::new(&operation.output),
            input,
        }
    }
}

/// The body of `fill_tokens`.
fn tokens(operation: &OperationModule) -> TokenStream {
    match operation.request.tokens.as_slice() {
        [] => TokenStream::new(),
        [token] => quote! {
            if input.#token.is_some() {
                return None;
            }
            let mut filled = input.clone();
            filled.#token = Some(new_token());
            Some(filled)
        },
        tokens => quote! {
            if #(input.#tokens.is_some())&&* {
                return None;
            }
            let mut filled = input.clone();
            #(filled.#tokens.get_or_insert_with(&mut *new_token);)*
            Some(filled)
        },
    }
}

/// What a file imports besides what its template names.
#[derive(Serialize)]
struct Imports {
    convert: bool,
    maps: bool,
    types: bool,
}

impl Imports {
    fn of<const N: usize>(structures: [&crate::rust::Structure; N]) -> Self {
        Self::of_fields(
            structures
                .into_iter()
                .flat_map(|structure| &structure.fields),
        )
    }

    fn of_fields<'f>(fields: impl Iterator<Item = &'f Field> + Clone) -> Self {
        let any = |asks: &dyn Fn(&RustType) -> bool| fields.clone().any(|field| asks(&field.ty));
        Self {
            convert: any(&types::is_converted),
            maps: any(&types::has_map),
            types: any(&types::has_named),
        }
    }
}

/// A file with one structure.
#[derive(Serialize)]
pub(super) struct StructureFile {
    imports: Imports,
    structure: Structure,
}

impl StructureFile {
    pub(super) fn new(structure: &crate::rust::Structure) -> Self {
        Self {
            imports: Imports::of([structure]),
            structure: Structure::new(structure),
        }
    }
}

#[derive(Serialize)]
struct Structure {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    fields: Vec<StructureField>,
    /// The parameters of `new`, when some field is required.
    parameters: Vec<Fragment>,
    /// The fields as `new` fills them.
    initial: Fragment,
    withs: Vec<Setter>,
    /// Whether callers can compare it with the document's limits, and with any.
    checked: bool,
    has_visits: bool,
    visits: Fragment,
    /// The body of `Debug::fmt`, when it cannot be derived.
    debug: Fragment,
}

#[derive(Serialize)]
struct StructureField {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
}

impl Structure {
    fn new(structure: &crate::rust::Structure) -> Self {
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
                    attributes: item::field_attributes(structure, field).into(),
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
            withs: optional
                .iter()
                .map(|field| {
                    let line = format!("Sets [`{0}`](Self::{0}).", field.name.unraw());
                    Setter {
                        docs: item::doc_lines([line.as_str()].into_iter()).into(),
                        ..Setter::new(field, &field.with, &Docs::default())
                    }
                })
                .collect(),
        }
    }
}

impl Setter {
    fn new(field: &Field, name: &Ident, docs: &Docs) -> Self {
        Self {
            docs: item::docs(docs).into(),
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

pub(super) fn parameter(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, types::parameter(field));
    quote!(#name: #ty)
}

/// The fields of a struct literal in `new`.
fn initial(
    structure: &crate::rust::Structure,
    required: &[&Field],
    optional: &[&Field],
) -> TokenStream {
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
fn debug(structure: &crate::rust::Structure) -> TokenStream {
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

/// A file with one enum.
#[derive(Serialize)]
pub(super) struct EnumerationFile {
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
    pub(super) fn new(enumeration: &crate::rust::Enumeration) -> Self {
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

/// A file with one union.
#[derive(Serialize)]
pub(super) struct UnionFile {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    imports: Imports,
    /// Whether a member is read by a module of the runtime's codec.
    codec: bool,
    members: Vec<UnionMember>,
    unknown_attributes: Fragment,
    redacted: bool,
    read: bool,
}

#[derive(Serialize)]
struct UnionMember {
    docs: Fragment,
    attributes: Fragment,
    name: Fragment,
    ty: Fragment,
    key: Fragment,
    /// The expression that reads the member out of `value`.
    value: Fragment,
}

impl UnionFile {
    pub(super) fn new(union: &crate::rust::Union) -> Self {
        Self {
            docs: item::docs(&union.docs).into(),
            attributes: item::union_attributes(union).into(),
            name: (&union.name).into(),
            imports: Imports {
                convert: false,
                ..Imports::of_fields(union.members.iter())
            },
            codec: union
                .members
                .iter()
                .any(|member| types::codec(&member.ty).is_some()),
            members: union
                .members
                .iter()
                .map(|member| {
                    let key = member.rename.as_deref().unwrap_or_default();
                    UnionMember {
                        docs: item::docs(&member.docs).into(),
                        attributes: item::variant_attributes(union, member).into(),
                        name: (&member.name).into(),
                        ty: types::field_ty(member).into(),
                        key: quote!(#key).into(),
                        value: item::union_value(member).into(),
                    }
                })
                .collect(),
            unknown_attributes: item::unknown_attributes(union).into(),
            redacted: union.redacted,
            read: union.read,
        }
    }
}
