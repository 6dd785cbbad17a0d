//! Errors: from codes to variants.

use super::Context;
use super::model::ErrorVariant;
use crate::service::ServiceError;

/// The keys under which the runtime looks for the message of any error.
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
        message: message
            .filter(|key| !MESSAGES.contains(key))
            .map(str::to_owned),
        retry: error.retry,
        variant,
    }
}
