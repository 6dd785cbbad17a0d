//! Errors: codes, predicates, and how the members of an error are read.

use super::model::{ErrorDetails, ErrorVariant, StatusBody, StatusErrors, StatusRow};
use super::operation::response_plan;
use super::{Context, naming, shapes};
use crate::service::{
    Access, Binding, BodyFormat, ErrorBody, Member, ServiceError, ShapeKind, StatusRange, Type,
};
use indexmap::IndexMap;
use proc_macro2::Ident;
use std::collections::BTreeSet;

/// The keys that the runtime tries for the message of an error.
const MESSAGES: [&str; 4] = ["message", "Message", "errorMessage", "exceptionMessage"];

/// An error of the service.
pub(super) fn lower(context: &Context<'_>, error: &ServiceError) -> ErrorVariant {
    let variant = context.names.error(&error.code);
    let message = error.message.as_deref();
    ErrorVariant {
        predicate: context.names.predicate(&error.code),
        docs: context.writer.error(error),
        predicate_docs: context.writer.error_predicate(error, &variant),
        code: error.code.clone(),
        status: error.status,
        message: message.filter(|key| !MESSAGES.contains(key)).map(str::to_owned),
        retry: error.retry,
        details: details(context, error),
        variant,
    }
}

/// The members of an error, if it has any but the message.
fn details(context: &Context<'_>, error: &ServiceError) -> Option<ErrorDetails> {
    let shape = context.service.shapes.get(error.shape.as_ref()?)?;
    let ShapeKind::Structure(members) = &shape.kind else {
        return None;
    };
    Some(ErrorDetails {
        method: naming::details_method(&context.names.predicate(&error.code)),
        docs: context.writer.error_details(error),
        response: response_plan(context, members, None),
        structure: shapes::structure(context, shape, members),
    })
}

/// The errors that are identified by their status.
pub(super) fn by_status(context: &Context<'_>) -> StatusErrors {
    let mut bodies: Vec<(&Type, BodyFormat)> = Vec::new();
    let mut rows: IndexMap<Vec<(u16, String, usize)>, Vec<String>> = IndexMap::new();
    let mut statuses = BTreeSet::new();
    for operation in &context.service.operations {
        let mut row = Vec::new();
        for error in &operation.error_statuses {
            let key = match error.status {
                StatusRange::Code(code) => code,
                StatusRange::Class(class) => class,
                StatusRange::Default => 0,
            };
            statuses.insert(key);
            for ErrorBody { media_type, target, format } in &error.bodies {
                let known = bodies.iter().position(|known| *known == (target, *format));
                let media_type = media_type.clone().unwrap_or_default();
                row.push((key, media_type, known.unwrap_or(bodies.len())));
                if known.is_none() {
                    bodies.push((target, *format));
                }
            }
        }
        if !row.is_empty() {
            row.sort_unstable();
            rows.entry(row).or_default().push(operation.name.clone());
        }
    }
    StatusErrors {
        bodies: status_bodies(context, &bodies),
        rows: rows
            .into_iter()
            .map(|(statuses, operations)| StatusRow { operations, statuses })
            .collect(),
        predicates: statuses
            .into_iter()
            .filter_map(|status| Some((predicate(status)?, status)))
            .collect(),
    }
}

/// The bodies, each with its variant of `ErrorBody`. That of a structure, a union or an enum has its name; others are
/// named after their form.
fn status_bodies(context: &Context<'_>, bodies: &[(&Type, BodyFormat)]) -> Vec<StatusBody> {
    let named = bodies.iter().filter(|(body, _)| matches!(body, Type::Named(_)));
    let mut taken: BTreeSet<String> = named.map(|(body, _)| body_name(context, body)).collect();
    let mut names: Vec<(&Type, String)> = Vec::new();
    let mut all = Vec::new();
    for &(body, format) in bodies {
        let known = names.iter().find(|(known, _)| *known == body).map(|(_, name)| name.clone());
        let is_repeated = known.is_some();
        let name = known.unwrap_or_else(|| {
            let mut name = body_name(context, body);
            while !matches!(body, Type::Named(_)) && !taken.insert(name.clone()) {
                name.push_str("Body");
            }
            name
        });
        all.push(StatusBody {
            variant: naming::ident(&name),
            ty: shapes::rust_type(body, context.names),
            format,
            required: required(context, body),
            is_repeated,
            docs: context.writer.error_body(body),
        });
        names.push((body, name));
    }
    all
}

/// The keys of the required members of a body that is a structure.
fn required(context: &Context<'_>, body: &Type) -> Vec<String> {
    let Type::Named(id) = body else {
        return Vec::new();
    };
    let Some(ShapeKind::Structure(members)) = context.service.shapes.get(id).map(|it| &it.kind)
    else {
        return Vec::new();
    };
    let is_received = |member: &&Member| {
        member.required && member.binding == Binding::Body && member.access != Access::Write
    };
    members.iter().filter(is_received).map(|member| member.wire_name.clone()).collect()
}

/// The name of a body: `Problem`, `String`, `ProblemList`.
fn body_name(context: &Context<'_>, body: &Type) -> String {
    body.value_name(&|id| context.names.type_of(id).to_string())
}

/// The predicate of `Error` for a status; none if the status has no name.
pub(super) fn predicate(status: u16) -> Option<Ident> {
    Some(naming::ident(&format!("is_{}", reason(status)?)))
}

/// The reason of a status, if it has a name of its own (RFC 9110, and those of WebDAV and RFC 6585 that APIs use).
fn reason(status: u16) -> Option<&'static str> {
    Some(match status {
        304 => "not_modified",
        400 => "bad_request",
        401 => "unauthorized",
        402 => "payment_required",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        406 => "not_acceptable",
        408 => "request_timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length_required",
        412 => "precondition_failed",
        413 => "content_too_large",
        415 => "unsupported_media_type",
        422 => "unprocessable_content",
        423 => "locked",
        424 => "failed_dependency",
        428 => "precondition_required",
        429 => "too_many_requests",
        500 => "internal_server_error",
        501 => "not_implemented",
        502 => "bad_gateway",
        503 => "service_unavailable",
        504 => "gateway_timeout",
        507 => "insufficient_storage",
        _ => return None,
    })
}
