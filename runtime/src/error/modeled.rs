//! What a service's model says of an error and an answer does not.

use std::borrow::Cow;

use super::wire::{self, Fault};
use crate::Response;
use crate::retry::RetryClass;

/// An error of a service, as far as the rules for all services do not tell what it is.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct ModeledError {
    code: &'static str,
    message: Option<&'static str>,
    class: RetryClass,
}

impl ModeledError {
    /// The error with that code on the wire.
    pub const fn new(code: &'static str) -> Self {
        Self {
            code,
            message: None,
            class: RetryClass::Never,
        }
    }

    /// The key of the body under which its message stands.
    pub const fn message(mut self, key: &'static str) -> Self {
        self.message = Some(key);
        self
    }

    /// The same call may succeed later.
    pub const fn retryable(mut self) -> Self {
        self.class = RetryClass::Transient;
        self
    }

    /// The service asks for fewer calls.
    pub const fn throttling(mut self) -> Self {
        self.class = RetryClass::Throttling;
        self
    }
}

/// Adds what the model knows to what the answer says; `class` is what code and status mean in general.
pub(crate) fn complete(
    errors: &[ModeledError],
    response: &Response,
    fault: &mut Fault,
    class: RetryClass,
) -> RetryClass {
    let mut errors = errors.iter();
    let Some(error) = errors.find(|error| fault.code.as_deref() == Some(error.code)) else {
        return class;
    };
    if let Some(message) = error.message.and_then(|key| wire::member(response, key)) {
        fault.message = Cow::Owned(message);
    }
    match class {
        RetryClass::Never => error.class,
        // A status of the server's, and the model knows better what it stands for.
        RetryClass::Transient if error.class == RetryClass::Throttling => error.class,
        class => class,
    }
}

#[cfg(test)]
mod tests {
    use super::{ModeledError, complete};
    use crate::Response;
    use crate::error::wire;
    use crate::retry::RetryClass;
    use bytes::Bytes;
    use http::{HeaderMap, StatusCode};

    const ERRORS: &[ModeledError] = &[
        ModeledError::new("Busy").message("reason").throttling(),
        ModeledError::new("Again").retryable(),
    ];

    fn check(body: &'static str, class: RetryClass, message: &str, expected: RetryClass) {
        let response = Response {
            status: StatusCode::BAD_REQUEST,
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        };
        let mut fault = wire::read(&response);
        let found = complete(ERRORS, &response, &mut fault, class);
        assert_eq!((found, &*fault.message), (expected, message), "{body}");
    }

    #[test]
    fn the_model_tells_the_message_and_what_another_try_is_worth() {
        use RetryClass::{Never, Throttling, Transient};
        let busy = r#"{"code":"Busy","reason":"wait","message":"other"}"#;
        check(busy, Never, "wait", Throttling);
        check(busy, Transient, "wait", Throttling);
        check(
            r#"{"code":"Busy","message":"m"}"#,
            Throttling,
            "m",
            Throttling,
        );
        check(r#"{"code":"Again","reason":"r"}"#, Never, "", Transient);
        check(
            r#"{"code":"Again","message":"m"}"#,
            Throttling,
            "m",
            Throttling,
        );
    }

    #[test]
    fn other_errors_stay_what_they_are() {
        use RetryClass::{Never, Transient};
        check(
            r#"{"code":"Other","reason":"r","message":"m"}"#,
            Never,
            "m",
            Never,
        );
        check(r#"{"message":"m"}"#, Transient, "m", Transient);
    }
}
