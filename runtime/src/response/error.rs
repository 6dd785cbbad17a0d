//! Errors of decoding a response.

use std::error::Error;
use std::fmt;
use std::str::Utf8Error;

use crate::codec::json::{JsonError, JsonErrorKind};

/// A response does not have the form that its operation expects.
///
/// The message names the location and the expected type, and never contains a value of the response, which may be
/// secret. [`source`](Error::source) is the underlying error, if any.
#[derive(Debug)]
pub struct DecodeError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
    is_of_body: bool,
}

impl DecodeError {
    /// Creates an error for a response that is not a JSON body.
    ///
    /// `message` states what was decoded and what was expected. It must not contain the value.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), source: None, is_of_body: false }
    }

    /// Sets the underlying error, which must not contain the value either.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// A body that is not UTF-8, and so not JSON.
    pub(super) fn not_utf8(error: Utf8Error) -> Self {
        let position = error.valid_up_to() + 1;
        Self::new(format!("the body is not valid JSON: it is not UTF-8 (at byte {position})"))
            .of_body()
    }

    /// A body that is not JSON or has another form.
    pub(crate) fn json(body: &str, error: &JsonError) -> Self {
        let problem = match error.kind() {
            JsonErrorKind::Syntax => "the body is not valid JSON",
            JsonErrorKind::Mismatch => "the body does not have the expected form",
            JsonErrorKind::TooLarge => "the body is too large to decode",
        };
        let (line, column) = error.line_and_column(body);
        let path = match error.path() {
            path if path.is_empty() => path,
            path => format!("`{path}`, "),
        };
        let message = error.message();
        Self::new(format!("{problem}: {message} (at {path}line {line} column {column})")).of_body()
    }

    fn of_body(mut self) -> Self {
        self.is_of_body = true;
        self
    }

    /// Whether the body is not the JSON that is expected, so that the body explains the error.
    pub(crate) fn is_of_body(&self) -> bool {
        self.is_of_body
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.source {
            Some(source) => Some(source.as_ref()),
            None => None,
        }
    }
}
