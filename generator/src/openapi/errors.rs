//! The errors of an operation.
//!
//! With Smithy's bindings an error is identified by its code, never by its status: the name of its schema, or the
//! description of the response. `x-error` states the true status, the member with the message, and whether the
//! operation can be retried. The errors of other documents are identified by their status.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Response, Schema};

use super::annotations::{self, SchemaRef, description};
use super::bodies;
use super::components::{Components, schema_pointer};
use super::extensions::Extensions;
use super::media::{self, Media};
use super::report::Report;
use super::structure::JSON;
use super::types::{Context, Types, structure};
use crate::pointer::Pointer;
use crate::service::{
    Binding, BodyFormat, ErrorBody, ErrorStatus, ServiceError, ShapeId, StatusRange, Type,
};

/// Reads the errors that are identified by their status; `operation` names the shapes of those without a name.
pub(super) fn by_status<'a>(
    components: &Components<'a>,
    operation: &str,
    responses: &[(StatusRange, &'a Response, Pointer)],
    types: &mut Types<'a>,
) -> Vec<ErrorStatus> {
    let statuses = responses.iter().map(|(status, response, pointer)| ErrorStatus {
        status: *status,
        bodies: error_bodies(components, operation, *status, response, pointer, types),
        documentation: description(Some(&response.description)),
    });
    statuses.collect()
}

/// The bodies of an error: that of any media type, and those in JSON of another schema.
fn error_bodies<'a>(
    components: &Components<'a>,
    operation: &str,
    status: StatusRange,
    response: &'a Response,
    pointer: &Pointer,
    types: &mut Types<'a>,
) -> Vec<ErrorBody> {
    let named_after = match status {
        StatusRange::Code(code) => format!("error{code}"),
        StatusRange::Class(class) => format!("error{class}XX"),
        StatusRange::Default => "error".to_owned(),
    };
    let mut found: Vec<ErrorBody> = Vec::new();
    for media in typed(components, response) {
        let essence = media::essence(media.key);
        let (named_after, media_type) = match found.is_empty() {
            true => (named_after.clone(), None),
            false => (format!("{named_after} {essence}"), Some(essence)),
        };
        let at = bodies::media_pointer(pointer, media.key);
        let body = bodies::whole(components, operation, &named_after, &media, &at, types);
        let target = body.target.present().clone();
        let format = match media.format {
            BodyFormat::JsonOrText if !types.is_string(&target) => BodyFormat::Json,
            format => format,
        };
        found.push(ErrorBody { media_type, target, format });
    }
    found
}

/// The media types of an error that have a type: the one that is chosen, and those in JSON of another schema.
pub(super) fn typed<'a>(components: &Components<'a>, response: &'a Response) -> Vec<Media<'a>> {
    let chosen = media::received(components, &response.content);
    let chosen = chosen.filter(|it| bodies::is_json(it) || it.format == BodyFormat::Text);
    let key = chosen.as_ref().map(|media| media.key);
    chosen.into_iter().chain(media::in_json(components, &response.content, key)).collect()
}

/// The errors that the operations have named so far, by code.
pub(super) type Errors = IndexMap<String, ServiceError>;

/// Collects the errors among an operation's responses, and gives their codes.
pub(super) fn by_code<'a>(
    components: &Components<'a>,
    responses: &[(StatusRange, &'a Response, Pointer)],
    errors: &mut Errors,
    types: &mut Types<'a>,
    report: &mut Report<'_>,
) -> Vec<String> {
    let mut codes = Vec::new();
    for (_, response, pointer) in responses {
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
