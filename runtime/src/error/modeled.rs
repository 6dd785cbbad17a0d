//! The error of a response: the content of the response, completed by the service's model.

use std::borrow::Cow;

use serde_json::Value;

use crate::Response;
use crate::codec::json;
use crate::retry::RetryClass;

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

/// Completes a failure by the service's model. `class` is the class by code and status; the result
/// is the class by the model.
pub(crate) fn complete(
    errors: &[ModeledError],
    response: &Response,
    failure: &mut ServiceFailure,
    class: RetryClass,
) -> RetryClass {
    let mut errors = errors.iter();
    let Some(error) = errors.find(|error| failure.code.as_deref() == Some(error.code)) else {
        return class;
    };
    if let Some(message) = error.message.and_then(|key| string_member(response, key)) {
        failure.message = Cow::Owned(message);
    }
    match class {
        RetryClass::Never => error.class,
        // The class is that of a server error's status; the model is more specific.
        RetryClass::Transient if error.class == RetryClass::Throttling => error.class,
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
    use crate::retry::RetryClass::{self, Never, Throttling, Transient};
    use crate::test_fixtures::response;

    const ERRORS: &[ModeledError] = &[
        ModeledError::new("Busy").message("reason").throttling(),
        ModeledError::new("Again").retryable(),
    ];

    #[test]
    fn the_model_sets_message_and_class_of_its_errors() {
        for (code, body, class, message, expected) in [
            ("Busy", r#"{"reason":"wait"}"#, Never, "wait", Throttling),
            ("Busy", r#"{"reason":"wait"}"#, Transient, "wait", Throttling),
            ("Busy", "{}", Throttling, "m", Throttling),
            ("Again", r#"{"reason":"r"}"#, Never, "m", Transient),
            ("Again", "{}", Throttling, "m", Throttling),
            ("Other", r#"{"reason":"r"}"#, Never, "m", Never),
            ("", "{}", Transient, "m", Transient),
        ] {
            let mut failure = ServiceFailure {
                code: (!code.is_empty()).then(|| code.to_owned()),
                message: "m".into(),
                request_id: None,
            };
            let class: RetryClass =
                complete(ERRORS, &response(400, &[], body), &mut failure, class);
            assert_eq!((class, &*failure.message), (expected, message), "{code} {body}");
        }
    }
}
