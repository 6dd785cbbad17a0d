//! Why a command could not do its work.

use std::fmt;
use std::path::Path;

use crate::report::BAD;

/// A command that could not do its work, told to the person who called it.
///
/// Knows no exit code: every failure ends with the same one (see [`crate::report::Status`]).
#[derive(Debug)]
pub(crate) enum Failure {
    /// What happened, with the place and what was found there, and what to do about it.
    Told {
        message: String,
        remedy: Option<String>,
    },
    /// Diagnostics of the generator, as it renders them.
    Rendered(String),
}

impl Failure {
    /// A failure without a remedy; the message names the place and what was found there.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told {
            message: message.into(),
            remedy: None,
        }
    }

    /// A refusal of the generator.
    pub(crate) fn rendered(diagnostics: String) -> Self {
        Self::Rendered(diagnostics)
    }

    /// A file or folder that the operating system did not let us use.
    ///
    /// `doing` completes "cannot …", for example `read`.
    pub(crate) fn io(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("cannot {doing} {}: {error}", path.display()))
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub(crate) fn remedy(self, what: impl Into<String>) -> Self {
        match self {
            Self::Told { message, .. } => Self::Told {
                message,
                remedy: Some(what.into()),
            },
            rendered @ Self::Rendered(_) => rendered,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told { message, remedy } => {
                write!(f, "{BAD}error{BAD:#}: {message}")?;
                remedy
                    .iter()
                    .try_for_each(|remedy| write!(f, "\n  help: {remedy}"))
            }
            Self::Rendered(text) => f.write_str(text.trim_end()),
        }
    }
}

impl std::error::Error for Failure {}
