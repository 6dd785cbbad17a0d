//! Rule 10: errors are names and little else.
//!
//! 1,594 of 1,604 error schemas are `{}`: members, message, true status and retry marks are lost. What
//! is left is the schema's name, which is the code on the wire, and perhaps a string on the schema. A
//! schema `{}` that no error response names is a value of any kind. What an overlay puts back is read in
//! `error_facts`.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Response};

use crate::document::Pointer;
use crate::service::ServiceError;

use super::api::Api;
use super::report::Report;
use super::structure::JSON;
use super::{documentation, error_facts};

/// The errors that the operations have named so far, by code.
pub(super) type Errors = IndexMap<String, ServiceError>;

/// Notes the errors among an operation's responses, and gives their codes.
pub(super) fn collect(
    api: &Api<'_>,
    responses: &[(&Response, Pointer)],
    errors: &mut Errors,
    report: &mut Report<'_>,
) -> Vec<String> {
    let mut codes = Vec::new();
    for (response, pointer) in responses {
        let Some(error) = read(api, response, pointer) else {
            report
                .error("unnamed-error", pointer)
                .found("an error response without the name of its error")
                .expected("a `$ref` to the error's schema, or its name as the description")
                .remedy("name the error's code, as in `ResourceNotFoundException`");
            continue;
        };
        if !codes.contains(&error.code) {
            codes.push(error.code.clone());
        }
        errors.entry(error.code.clone()).or_insert(error);
    }
    codes
}

fn read(api: &Api<'_>, response: &Response, pointer: &Pointer) -> Option<ServiceError> {
    let schema = response
        .content
        .get(JSON)
        .and_then(|media| media.schema.as_ref());
    if let Some(ReferenceOr::Reference { reference }) = schema {
        let pointer = Pointer::parse(reference)?;
        let code = pointer.key()?;
        let schema = api.schema(reference).map(|(_, schema)| schema);
        let described = schema.and_then(|schema| schema.schema_data.description.as_deref());
        let documentation = documentation::text(
            described
                .or(Some(&response.description))
                .filter(|text| *text != code),
        );
        let mut error = ServiceError {
            documentation,
            ..ServiceError::new(code, pointer)
        };
        if let Some(schema) = schema {
            error_facts::apply(schema, &mut error);
        }
        return Some(error);
    }
    let name = response.description.trim();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    is_name.then(|| ServiceError::new(name.to_owned(), pointer.clone()))
}
