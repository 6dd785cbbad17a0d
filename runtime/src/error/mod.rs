//! The one error of the runtime: what failed, why, and everything that was tried.
//!
//! Its [`Display`](std::fmt::Display) is one line that says all that matters; the accessors give
//! each part of it; [`source`](std::error::Error::source) leads down to the root. It never shows a
//! credential, nor the body of an answer unless it is asked for with [`raw_response`](Error::raw_response).

mod display;
mod kind;
pub(crate) mod modeled;
mod oddity;
#[cfg(test)]
mod properties;
pub(crate) mod wire;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::kind::ErrorKind;
pub use self::modeled::ModeledError;
use crate::retry::RetryClass;
use crate::transport::TransportError;
use crate::{DecodeError, Response};

/// What went wrong with a call, or with building a client.
///
/// One pointer wide, so that a `Result` of it costs nothing on the way of success.
pub struct Error(Box<Parts>);

struct Parts {
    kind: ErrorKind,
    operation: Option<&'static str>,
    code: Option<String>,
    message: Cow<'static, str>,
    response: Option<Response>,
    attempts: Vec<Attempt>,
    class: RetryClass,
    note: Option<Cow<'static, str>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// One try of a call, as [`Error::attempts`] tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The answer's status, if there was an answer.
    pub status: Option<StatusCode>,
    /// Why this attempt did not do: the service's error code, or what kept an answer from coming.
    pub cause: String,
    /// How long the client waited before it tried again; `None` for the last attempt.
    pub delay: Option<Duration>,
}

impl Error {
    /// A mistake of the caller, found before anything was sent.
    ///
    /// `member` is the input member's name on the wire; `problem` says what is wrong with it and
    /// what to do ("must not be empty: it is part of the path").
    #[must_use]
    pub fn invalid_input(member: &str, problem: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidInput, format!("{member}: {problem}"))
    }

    /// A client that cannot be built from what it was given.
    #[must_use]
    pub fn configuration(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, problem)
    }

    /// What an [`Interceptor`](crate::Interceptor) says when it stops a call.
    #[must_use]
    pub fn interceptor(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Interceptor, problem)
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Parts {
            kind,
            operation: None,
            code: None,
            message: message.into(),
            response: None,
            attempts: Vec::new(),
            class: RetryClass::Never,
            note: None,
            source: None,
        }))
    }

    /// The kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed, by the service's name of it; `None` where none did: a client could not
    /// be built, or a waiter failed.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The service's error code, without namespace: `ResourceNotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// What happened, in the service's words where it gave any, else in the runtime's. May be empty
    /// when the service gave a code alone.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The status of the last answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// The service's identifier of the last answer: what AWS's support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        wire::request_id(self.headers()?)
    }

    /// The headers of the last answer, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// The body of the last answer, byte for byte, if one came.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.response.as_ref().map(|response| &response.body)
    }

    /// The last answer as it came: status, headers and body.
    #[must_use]
    pub fn raw_response(&self) -> Option<&Response> {
        self.0.response.as_ref()
    }

    /// Every attempt that was made, in order; empty when nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// Whether the same call may succeed later without a change: the failure was transient or the
    /// service was throttling. The client has then used up its own attempts already.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.class.is_retryable()
    }

    /// Whether the service asked for fewer calls.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.class == RetryClass::Throttling
    }

    /// Puts the operation's name on it, unless it has one.
    pub(crate) fn of_operation(mut self, name: &'static str) -> Self {
        self.0.operation.get_or_insert(name);
        self
    }

    /// An answer that says that the call failed.
    pub(crate) fn service(response: Response, fault: wire::Fault, class: RetryClass) -> Self {
        let mut error = Self::new(ErrorKind::Service, fault.message);
        error.0.code = fault.code;
        error.0.class = class;
        error.0.response = Some(response);
        error
    }

    /// An answer that says that the call succeeded, but that cannot be read.
    pub(crate) fn undecodable(response: Response, problem: DecodeError) -> Self {
        let message = match oddity::oddity(&response) {
            Some(oddity) => format!("the answer could not be read: {oddity}"),
            None => format!("the answer could not be read: {problem}"),
        };
        let mut error = Self::new(ErrorKind::Response, message).with_source(problem);
        error.0.response = Some(response);
        error
    }

    /// An answer that says that the call succeeded, but that is not the service's.
    pub(crate) fn strange(response: Response) -> Self {
        let message = oddity::oddity(&response).unwrap_or_default();
        let mut error = Self::new(ErrorKind::Response, message);
        error.0.response = Some(response);
        error
    }

    /// An answer that nobody read, which the pipeline leaves nobody the chance to do.
    pub(crate) fn unread() -> Self {
        Self::new(ErrorKind::Response, "the answer was not read")
    }

    /// Whether the failure shows that the service has carried nothing out: nothing arrived, or it
    /// was turned away at the door.
    pub(crate) fn proves_that_nothing_was_done(&self) -> bool {
        let never_sent = self
            .0
            .source
            .as_ref()
            .and_then(|source| source.downcast_ref::<TransportError>())
            .is_some_and(TransportError::never_sent);
        let turned_away = self.status().is_some_and(|status| status.is_client_error())
            && matches!(self.0.class, RetryClass::Throttling | RetryClass::ClockSkew);
        never_sent || turned_away
    }

    pub(crate) fn with_class(mut self, class: RetryClass) -> Self {
        self.0.class = class;
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.0.source = Some(source.into());
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Says why no further attempt was made, where that is not plain.
    pub(crate) fn with_note(mut self, note: Option<&'static str>) -> Self {
        self.0.note = note.map(Cow::Borrowed);
        self
    }

    /// Says besides what the call was made for.
    pub(crate) fn add_note(mut self, note: String) -> Self {
        self.0.note = Some(match self.0.note {
            Some(before) => format!("{before}, {note}").into(),
            None => note.into(),
        });
        self
    }

    pub(crate) fn class(&self) -> RetryClass {
        self.0.class
    }

    /// This failure as one line of the call's history.
    pub(crate) fn as_attempt(&self) -> Attempt {
        Attempt {
            status: self.status(),
            cause: match self.code() {
                Some(code) => code.to_owned(),
                None => self.message().to_owned(),
            },
            delay: None,
        }
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as _)
    }
}
