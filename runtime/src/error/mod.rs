//! The error of the runtime: what failed, why, and the attempts that were made.
//!
//! [`Display`](std::fmt::Display) prints one line; accessors return its parts; and
//! [`source`](std::error::Error::source) leads to the root cause. Neither prints credentials, nor
//! the body of a response, which [`raw_response`](Error::raw_response) returns.

pub(crate) mod details;
pub(crate) mod modeled;
#[cfg(test)]
mod tests;
pub(crate) mod unexpected;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

pub use self::modeled::ModeledError;
pub(crate) use self::modeled::ServiceFailure;
use crate::response::essence;
use crate::retry::RetryClass;
use crate::transport::{TransportError, TransportErrorKind};
use crate::{DecodeError, Response};

/// The failure of a call, or of building a client.
///
/// One pointer wide, so that a `Result` of it is small. Clones are cheap: they share the failure.
///
/// # Example
///
/// ```
/// # use sdk_runtime::{Error, ErrorKind};
/// fn report(error: &Error) {
///     match error.kind() {
///         ErrorKind::Service => eprintln!("{:?}: {}", error.code(), error.message()),
///         _ if error.is_retryable() => eprintln!("{error}; a later call may succeed"),
///         _ => eprintln!("{error}"),
///     }
/// }
/// # report(&Error::configuration("no region"));
/// ```
#[derive(Clone)]
pub struct Error(Arc<ErrorInner>);

#[derive(Clone)]
struct ErrorInner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    code: Option<String>,
    message: Cow<'static, str>,
    request_id: Option<String>,
    response: Option<Response>,
    attempts: Vec<Attempt>,
    class: RetryClass,
    note: Option<Cow<'static, str>>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// The kind of a failure: the step of a call at which it occurred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value of the input cannot be sent. Nothing was sent.
    InvalidInput,
    /// The client is not configured correctly, such as an invalid endpoint URL. Nothing was sent.
    Configuration,
    /// No credentials were found, or they could not be loaded or used. Nothing was sent.
    Credentials,
    /// An interceptor stopped the call. The attempt that it stopped was not sent.
    Interceptor,
    /// No response was received: connecting failed, or the connection was lost.
    Connection,
    /// An attempt, the call as a whole, or a waiter timed out.
    Timeout,
    /// The service returned an error; [`code`](crate::Error::code) identifies it.
    Service,
    /// The response has a success status, but cannot be decoded.
    Response,
    /// The service returned the same page token twice, so that a list would never end.
    Pagination,
    /// A waiter entered a failure state.
    Wait,
}

impl ErrorKind {
    const ALL: [Self; 10] = [
        Self::InvalidInput,
        Self::Configuration,
        Self::Credentials,
        Self::Interceptor,
        Self::Connection,
        Self::Timeout,
        Self::Service,
        Self::Response,
        Self::Pagination,
        Self::Wait,
    ];

    /// Returns the name of the kind, as in spans: `invalid_input`, `timeout`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid_input",
            Self::Configuration => "configuration",
            Self::Credentials => "credentials",
            Self::Interceptor => "interceptor",
            Self::Connection => "connection",
            Self::Timeout => "timeout",
            Self::Service => "service",
            Self::Response => "response",
            Self::Pagination => "pagination",
            Self::Wait => "wait",
        }
    }
}

/// Parses the name that [`as_str`](ErrorKind::as_str) returns, as from a log.
impl FromStr for ErrorKind {
    type Err = Error;

    /// # Errors
    ///
    /// Returns an error of kind [`InvalidInput`](Self::InvalidInput) if no kind has the name.
    fn from_str(name: &str) -> Result<Self, Error> {
        let kind = Self::ALL.into_iter().find(|kind| kind.as_str() == name);
        kind.ok_or_else(|| Error::invalid_input("kind", "no kind of error has this name"))
    }
}

impl AsRef<str> for ErrorKind {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The bodies of errors: operations with the same bodies, and each status with the media type and the position of its
/// body. 1 to 9 stand for the statuses that start with that digit, 0 for any other; an empty media type for any other.
#[doc(hidden)]
pub type ErrorBodies =
    &'static [(&'static [&'static str], &'static [(u16, &'static str, usize)])];

/// A failed attempt of a call; see [`Error::attempts`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The status of the response, if there was one.
    pub status: Option<StatusCode>,
    /// Why the attempt failed: the service's error code, or the reason why there was no response.
    pub cause: String,
    /// The delay before the next attempt; `None` for the last one.
    pub delay: Option<Duration>,
}

impl Error {
    /// Creates an error of kind [`InvalidInput`](ErrorKind::InvalidInput).
    ///
    /// `member` is the wire name of the input member; `problem` states the problem and the
    /// remedy ("must not be empty: it is part of the path").
    #[must_use]
    pub fn invalid_input(member: &str, problem: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidInput, format!("{member}: {problem}"))
    }

    /// Creates an error of kind [`Configuration`](ErrorKind::Configuration).
    #[must_use]
    pub fn configuration(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, problem)
    }

    /// Creates the error by which an [`Interceptor`](crate::Interceptor) stops a call.
    #[must_use]
    pub fn interceptor(problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Interceptor, problem)
    }

    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self(Arc::new(ErrorInner {
            kind,
            operation: None,
            code: None,
            message: message.into(),
            request_id: None,
            response: None,
            attempts: Vec::new(),
            class: RetryClass::Never,
            note: None,
            source: None,
        }))
    }

    /// The failure, to complete it; a copy of it where clones share it.
    fn inner(&mut self) -> &mut ErrorInner {
        Arc::make_mut(&mut self.0)
    }

    /// Returns the kind of failure.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the name of the operation that failed, as in the service's model; `None` if a client
    /// could not be built or a waiter failed.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// Returns the service's error code, without namespace: `ResourceNotFoundException`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Returns the message of the service if there is one, else that of the runtime. Where a service
    /// returned a status or a code alone, it is the name of the status, or the code.
    #[must_use]
    pub fn message(&self) -> &str {
        let name = || self.status().and_then(|status| status.canonical_reason());
        match &*self.0.message {
            "" => name().or(self.code()).unwrap_or("the service returned no message"),
            message => message,
        }
    }

    /// Returns the status of the last response, if there was one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.response.as_ref().map(|response| response.status)
    }

    /// Returns the service's identifier of the last response, for support requests.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the headers of the last response, if there was one.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.response.as_ref().map(|response| &response.headers)
    }

    /// Returns the body of the last response, if there was one.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.0.response.as_ref().map(|response| &response.body)
    }

    /// Returns the last response: status, headers and body.
    #[must_use]
    pub fn raw_response(&self) -> Option<&Response> {
        self.0.response.as_ref()
    }

    /// Returns the attempts that were sent, in order; empty if nothing was sent.
    #[must_use]
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// Returns the first cause of type `E`, such as a [`TransportError`] or
    /// [`Violations`](crate::validate::Violations). `source()` of `std::error::Error` passes over a cause whose text
    /// is part of this error's.
    ///
    /// ```
    /// # use sdk_runtime::Error;
    /// # use sdk_runtime::transport::{TransportError, TransportErrorKind};
    /// fn is_refused(error: &Error) -> bool {
    ///     let cause = error.find_source::<TransportError>();
    ///     cause.is_some_and(|cause| cause.kind() == TransportErrorKind::Refused)
    /// }
    /// # assert!(!is_refused(&Error::configuration("no region")));
    /// ```
    #[must_use]
    pub fn find_source<E: StdError + 'static>(&self) -> Option<&E> {
        self.causes().find_map(|cause| cause.downcast_ref())
    }

    /// Returns whether the same call may succeed later: the failure is transient, or the service
    /// throttles. The client has already made all attempts that its retry settings permit.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.class.is_retryable()
    }

    /// Returns whether the service throttled the call.
    #[must_use]
    pub fn is_throttling(&self) -> bool {
        self.0.class == RetryClass::Throttling
    }

    /// Decodes the response of the service's error with this code; `None` if the error is another one, or its
    /// response cannot be decoded.
    #[doc(hidden)]
    pub fn decode_response<T>(
        &self,
        code: &str,
        decode: impl FnOnce(&Response) -> Result<T, DecodeError>,
    ) -> Option<T> {
        let response = self.raw_response().filter(|_| self.code() == Some(code))?;
        decode(response).ok()
    }

    /// Returns the body that the table has for the operation, the status and the media type of the service's error, by
    /// its position, and the response.
    #[doc(hidden)]
    pub fn body_of_status(&self, bodies: ErrorBodies) -> Option<(usize, &Response)> {
        let response = self.raw_response().filter(|_| self.kind() == ErrorKind::Service)?;
        let operation = self.operation()?;
        let (_, statuses) = bodies.iter().find(|(names, _)| names.contains(&operation))?;
        let media_type = response.content_type().map(essence).unwrap_or_default();
        let body = |key: u16| {
            let of = |name: &str| {
                let mut statuses = statuses.iter();
                let found = statuses.find(|(status, of, _)| (*status, *of) == (key, name));
                found.map(|(.., body)| *body)
            };
            of(&media_type).or_else(|| of(""))
        };
        let status = response.status.as_u16();
        let body = body(status).or_else(|| body(status / 100)).or_else(|| body(0))?;
        Some((body, response))
    }

    /// Sets the operation, unless it is set.
    pub(crate) fn of_operation(mut self, name: &'static str) -> Self {
        self.inner().operation.get_or_insert(name);
        self
    }

    /// The error of a response with an error status.
    pub(crate) fn service(response: Response, failure: ServiceFailure, class: RetryClass) -> Self {
        let mut error = Self::new(ErrorKind::Service, failure.message);
        error.inner().code = failure.code;
        error.inner().request_id = failure.request_id;
        error.inner().class = class;
        error.inner().response = Some(response);
        error
    }

    /// The error of a response with a success status that cannot be decoded.
    pub(crate) fn undecodable(response: Response, problem: DecodeError) -> Self {
        let body = match problem.is_of_body() {
            true => unexpected::describe_body(&response),
            false => None,
        };
        let message = match body {
            Some(body) => format!("the response could not be decoded: {body}"),
            None => format!("the response could not be decoded: {problem}"),
        };
        let mut error = Self::new(ErrorKind::Response, message).with_source(problem);
        error.inner().response = Some(response);
        error
    }

    /// The error of a response with a success status that the service did not send.
    pub(crate) fn not_from_service(response: Response) -> Self {
        let message = unexpected::describe_body(&response).unwrap_or_default();
        let mut error = Self::new(ErrorKind::Response, message);
        error.inner().response = Some(response);
        error
    }

    /// The error of a response that was not passed to the decoder, which is a bug of this crate.
    pub(crate) fn not_decoded() -> Self {
        Self::new(ErrorKind::Response, "the response was not decoded")
    }

    /// Whether the failure proves that the service has not carried out the operation: the request
    /// was not sent, or the service rejected it before that.
    pub(crate) fn proves_not_carried_out(&self) -> bool {
        let never_sent = self.transport_error().is_some_and(TransportError::never_sent);
        let rejected = self.status().is_some_and(|status| status.is_client_error())
            && matches!(self.0.class, RetryClass::Throttling | RetryClass::Reauthorize);
        never_sent || rejected
    }

    /// Changes the message, the code and the request id where `redact` does not return `None`, and drops causes that
    /// show a secret.
    pub(crate) fn redacted(mut self, redact: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Self {
        let redacted = |text: &str| {
            redact(text.as_bytes()).map(|text| String::from_utf8_lossy(&text).into_owned())
        };
        if let Some(message) = redacted(&self.0.message) {
            self.inner().message = message.into();
        }
        if let Some(code) = self.code().and_then(redacted) {
            self.inner().code = Some(code);
        }
        if let Some(id) = self.request_id().and_then(redacted) {
            self.inner().request_id = Some(id);
        }
        if self.causes().any(|cause| redacted(&cause.to_string()).is_some()) {
            self.inner().source = None;
        }
        self
    }

    /// Whether the server or its connection has not taken the request, as when an HTTP/2 server shuts down.
    pub(crate) fn is_not_taken(&self) -> bool {
        self.transport_error()
            .is_some_and(|error| error.never_sent() && error.kind() == TransportErrorKind::Reset)
    }

    fn transport_error(&self) -> Option<&TransportError> {
        self.0.source.as_ref()?.downcast_ref()
    }

    /// All causes, those included that this error's text contains.
    pub(crate) fn causes(&self) -> impl Iterator<Item = &(dyn StdError + 'static)> {
        let first = self.0.source.as_ref().map(|source| &**source as &(dyn StdError + 'static));
        std::iter::successors(first, |&cause| cause.source())
    }

    pub(crate) fn with_class(mut self, class: RetryClass) -> Self {
        self.inner().class = class;
        self
    }

    pub(crate) fn with_source(
        mut self,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        self.inner().source = Some(Arc::from(source.into()));
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: Vec<Attempt>) -> Self {
        self.inner().attempts = attempts;
        self
    }

    pub(crate) fn with_request_id(mut self, id: Option<String>) -> Self {
        self.inner().request_id = id;
        self
    }

    /// Sets why no further attempt was made, if that is not evident.
    pub(crate) fn with_note(mut self, note: Option<&'static str>) -> Self {
        self.inner().note = note.map(Cow::Borrowed);
        self
    }

    /// Appends the context of the call, such as its waiter.
    pub(crate) fn add_note(mut self, note: String) -> Self {
        self.inner().note = Some(match &self.0.note {
            Some(before) => format!("{before}, {note}").into(),
            None => note.into(),
        });
        self
    }

    pub(crate) fn class(&self) -> RetryClass {
        self.0.class
    }

    /// This failure as an entry of [`attempts`](Self::attempts).
    pub(crate) fn as_attempt(&self) -> Attempt {
        Attempt {
            status: self.status(),
            cause: self.code().unwrap_or(self.message()).to_owned(),
            delay: None,
        }
    }

    /// `(HTTP 404, request id 7a1c, 1 attempt)`, or nothing if nothing was sent.
    fn fmt_context(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = " (";
        if let Some(status) = self.status() {
            write!(f, "{separator}HTTP {}", status.as_u16())?;
            separator = ", ";
        }
        if let Some(id) = self.request_id() {
            write!(f, "{separator}request id ")?;
            one_line(f, id)?;
            separator = ", ";
        }
        if let count @ 1.. = self.attempts().len() {
            let attempts = if count == 1 { "attempt" } else { "attempts" };
            write!(f, "{separator}{count} {attempts}")?;
            separator = ", ";
        }
        if let Some(note) = &self.0.note {
            write!(f, "{separator}{note}")?;
            separator = ", ";
        }
        if separator == ", " {
            f.write_char(')')?;
        }
        Ok(())
    }
}

/// `GetStage failed: ResourceNotFoundException: no such stage (HTTP 404, request id 7a1c, 1 attempt)`
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        if let Some(operation) = inner.operation {
            write!(f, "{operation} failed: ")?;
        }
        match (&inner.code, inner.message.is_empty()) {
            (Some(code), true) => one_line(f, code)?,
            (Some(code), false) => {
                one_line(f, code)?;
                f.write_str(": ")?;
                one_line(f, &inner.message)?;
            }
            (None, true) => f.write_str("the service returned neither code nor message")?,
            (None, false) => one_line(f, &inner.message)?,
        }
        self.fmt_context(f)
    }
}

/// Everything but the headers and the body of the response, which may contain secrets.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &inner.kind);
        out.field("operation", &inner.operation);
        if inner.kind == ErrorKind::Service {
            out.field("code", &inner.code);
        }
        out.field("message", &inner.message);
        if let Some(response) = &inner.response {
            out.field("status", &response.status);
            out.field("request_id", &inner.request_id);
            out.field("body_length", &response.body.len());
        }
        out.field("attempts", &inner.attempts);
        if let Some(note) = &inner.note {
            out.field("note", note);
        }
        if let Some(source) = &inner.source {
            out.field("source", source);
        }
        out.finish()
    }
}

/// The first cause whose text is not part of this one's, so that a chain of errors repeats nothing.
impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.causes().find(|cause| !self.0.message.contains(&cause.to_string()))
    }
}

/// [`Display`](fmt::Display) truncates longer messages; [`Error::message`] does not.
const MAX_DISPLAYED: usize = 500;

/// Writes a string of unknown content on one line, and truncates it.
fn one_line(f: &mut fmt::Formatter<'_>, value: &str) -> fmt::Result {
    let mut characters = value.trim().chars();
    for c in characters.by_ref().take(MAX_DISPLAYED) {
        f.write_char(if c.is_control() { ' ' } else { c })?;
    }
    if characters.next().is_some() {
        f.write_char('…')?;
    }
    Ok(())
}
