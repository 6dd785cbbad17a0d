//! Why an answer could not be read.

use std::error::Error;
use std::fmt;
use std::str::Utf8Error;

use crate::codec::json::Problem;

/// A response did not have the form that the operation expects.
///
/// It names the place and what was expected, and never repeats what the body held: that may be a
/// secret. Its [`source`](Error::source) is the cause, if there is a deeper one.
pub struct DecodeError {
    message: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl DecodeError {
    /// An error of its own, for what is read from somewhere else than a JSON body.
    ///
    /// `message` says what was read, from where, and what was expected. It must not hold the value.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            source: None,
        }
    }

    /// The same error with its cause. The cause must not hold the value either.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// A body of bytes that are no text, and so no JSON.
    pub(super) fn not_utf8(error: Utf8Error) -> Self {
        let place = error.valid_up_to() + 1;
        Self::new(format!(
            "the body is no valid JSON: it is not UTF-8 (at byte {place})"
        ))
    }

    /// What `problem` tells about `body`.
    pub(super) fn json(body: &str, problem: &Problem) -> Self {
        let what = match problem.is_syntax() {
            true => "the body is no valid JSON",
            false => "the body does not have the expected form",
        };
        let (line, column) = problem.line_and_column(body);
        let path = problem.path();
        let place = if path.is_empty() {
            String::new()
        } else {
            format!("`{path}`, ")
        };
        Self::new(format!(
            "{what}: {} (at {place}line {line} column {column})",
            problem.what()
        ))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("message", &self.message)
            .field("source", &self.source)
            .finish()
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
