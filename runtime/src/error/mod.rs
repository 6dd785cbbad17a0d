//! The one error of the runtime.

use std::fmt;

/// What went wrong with a call, or with building a client.
#[derive(Debug)]
pub struct Error(Box<String>);

impl Error {
    /// A mistake of the caller, found before anything was sent.
    ///
    /// `member` is the input member's name on the wire; `problem` says what is wrong with it and
    /// what to do ("must not be empty: it is part of the path").
    #[must_use]
    pub fn invalid_input(member: &str, problem: impl fmt::Display) -> Self {
        Self(Box::new(format!("{member}: {problem}")))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
