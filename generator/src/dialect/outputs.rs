//! The answer to a successful call.

use openapiv3::Response;

use crate::document::Pointer;
use crate::service::Output;

use super::annotations::{self, SchemaRef};
use super::api::Api;
use super::report::Report;
use super::structure::JSON;
use super::types::{Types, structure};
use super::{documentation, examples, output_headers, payloads, secrets};

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
        sensitive: false,
        example: None,
    };
    let media = response.content.get(JSON);
    let Some(schema) = media.and_then(|media| media.schema.as_ref()) else {
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
            .found("a response body that is not a structure")
            .expected("an object with properties")
            .remedy("describe it by its members; a member that is the whole body is marked with `x-payload`");
        return output;
    };
    output.members = types.members(object, &at, owner);
    payloads::check(&output.members, report);
    output_headers::check(&output.members, report);
    output.sensitive = secrets::is_sensitive(&schema.schema_data.extensions);
    output.example = examples::read(schema, media);
    output.documentation = documentation::text(schema.schema_data.description.as_deref());
    output
}
