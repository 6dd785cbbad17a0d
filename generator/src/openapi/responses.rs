//! The responses of an operation: the output of success, and the service errors.
//!
//! There is one success response. An error is identified by its code, never by its status: the name of
//! its schema, or the description of the response. `x-error` states the true status, the member with the
//! message, and whether the operation can be retried.

use indexmap::IndexMap;
use openapiv3::{Operation, ReferenceOr, Response, Schema, StatusCode};

use super::annotations::{self, SchemaRef, description};
use super::components::{Components, schema_pointer};
use super::extensions::Extensions;
use super::report::Report;
use super::structure::JSON;
use super::types::{Context, Types, structure};
use super::{bindings, examples};
use crate::pointer::Pointer;
use crate::service::{Binding, Output, ServiceError, ShapeId, Type};

/// The responses of an operation, sorted. Each with the pointer at which it is described.
pub(super) struct Responses<'a> {
    /// The success response, with its status.
    pub(super) success: Option<(u16, &'a Response, Pointer)>,
    /// The errors, in the order of the document.
    pub(super) errors: Vec<(&'a Response, Pointer)>,
}

/// Separates success and errors. Reports if there is not exactly one success.
pub(super) fn sort<'a>(
    components: &Components<'a>,
    operation: &'a Operation,
    pointer: &Pointer,
    report: &mut Report<'_>,
) -> Responses<'a> {
    let at = pointer.child("responses");
    let mut responses = Responses { success: None, errors: Vec::new() };
    if operation.responses.default.is_some() {
        report
            .error("unsupported-construct", &at.child("default"))
            .found("a response for any other status")
            .expected("one success status, and a response for each error")
            .remedy("remove it: errors are identified by their code, whatever their status");
    }
    for (status, response) in &operation.responses.responses {
        let listed = at.child(status);
        let (Some((response, response_pointer)), StatusCode::Code(number)) =
            (components.response(response, listed.clone()), status)
        else {
            // A dangling reference or a range such as 4XX, reported before.
            continue;
        };
        if *number >= 400 || Extensions::of(&response.extensions).error_response {
            responses.errors.push((response, response_pointer));
        } else if responses.success.is_some() {
            report
                .error("several-success-responses", &listed)
                .found(format!("{number}, a second success status"))
                .expected("one success status")
                .remedy("remove the one that the service does not send");
        } else {
            responses.success = Some((*number, response, response_pointer));
        }
    }
    let is_dangling =
        |response: &ReferenceOr<Response>| components.response(response, at.clone()).is_none();
    if responses.success.is_none() && !operation.responses.responses.values().any(is_dangling) {
        report
            .error("missing-success-response", &at)
            .found("no success response")
            .expected("one status below 400, such as 200")
            .remedy("add the success response of the service, with or without content");
    }
    responses
}

/// Reads the output of a response; `operation` names the shapes of one without a name.
pub(super) fn output<'a>(
    components: &Components<'a>,
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
    let (owner, schema, at) = match annotations::target(schema.into()) {
        SchemaRef::Inline(schema) => {
            let at = pointer.child("content").child(JSON).child("schema");
            (operation, schema, at)
        }
        SchemaRef::Named(reference) => {
            // A dangling reference has been reported.
            let Some((name, schema)) = components.schema(reference) else {
                return output;
            };
            let at = schema_pointer(name);
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
    bindings::check_payload(&output.members, report);
    bindings::check_locations(&output.members, types, report);
    bindings::check_header_names(&output.members, false, report);
    output.sensitive = Extensions::of(&schema.schema_data.extensions).sensitive;
    output.example = examples::of_output(schema, media);
    output.documentation = description(schema.schema_data.description.as_deref());
    output
}

/// The errors that the operations have named so far, by code.
pub(super) type Errors = IndexMap<String, ServiceError>;

/// Collects the errors among an operation's responses, and gives their codes.
pub(super) fn errors<'a>(
    components: &Components<'a>,
    responses: &[(&'a Response, Pointer)],
    errors: &mut Errors,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Vec<String> {
    let mut codes = Vec::new();
    for (response, pointer) in responses {
        let Some(error) = error(components, response, pointer) else {
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
        errors.entry(error.code.clone()).or_insert_with(|| ServiceError {
            shape: members_of_error(components, response, &error, types),
            ..error
        });
    }
    codes
}

/// The keys under which a service sends the message of an error.
const MESSAGES: [&str; 4] = ["message", "Message", "errorMessage", "exceptionMessage"];

/// The start of the names of headers that any response has, whatever its error.
const RESPONSE_HEADERS: [&str; 7] = [
    "access-control-",
    "cache-control",
    "content-security-policy",
    "strict-transport-security",
    "x-amzn-",
    "x-content-type-options",
    "x-frame-options",
];

/// The structure of an error's schema, if it has a member that is neither the message nor a header of any response.
fn members_of_error<'a>(
    components: &Components<'a>,
    response: &'a Response,
    error: &ServiceError,
    types: &mut Types<'a>,
) -> Option<ShapeId> {
    let schema = response.content.get(JSON)?.schema.as_ref()?;
    let SchemaRef::Named(reference) = annotations::target(schema.into()) else {
        return None;
    };
    let (name, schema) = components.schema(reference)?;
    let object = structure(schema)?;
    let is_detail = |(name, schema): (&String, &'a ReferenceOr<Box<Schema>>)| {
        let annotated = annotations::read(schema.into());
        let (binding, wire_name) = annotated.extensions.binding(name);
        match binding {
            Binding::Header => {
                let header = wire_name.to_ascii_lowercase();
                !RESPONSE_HEADERS.iter().any(|start| header.starts_with(start))
            }
            Binding::Body => {
                !MESSAGES.contains(&wire_name) && error.message.as_deref() != Some(wire_name)
            }
            _ => false,
        }
    };
    if !object.properties.iter().any(is_detail) {
        return None;
    }
    let context = Context {
        owner: name,
        member: name,
        pointer: &schema_pointer(name),
        timestamp_format: types.timestamp_format(Binding::Body),
        depth: 0,
    };
    match types.resolve(SchemaRef::Named(reference), context).target {
        Type::Named(id) => Some(id),
        _ => None,
    }
}

fn error(
    components: &Components<'_>,
    response: &Response,
    pointer: &Pointer,
) -> Option<ServiceError> {
    let schema = response.content.get(JSON).and_then(|media| media.schema.as_ref());
    if let Some(ReferenceOr::Reference { reference }) = schema {
        let pointer = Pointer::parse(reference)?;
        let code = pointer.key()?;
        let schema = components.schema(reference).map(|(_, schema)| schema);
        let described = schema.and_then(|schema| schema.schema_data.description.as_deref());
        let documentation = description(
            described.or(Some(&response.description)).filter(|written| *written != code),
        );
        let mut error = ServiceError { documentation, ..ServiceError::new(code, pointer) };
        if let Some(schema) = schema {
            apply_extensions(schema, &mut error);
        }
        return Some(error);
    }
    let name = response.description.trim();
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    is_name.then(|| ServiceError::new(name.to_owned(), pointer.clone()))
}

/// Adds what `x-error` and `x-header` state.
fn apply_extensions(schema: &Schema, error: &mut ServiceError) {
    let members = || {
        let object = structure(schema);
        object.into_iter().flat_map(|object| &object.properties)
    };
    let header = |schema: &ReferenceOr<Box<Schema>>| {
        annotations::read(schema.into()).extensions.header_name().map(str::to_owned)
    };
    error.headers = members().filter_map(|(_, member)| header(member)).collect();
    let Some(facts) = Extensions::of(&schema.schema_data.extensions).error else {
        return;
    };
    error.status = facts.status;
    error.retry = facts.retry;
    if let Some(code) = facts.code {
        code.clone_into(&mut error.code);
    }
    error.message = facts.message.map(|name| {
        let member = members().find(|(member, _)| *member == name);
        let wire_name =
            member.and_then(|(_, schema)| annotations::read(schema.into()).extensions.wire_name);
        wire_name.unwrap_or(name).to_owned()
    });
}
