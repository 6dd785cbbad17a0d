//! Rule 11: a request body finds its titled schema.
//!
//! Bodies are inlined by one level: names of nested enums and structures are gone, and the text of a
//! member's type covers the member's own. The full schema stands among the components, with a `title`
//! equal to its name: `{operationId}` + `Request`, `Input` or `Message` (3,124 of 3,132), else one with
//! the same properties. Only if there is none the inlined one is used. `required: true` is always set,
//! so a body is sent even when every member is optional and absent.

use std::collections::{BTreeSet, HashSet};

use openapiv3::{ObjectType, OpenAPI, Operation, ReferenceOr, RequestBody, Schema};

use crate::document::Pointer;

use super::annotations::{self, SchemaRef};
use super::api::Api;
use super::report::{Report, listed};
use super::structure::JSON;
use super::types::structure;

const SUFFIXES: &[&str] = &["Request", "Input", "Message"];

/// Which titled schema belongs to which operation.
pub(super) struct Titled<'a> {
    api: Api<'a>,
    /// Names of schemas that an operation has found by its own name.
    taken: HashSet<&'a str>,
}

/// The schema of a body, and where it stands.
pub(super) struct Body<'a> {
    pub(super) object: &'a ObjectType,
    /// The name of the schema; `None` if only the inlined one is there.
    pub(super) name: Option<&'a str>,
    pub(super) pointer: Pointer,
}

impl<'a> Titled<'a> {
    pub(super) fn new(api: Api<'a>) -> Self {
        let taken = ids(api.model)
            .filter_map(|id| by_name(&api, id))
            .map(|(name, _)| name)
            .collect();
        Self { api, taken }
    }

    /// Where the operation's input schema stands, if it is known by name.
    pub(super) fn pointer(&self, id: &str) -> Option<Pointer> {
        by_name(&self.api, id).map(|(name, _)| pointer_to(name))
    }

    /// The members of the body. `None` after reporting why there are none.
    pub(super) fn find(
        &self,
        id: &str,
        body: &'a RequestBody,
        pointer: &Pointer,
        report: &mut Report<'_>,
    ) -> Option<Body<'a>> {
        let at = pointer.child("content").child(JSON).child("schema");
        let schema = body
            .content
            .get(JSON)
            .and_then(|media| media.schema.as_ref());
        let Some(schema) = schema else {
            if body.content.keys().all(|media_type| media_type == JSON) {
                report
                    .error("unsupported-body", pointer)
                    .found("a request body without a schema")
                    .expected("the members of the input")
                    .remedy("describe the body, or remove it");
            }
            return None;
        };
        match annotations::read(schema.into()).target {
            SchemaRef::Named(reference) => {
                let (name, schema) = self.api.schema(reference)?;
                let object = structure(schema).or_else(|| wrong_body(&at, report))?;
                Some(Body {
                    object,
                    name: Some(name),
                    pointer: pointer_to(name),
                })
            }
            SchemaRef::Inline(schema) => {
                let inlined = structure(schema).or_else(|| wrong_body(&at, report))?;
                let titled = by_name(&self.api, id).or_else(|| self.by_properties(id, inlined));
                let Some((name, object)) = titled else {
                    return Some(Body {
                        object: inlined,
                        name: None,
                        pointer: at,
                    });
                };
                warn_of_difference(name, object, inlined, &at, report);
                Some(Body {
                    object,
                    name: Some(name),
                    pointer: pointer_to(name),
                })
            }
        }
    }

    /// The schema with the same properties that no operation has by name; among several, the one
    /// whose name begins most like the operation's.
    fn by_properties(&self, id: &str, inlined: &ObjectType) -> Option<(&'a str, &'a ObjectType)> {
        let keys = wire_keys(inlined);
        let mut best = None;
        for (name, schema) in self.api.schemas() {
            let titled = titled(name, schema).filter(|_| !self.taken.contains(name));
            let Some(object) = titled.filter(|object| wire_keys(object) == keys) else {
                continue;
            };
            let alike = name
                .bytes()
                .zip(id.bytes())
                .take_while(|(a, b)| a == b)
                .count();
            if best.is_none_or(|(most, _, _)| alike > most) {
                best = Some((alike, name, object));
            }
        }
        best.map(|(_, name, object)| (name, object))
    }
}

fn ids(model: &OpenAPI) -> impl Iterator<Item = &str> {
    let operations = model.operations().map(|(_, _, operation)| operation);
    operations.filter_map(|operation: &Operation| operation.operation_id.as_deref())
}

fn by_name<'a>(api: &Api<'a>, id: &str) -> Option<(&'a str, &'a ObjectType)> {
    let schemas = &api.model.components.as_ref()?.schemas;
    SUFFIXES.iter().find_map(|suffix| {
        let (name, schema) = schemas.get_key_value(&format!("{id}{suffix}"))?;
        Some((name.as_str(), titled(name, schema)?))
    })
}

/// The structure, if its title says that it is an input.
fn titled<'a>(name: &str, schema: &'a ReferenceOr<Schema>) -> Option<&'a ObjectType> {
    let schema = schema.as_item()?;
    structure(schema).filter(|_| schema.schema_data.title.as_deref() == Some(name))
}

fn wrong_body<'a>(pointer: &Pointer, report: &mut Report<'_>) -> Option<&'a ObjectType> {
    report
        .error("unsupported-body", pointer)
        .found("a request body that is not a structure")
        .expected("an object with properties")
        .remedy(
            "describe it by its members; a member that is the whole body is marked with `x-payload`",
        );
    None
}

fn wire_keys(object: &ObjectType) -> BTreeSet<&str> {
    let properties = object.properties.iter();
    properties
        .map(|(key, schema)| annotations::read(schema.into()).wire_name.unwrap_or(key))
        .collect()
}

fn warn_of_difference(
    name: &str,
    titled: &ObjectType,
    inlined: &ObjectType,
    pointer: &Pointer,
    report: &mut Report<'_>,
) {
    let (titled, inlined) = (wire_keys(titled), wire_keys(inlined));
    let ignored: Vec<_> = inlined.difference(&titled).collect();
    if !ignored.is_empty() {
        report
            .warning("request-body-differs", &pointer.child("properties"))
            .found(format!(
                "{}, which `{name}` does not have",
                listed(&ignored)
            ))
            .expected(format!(
                "the members of `{name}`, from which the input is made"
            ))
            .remedy(format!("change `{name}`: the inlined copy is not read"));
    }
}

fn pointer_to(name: &str) -> Pointer {
    Pointer::root()
        .child("components")
        .child("schemas")
        .child(name)
}
