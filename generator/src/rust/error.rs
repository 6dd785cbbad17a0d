//! Errors: codes, predicates, and how the members of an error are read.

use super::model::{ErrorDetails, ErrorVariant};
use super::operation::response_plan;
use super::{Context, naming, shapes};
use crate::service::{ServiceError, ShapeKind};

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
        response: response_plan(context, members),
        structure: shapes::structure(context, shape, members),
    })
}
