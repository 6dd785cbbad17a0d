//! The answer to a successful call.

use openapiv3::Response;

use crate::document::Pointer;
use crate::service::Output;

use super::annotations::{self, SchemaRef};
use super::api::Api;
use super::documentation;
use super::report::Report;
use super::structure::JSON;
use super::types::{Types, structure};

/// Reads the members of a response, for which `operation` stands if it has no name of its own.
pub(super) fn read<'a>(
    api: &Api<'a>,
    operation: &str,
    success: (u16, &'a Response, Pointer),
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Output {
    let (status, response, pointer) = success;
    let mut output = Output {
        status,
        members: Vec::new(),
        shape: None,
        pointer: None,
        documentation: None,
    };
    let schema = response
        .content
        .get(JSON)
        .and_then(|media| media.schema.as_ref());
    let Some(schema) = schema else {
        return output;
    };
    let (owner, schema, at) = match annotations::read(schema.into()).target {
        SchemaRef::Inline(schema) => {
            let at = pointer.child("content").child(JSON).child("schema");
            (operation, schema, at)
        }
        SchemaRef::Named(reference) => {
            // A dangling reference has been reported.
            let Some((name, schema)) = api.schema(reference) else {
                return output;
            };
            let at = Pointer::root()
                .child("components")
                .child("schemas")
                .child(name);
            output.shape = Some(name.to_owned());
            output.pointer = Some(at.clone());
            (name, schema, at)
        }
    };
    let Some(object) = structure(schema) else {
        report
            .error("unsupported-body", &pointer)
            .found("a response body that is no structure")
            .expected("an object with properties")
            .remedy("describe the body by its members; a body that is one member alone is not supported");
        return output;
    };
    output.members = types.members(object, &at, owner);
    output.documentation = documentation::text(schema.schema_data.description.as_deref());
    output
}
