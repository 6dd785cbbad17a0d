//! The parts of a document that have names, and what a `$ref` to them resolves to.

use openapiv3::{Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema};
use serde_json::{Map, Value};

use super::annotations::{self, SchemaRef};
use super::extensions::Extensions;
use super::walk::MAX_CHAIN;
use crate::pointer::Pointer;

/// The extension of the components that lists the schemas whose names are not those of the document: they are named after
/// where they stand.
pub(super) const HOISTED: &str = "x-hoisted";

/// Resolves references.
#[derive(Clone, Copy)]
pub(super) struct Components<'a> {
    /// The whole model.
    pub(super) model: &'a OpenAPI,
    document: &'a Value,
    is_smithy: bool,
}

impl<'a> Components<'a> {
    pub(super) fn new(model: &'a OpenAPI, document: &'a Value) -> Self {
        let is_smithy = Extensions::of(&model.info.extensions).smithy;
        Self { model, document, is_smithy }
    }

    /// The keys of an object in the order of the document, where openapiv3 does not keep it.
    pub(super) fn keys(&self, pointer: &Pointer) -> impl Iterator<Item = &'a String> + use<'a> {
        let object = pointer.resolve(self.document).and_then(Value::as_object);
        object.into_iter().flat_map(Map::keys)
    }

    /// The value at a pointer of the document.
    pub(super) fn value(&self, pointer: &Pointer) -> Option<&'a Value> {
        pointer.resolve(self.document)
    }

    /// Whether the name of a schema is not one of the document.
    pub(super) fn is_hoisted(&self, name: &str) -> bool {
        let components = self.model.components.as_ref();
        let hoisted =
            components.and_then(|components| components.extensions.get(HOISTED)?.as_array());
        hoisted.is_some_and(|names| names.iter().any(|known| known == name))
    }

    /// The position of a schema among those with a name.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.model.components.as_ref()?.schemas.get_index_of(name)
    }

    /// The schema of a reference, which may be an annotated reference itself, and its name.
    pub(super) fn named(&self, reference: &str) -> Option<(&'a str, &'a ReferenceOr<Schema>)> {
        let schemas = &self.model.components.as_ref()?.schemas;
        let (name, schema) = schemas.get_key_value(&Pointer::parse(reference)?.key()?)?;
        Some((name, schema))
    }

    /// Whether values of a schema can be `null`: it states that itself, or one of those that it refers to does.
    pub(super) fn is_nullable(&self, schema: SchemaRef<'a>) -> bool {
        let mut current = schema;
        for _ in 0..=MAX_CHAIN {
            let annotated = annotations::read(current);
            let next = match annotated.target {
                SchemaRef::Named(reference) => self.named(reference),
                SchemaRef::Inline(_) => None,
            };
            match next {
                Some((_, schema)) if !annotated.nullable => current = schema.into(),
                _ => return annotated.nullable,
            }
        }
        false
    }

    /// The schema at the end of a chain of references, and its name. `None` has been reported before.
    pub(super) fn schema(&self, reference: &str) -> Option<(&'a str, &'a Schema)> {
        let mut found = self.named(reference)?;
        for _ in 0..=MAX_CHAIN {
            match annotations::target(found.1.into()) {
                SchemaRef::Inline(schema) => return Some((found.0, schema)),
                SchemaRef::Named(reference) => found = self.named(reference)?,
            }
        }
        None
    }

    /// The parameter itself or the one referred to, and its pointer.
    pub(super) fn parameter(
        &self,
        parameter: &'a ReferenceOr<Parameter>,
        pointer: Pointer,
    ) -> Option<(&'a Parameter, Pointer)> {
        let named =
            |components: &'a openapiv3::Components, name: &str| components.parameters.get(name);
        self.follow(parameter, pointer, named)
    }

    /// The request body itself or the one referred to, and its pointer.
    pub(super) fn request_body(
        &self,
        body: &'a ReferenceOr<RequestBody>,
        pointer: Pointer,
    ) -> Option<(&'a RequestBody, Pointer)> {
        let named =
            |components: &'a openapiv3::Components, name: &str| components.request_bodies.get(name);
        self.follow(body, pointer, named)
    }

    /// The response itself or the one referred to, and its pointer.
    pub(super) fn response(
        &self,
        response: &'a ReferenceOr<Response>,
        pointer: Pointer,
    ) -> Option<(&'a Response, Pointer)> {
        let named =
            |components: &'a openapiv3::Components, name: &str| components.responses.get(name);
        self.follow(response, pointer, named)
    }

    /// The header itself or the one referred to.
    pub(super) fn header(&self, header: &'a ReferenceOr<Header>) -> Option<&'a Header> {
        let named =
            |components: &'a openapiv3::Components, name: &str| components.headers.get(name);
        self.follow(header, Pointer::root(), named).map(|(header, _)| header)
    }

    /// Whether requests and responses have the HTTP bindings of Smithy.
    pub(super) fn is_smithy(&self) -> bool {
        self.is_smithy
    }

    fn follow<T>(
        &self,
        start: &'a ReferenceOr<T>,
        start_pointer: Pointer,
        named: impl Fn(&'a openapiv3::Components, &str) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(&'a T, Pointer)> {
        let mut current = start;
        let mut pointer = start_pointer;
        for _ in 0..=MAX_CHAIN {
            match current {
                ReferenceOr::Item(item) => return Some((item, pointer)),
                ReferenceOr::Reference { reference } => {
                    pointer = Pointer::parse(reference)?;
                    current = named(self.model.components.as_ref()?, &pointer.key()?)?;
                }
            }
        }
        None
    }
}

/// The pointer to the schema of that name.
pub(crate) fn schema_pointer(name: &str) -> Pointer {
    Pointer::root().child("components").child("schemas").child(name)
}
