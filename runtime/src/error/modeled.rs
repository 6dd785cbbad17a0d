//! The error of a response: the content of the response, completed by the service's model.

use std::borrow::Cow;

use serde_json::Value;

use crate::Response;
use crate::codec::json;
use crate::retry::{RetryClass, classify_status};

/// Code, message and request id of an error response.
#[derive(Debug, PartialEq)]
pub(crate) struct ServiceFailure {
    /// The error code without namespace, if the response has one.
    pub(crate) code: Option<String>,
    /// The message of the service, else a description of the unexpected response, else empty.
    pub(crate) message: Cow<'static, str>,
    /// The service's identifier of the response.
    pub(crate) request_id: Option<String>,
}

/// The properties of an error that a service's model adds to the rules for all services.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct ModeledError {
    code: &'static str,
    message: Option<&'static str>,
    class: RetryClass,
}

impl ModeledError {
    /// Creates the properties of the error with this code, without deviations from the rules.
    pub const fn new(code: &'static str) -> Self {
        Self { code, message: None, class: RetryClass::Never }
    }

    /// Sets the member of the body that is the message.
    pub const fn message(mut self, key: &'static str) -> Self {
        self.message = Some(key);
        self
    }

    /// Marks the error as transient: the same call may succeed later.
    pub const fn retryable(mut self) -> Self {
        self.class = RetryClass::Transient;
        self
    }

    /// Marks the error as throttling.
    pub const fn throttling(mut self) -> Self {
        self.class = RetryClass::Throttling;
        self
    }
}

/// Completes a failure by the service's model, and returns its class. `by_code` is the class of its
/// code by the rules for all services.
///
/// Codes known to be throttling come first, then the model, then the status. An error of the model
/// that is not retryable is not retried for the status 429 alone, as in botocore; AWS's reference
/// leaves that open. A 5xx status is always retried.
pub(crate) fn complete(
    errors: &[ModeledError],
    response: &Response,
    failure: &mut ServiceFailure,
    by_code: Option<RetryClass>,
) -> RetryClass {
    let mut errors = errors.iter();
    let modeled = errors.find(|error| failure.code.as_deref() == Some(error.code));
    if let Some(message) =
        modeled.and_then(|error| error.message).and_then(|key| string_member(response, key))
    {
        failure.message = Cow::Owned(message);
    }
    if by_code == Some(RetryClass::Throttling) {
        return RetryClass::Throttling;
    }
    if let Some(error) = modeled
        && error.class.is_retryable()
    {
        return error.class;
    }
    match by_code.unwrap_or_else(|| classify_status(response.status)) {
        RetryClass::Throttling if modeled.is_some() => RetryClass::Never,
        class => class,
    }
}

fn string_member(response: &Response, key: &str) -> Option<String> {
    let body = json::object(&response.body)?;
    body.get(key).and_then(Value::as_str).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{ModeledError, ServiceFailure, complete};
    use crate::retry::RetryClass::{Never, Throttling, Transient};
    use crate::test_fixtures::response;

    const ERRORS: &[ModeledError] = &[
        ModeledError::new("Busy").message("reason").throttling(),
        ModeledError::new("Again").retryable(),
        ModeledError::new("Full"),
    ];

    #[test]
    fn the_model_sets_the_message_of_its_errors() {
        for (code, body, message) in [
            ("Busy", r#"{"reason":"wait"}"#, "wait"),
            ("Busy", "{}", "m"),
            ("Again", r#"{"reason":"r"}"#, "m"),
            ("Other", r#"{"reason":"r"}"#, "m"),
        ] {
            let mut failure = failure(code);
            let _ = complete(ERRORS, &response(400, &[], body), &mut failure, None);
            assert_eq!(failure.message, message, "{code} {body}");
        }
    }

    #[test]
    fn an_error_is_classified_by_known_code_model_and_status() {
        for (code, status, by_code, expected) in [
            ("Busy", 400, None, Throttling),
            ("Busy", 503, None, Throttling),
            ("Again", 400, None, Transient),
            ("Again", 429, None, Transient),
            ("Again", 400, Some(Throttling), Throttling),
            ("Full", 400, None, Never),
            ("Full", 429, None, Never),
            ("Full", 429, Some(Throttling), Throttling),
            ("Full", 400, Some(Transient), Transient),
            ("Full", 503, None, Transient),
            ("Other", 429, None, Throttling),
            ("", 429, None, Throttling),
            ("", 503, None, Transient),
            ("", 400, None, Never),
        ] {
            let response = response(status, &[], "{}");
            let class = complete(ERRORS, &response, &mut failure(code), by_code);
            assert_eq!(class, expected, "{code} {status} {by_code:?}");
        }
    }

    fn failure(code: &str) -> ServiceFailure {
        ServiceFailure {
            code: (!code.is_empty()).then(|| code.to_owned()),
            message: "m".into(),
            request_id: None,
        }
    }
}
